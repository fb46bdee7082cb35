import { CfnElement, CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { cached } from './synth-cache';

/** A resource as its template defines it. */
export interface CfnDefinition {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  /** An override may set it to null. */
  readonly DependsOn?: string | readonly string[] | null;
}

/**
 * The definition of a resource as it goes into the template, with all overrides and the changes by aspects.
 *
 * Only the method that the synthesis itself calls returns it; aws-cdk-lib has used it for the hash of a function's version for years.
 */
export function cfnDefinitionOf(resource: CfnResource): CfnDefinition {
  const element = resource as unknown as Synthesizable;
  const { Resources = {} } = Stack.of(resource).resolve(element._toCloudFormation()) as { Resources?: Record<string, CfnDefinition> };
  // Some are in the tree but not in the template, such as a policy without statements
  return Object.values(Resources)[0] ?? { Type: resource.cfnResourceType };
}

/** The same, rendered only once in a synthesis: for what asks after all aspects. */
export function finalDefinitionOf(resource: CfnResource): CfnDefinition {
  return cached(resource, 'definition', () => cfnDefinitionOf(resource));
}

interface Synthesizable {
  _toCloudFormation(): object;
}

/** All resources in a construct, itself included. */
export function cfnResourcesIn(construct: { readonly node: { findAll(): unknown[] } }): CfnResource[] {
  return construct.node.findAll().filter(CfnResource.isCfnResource);
}

/** Recognises an output of any copy of aws-cdk-lib. */
export function isOutput(construct: IConstruct): construct is CfnElement {
  return CfnElement.isCfnElement(construct) && 'exportName' in construct;
}
