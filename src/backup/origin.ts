import { CfnResource, DefaultTokenResolver, type IResolvable, type IResolveContext, type IPostProcessor, Reference, StringConcat, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The resource of this app whose attribute a text is, if the text is one attribute and nothing else. */
export function originOf(text: string): CfnResource | undefined {
  const fragments = Tokenization.reverseString(text);
  const token = fragments.length === 1 ? fragments.firstToken : undefined;
  return Reference.isReference(token) && CfnResource.isCfnResource(token.target) ? token.target : undefined;
}

/** The resources of this app that a text is put together from, late or at once. */
export function originsIn(scope: IConstruct, text: string): CfnResource[] {
  const resolver = new OriginCollector();
  Tokenization.resolve(text, { scope, resolver, preparing: true });
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
