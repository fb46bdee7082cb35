import { CfnResource, Stack } from 'aws-cdk-lib';
import type { CfnDefinition } from './cfn-definition';

/** What the template says of a resource beside its properties. */
export interface RenderedAttributes {
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Condition?: string;
  /** The logical ids that it names in `DependsOn`. */
  readonly DependsOn: readonly string[];
}

/** The parts of a resource that aws-cdk-lib renders its attributes from. */
interface Internals {
  readonly rawOverrides?: object;
  readonly dependsOn?: ReadonlySet<CfnResource>;
  _toCloudFormation(): object;
  shouldSynthesize?(): boolean;
}

/** Overrides of these change no attribute. */
const HARMLESS_OVERRIDES = new Set(['Properties', 'Metadata', 'CreationPolicy', 'UpdatePolicy']);

/**
 * The attributes of a resource, as they go into the template: with all that overrides and aspects did to them. Undefined when the resource
 * is not in the template.
 *
 * Reads them where aws-cdk-lib reads them when nothing else can have a say, because rendering the properties too costs a tenth of a synthesis.
 */
export function renderedAttributes(resource: CfnResource): RenderedAttributes | undefined {
  const { rawOverrides, dependsOn, _toCloudFormation, shouldSynthesize } = resource as unknown as Internals;
  if (shouldSynthesize?.call(resource) === false) { return undefined; }
  const isPlain = _toCloudFormation === (CfnResource.prototype as unknown as Internals)._toCloudFormation
    && rawOverrides !== undefined && dependsOn !== undefined && Object.keys(rawOverrides).every((key) => HARMLESS_OVERRIDES.has(key));
  return isPlain ? attributesOfPlain(resource, dependsOn) : attributesIn(resource);
}

function attributesOfPlain({ stack, cfnOptions }: CfnResource, dependsOn: ReadonlySet<CfnResource>): RenderedAttributes {
  const { deletionPolicy, updateReplacePolicy, condition } = cfnOptions;
  return {
    DeletionPolicy: deletionPolicy,
    UpdateReplacePolicy: updateReplacePolicy,
    Condition: condition && stack.resolve(condition.logicalId) as string,
    DependsOn: [...dependsOn].map(({ logicalId }) => stack.resolve(logicalId) as string),
  };
}

function attributesIn(resource: CfnResource): RenderedAttributes | undefined {
  const { Resources = {} } = Stack.of(resource).resolve((resource as unknown as Internals)._toCloudFormation()) as { Resources?: Record<string, CfnDefinition> };
  const [definition] = Object.values(Resources);
  if (definition === undefined) { return undefined; }
  const { DeletionPolicy, UpdateReplacePolicy, Condition, DependsOn = [] } = definition as CfnDefinition & Omit<RenderedAttributes, 'DependsOn'>;
  return { DeletionPolicy, UpdateReplacePolicy, Condition, DependsOn: typeof DependsOn === 'string' ? [DependsOn] : DependsOn };
}
