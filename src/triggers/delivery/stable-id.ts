import { createHash } from 'node:crypto';
import {
  DefaultTokenResolver, type IPostProcessor, type IResolvable, type IResolveContext, Reference, Stack, Stage, StringConcat, Tokenization,
  type TokenizedStringFragments,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { sortKeys } from '../../request/json';
import { isLazy } from '../../template/string-parts';

const LENGTH = 8;

/**
 * The id of a construct that may exist several times: unlike a number, it does not change when another one is added or removed.
 *
 * For a resource with a name, the name identifies it, so that any other change updates it in place: CloudFormation creates a new
 * resource before it deletes the old one, and could not give both the same name.
 *
 * The order of keys does not count: it differs between languages, and in some of them between runs.
 *
 * No `Lazy` is resolved, which may have its value only later: two identities that differ in that only get numbers.
 */
export function stableId(scope: IConstruct, prefix: string, identity: unknown): string {
  const resolver = new IdentityResolver(scope);
  const json = JSON.stringify(sortKeys(Tokenization.resolve(identity, { scope, resolver, preparing: true })));
  const id = prefix + createHash('sha256').update(json).digest('hex').slice(0, LENGTH);
  return resolver.hasLazy ? firstFree(scope, id) : id;
}

function firstFree(scope: IConstruct, id: string, count = 1): string {
  const candidate = count === 1 ? id : `${id}N${count}`;
  return scope.node.tryFindChild(candidate) === undefined ? candidate : firstFree(scope, id, count + 1);
}

/** Writes a `Lazy` as a placeholder, and a reference as the path of its target. */
class IdentityResolver extends DefaultTokenResolver {
  public hasLazy = false;

  constructor(private readonly scope: IConstruct) {
    super(new StringConcat());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (Reference.isReference(token)) { return `<${pathFrom(this.scope, token.target)} ${token.displayName}>`; }
    if (!isLazy(token)) { return super.resolveToken(token, context, postProcessor); }
    this.hasLazy = true;
    return '<Lazy>';
  }

  /** What CloudFormation computes becomes part of the string, too. */
  public resolveString(fragments: TokenizedStringFragments, context: IResolveContext): unknown {
    return fragments.mapTokens({
      mapToken: (token) => {
        const value: unknown = context.resolve(token);
        return typeof value === 'string' ? value : JSON.stringify(value) ?? '';
      },
    }).join(new StringConcat());
  }
}

/** The path of a construct in its stack or, if that is another one, in its stage: it is the same in each stage. */
function pathFrom(scope: IConstruct, construct: IConstruct): string {
  const stack = Stack.of(construct);
  const top = stack === Stack.of(scope) ? stack : Stage.of(construct);
  const { scopes } = construct.node;
  return scopes.slice(scopes.findIndex((each) => each === top) + 1).map(({ node }) => node.id).join('/');
}
