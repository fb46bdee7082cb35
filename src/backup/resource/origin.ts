import { CfnResource, DefaultTokenResolver, type IResolvable, type IResolveContext, type IPostProcessor, Reference, StringConcat, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Owner } from '../../request/request-facts';

/** The resource of this app that a value is an attribute of, if the value is that attribute and nothing else. */
export function originOf(value: string): CfnResource | undefined {
  const fragments = Tokenization.reverseString(value);
  const token = fragments.length === 1 ? fragments.firstToken : undefined;
  return Reference.isReference(token) && CfnResource.isCfnResource(token.target) ? token.target : undefined;
}

/** Where a resource of this app is defined. */
export function ownerOf(resource: CfnResource | undefined): Owner | undefined {
  return resource && { path: resource.node.path, account: resource.stack.account, region: resource.stack.region };
}

/** The resources of this app that a string refers to, also through Lazies: not to be called before all aspects have run. */
export function originsIn(scope: IConstruct, value: string): CfnResource[] {
  const resolver = new OriginCollector();
  Tokenization.resolve(value, { scope, resolver, preparing: true });
  return [...resolver.origins];
}

class OriginCollector extends DefaultTokenResolver {
  public readonly origins = new Set<CfnResource>();

  constructor() {
    super(new StringConcat());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (Reference.isReference(token) && CfnResource.isCfnResource(token.target)) { this.origins.add(token.target); }
    return super.resolveToken(token, context, postProcessor);
  }
}
