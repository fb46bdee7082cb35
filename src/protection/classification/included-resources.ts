import { CfnElement, CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isStateful } from './classify';

/** A resource that is only a part of a template, which the stack takes in as it is. */
export interface IncludedResource {
  readonly logicalId: string;
  readonly cfnType: string;
}

interface Rendered {
  _toCloudFormation(): { readonly Resources?: Readonly<Record<string, { readonly Type?: unknown } | null>> };
}

/**
 * The stateful resources in the template of a construct that is no resource itself: the `CfnInclude` of `aws-cdk-lib`, not that of
 * `aws-cdk-lib/cloudformation-include`, which creates a construct for each resource.
 */
export function includedResources(construct: IConstruct): IncludedResource[] {
  if (!CfnElement.isCfnElement(construct) || CfnResource.isCfnResource(construct)) { return []; }
  const { Resources = {} } = (construct as unknown as Rendered)._toCloudFormation();
  return Object.entries(Resources).flatMap(([logicalId, resource]) => {
    const cfnType = resource?.Type;
    return typeof cfnType === 'string' && isStateful(cfnType) ? [{ logicalId, cfnType }] : [];
  });
}
