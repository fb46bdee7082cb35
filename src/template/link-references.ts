import {
  CfnElement, CfnResource, DefaultTokenResolver, type IPostProcessor, type IResolvable, type IResolveContext, Reference, Tokenization,
} from 'aws-cdk-lib';
import type { CfnDefinition } from './cfn-definition';
import { ChangeProperty } from './changes/change-property';
import { namesIn, namesNeededBy, resourcesNamed } from './references';
import { plainDependsOn } from './rendered-attributes';
import { SharedText } from './shared-text';
import { cached } from './synth-cache';

/** What a custom resource of this library refers to, or waits for. */
export interface LinkReferences {
  /** Whatever changes. */
  readonly resources: readonly CfnResource[];
  /** Its properties that change with other resources, and may refer to others at each change. */
  readonly changing: readonly ChangeProperty[];
}

/** What aws-cdk-lib renders a resource from. */
interface Internals {
  readonly _cfnProperties?: Readonly<Record<string, unknown>>;
  readonly rawOverrides?: object;
  _toCloudFormation(): object;
}

/**
 * The references of a custom resource of this library. Renders it only when something has rewritten it: all of them together are most of
 * a template, but each has a few tokens that nearly all share.
 */
export function linkReferences(link: CfnResource): LinkReferences {
  return cached(link, 'linkReferences', () => unrendered(link) ?? rendered(link));
}

function unrendered(link: CfnResource): LinkReferences | undefined {
  const { _cfnProperties, rawOverrides = {} } = link as unknown as Internals;
  const dependsOn = plainDependsOn(link);
  const isOverridden = 'Properties' in rawOverrides || 'Metadata' in rawOverrides;
  const tokens = isOverridden ? undefined : tokensIn(Object.values({ ..._cfnProperties }).concat(Object.values({ ...link.cfnOptions.metadata })));
  if (tokens === undefined || dependsOn === undefined) { return undefined; }
  const referredTo = tokens.filter((token) => !ChangeProperty.is(token)).flatMap((token) => resourcesIn(link, token));
  return {
    resources: [...new Set([...referredTo, ...dependsOn])],
    changing: tokens.filter(ChangeProperty.is).filter(({ mayRefer }) => mayRefer),
  };
}

/** The tokens in some values; undefined if there is anything but strings and single tokens. */
function tokensIn(values: readonly unknown[]): IResolvable[] | undefined {
  const tokens: IResolvable[] = [];
  for (const value of values) {
    if (typeof value === 'string') {
      tokens.push(...Tokenization.reverseString(value).tokens);
    } else if (Tokenization.isResolvable(value)) {
      tokens.push(...SharedText.is(value as IResolvable) ? (value as SharedText).tokens : [value as IResolvable]);
    } else if (value !== undefined) {
      return undefined;
    }
  }
  return tokens;
}

function resourcesIn(link: CfnResource, token: IResolvable): readonly CfnResource[] {
  if (Reference.isReference(token) && CfnElement.isCfnElement(token.target) && token.target.stack === link.stack) {
    return [token.target].filter(CfnResource.isCfnResource);
  }
  const inTokens = cached(link.stack, 'resourcesInTokens', () => new Map<IResolvable, readonly CfnResource[]>());
  const resources = inTokens.get(token) ?? resourcesNamed(link.stack, namesIn(resolve(link, token, new ChangeCollector())));
  inTokens.set(token, resources);
  return resources;
}

function rendered(link: CfnResource): LinkReferences {
  const collector = new ChangeCollector();
  const template = resolve(link, (link as unknown as Internals)._toCloudFormation(), collector);
  const { Resources = {} } = template as { Resources?: Record<string, CfnDefinition> };
  return {
    resources: resourcesNamed(link.stack, namesNeededBy(Object.values(Resources)[0] ?? {})),
    changing: [...collector.changing].filter(({ mayRefer }) => mayRefer),
  };
}

function resolve(scope: CfnResource, value: unknown, resolver: ChangeCollector): unknown {
  return Tokenization.resolve(value, { scope, resolver, preparing: false });
}

/** Leaves out the properties that change with other resources. */
class ChangeCollector extends DefaultTokenResolver {
  public readonly changing = new Set<ChangeProperty>();

  constructor() {
    super(JOIN);
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (!ChangeProperty.is(token)) { return super.resolveToken(token, context, postProcessor); }
    this.changing.add(token);
    return undefined;
  }
}

/** Keeps all parts of a string. */
const JOIN: ConstructorParameters<typeof DefaultTokenResolver>[0] = { join: (left: unknown, right: unknown): unknown => ({ 'Fn::Join': ['', [left, right]] }) };
