import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import type { CfnDefinition } from './cfn-definition';
import { logicalIdOf } from './logical-id';

/** What the template says of a resource beside its properties. */
export interface RenderedAttributes {
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Condition?: string;
  /** The logical ids in its `DependsOn`. */
  readonly DependsOn: readonly string[];
}

/** What aws-cdk-lib renders the attributes from. */
interface Internals {
  readonly rawOverrides?: Readonly<Record<string, unknown>>;
  readonly dependsOn?: ReadonlySet<CfnResource>;
  _toCloudFormation(): object;
  shouldSynthesize?(): boolean;
}

const ATTRIBUTES: readonly string[] = ['DeletionPolicy', 'UpdateReplacePolicy', 'Condition', 'DependsOn'];

/**
 * The attributes of a resource as they go into the template, with all that overrides and aspects did to them. Undefined when the resource is
 * not in the template.
 *
 * Reads them from where aws-cdk-lib renders them when nothing else can change them, because a rendering of the properties is slow.
 */
export function renderedAttributes(resource: CfnResource): RenderedAttributes | undefined {
  const { rawOverrides, dependsOn, _toCloudFormation, shouldSynthesize } = resource as unknown as Internals;
  if (shouldSynthesize?.call(resource) === false) { return undefined; }
  if (!isPlain(_toCloudFormation) || !rawOverrides || !dependsOn || mustBeRendered(rawOverrides)) { return attributesIn(resource); }
  const overridden = ATTRIBUTES.filter((attribute) => attribute in rawOverrides);
  const attributes = attributesOfOptions(resource, dependsOn);
  return overridden.length === 0 ? attributes : Object.defineProperties(attributes, overriddenAttributes(rawOverrides, overridden));
}

/**
 * The resources that `DependsOn` of a resource names; undefined when something rewrites it, so that it must be rendered. Needs no logical ids,
 * which are slow.
 */
export function plainDependsOn(resource: CfnResource): ReadonlySet<CfnResource> | undefined {
  const { rawOverrides, dependsOn, _toCloudFormation, shouldSynthesize } = resource as unknown as Internals;
  if (shouldSynthesize?.call(resource) === false) { return undefined; }
  return isPlain(_toCloudFormation) && rawOverrides !== undefined && !('DependsOn' in rawOverrides) ? dependsOn : undefined;
}

/** Whether nobody replaced the rendering of aws-cdk-lib. */
function isPlain(render: Internals['_toCloudFormation']): boolean {
  return render === (CfnResource.prototype as unknown as Internals)._toCloudFormation;
}

/** Whether overrides change the type, or have more than plain values for an attribute. */
function mustBeRendered(rawOverrides: Readonly<Record<string, unknown>>): boolean {
  return 'Type' in rawOverrides || ATTRIBUTES.some((attribute) => {
    const value = rawOverrides[attribute];
    return typeof value === 'object' && value !== null || Token.isUnresolved(value);
  });
}

function attributesOfOptions({ cfnOptions }: CfnResource, dependsOn: ReadonlySet<CfnResource>): RenderedAttributes {
  const { deletionPolicy, updateReplacePolicy, condition } = cfnOptions;
  return {
    DeletionPolicy: deletionPolicy,
    UpdateReplacePolicy: updateReplacePolicy,
    Condition: condition && logicalIdOf(condition),
    get DependsOn() { return [...dependsOn].map(logicalIdOf); },
  };
}

/** The attributes that plain overrides replace, or delete. */
function overriddenAttributes(rawOverrides: Readonly<Record<string, unknown>>, overridden: readonly string[]): PropertyDescriptorMap {
  return Object.fromEntries(overridden.map((key) => {
    const value = rawOverrides[key];
    return [key, { value: key === 'DependsOn' ? listOf(value as string | undefined) : value ?? undefined }];
  }));
}

function attributesIn(resource: CfnResource): RenderedAttributes | undefined {
  const rendered: unknown = Stack.of(resource).resolve((resource as unknown as Internals)._toCloudFormation());
  const { Resources = {} } = rendered as { Resources?: Record<string, CfnDefinition> };
  const definition = Object.values(Resources)[0] as CfnDefinition & Omit<RenderedAttributes, 'DependsOn'> | undefined;
  if (definition === undefined) { return undefined; }
  const { DeletionPolicy, UpdateReplacePolicy, Condition, DependsOn } = definition;
  return { DeletionPolicy, UpdateReplacePolicy, Condition, DependsOn: listOf(DependsOn) };
}

function listOf(dependsOn: string | readonly string[] | undefined | null): readonly string[] {
  if (dependsOn === undefined || dependsOn === null) { return []; }
  return typeof dependsOn === 'string' ? [dependsOn] : dependsOn;
}
