import { CfnElement, CfnResource, type Stack } from 'aws-cdk-lib';
import { finalDefinitionOf, isOutput } from '../template/cfn-definition';
import { logicalIdOf } from '../template/logical-id';
import { elementNamed } from '../template/references';
import { nestedStackOf, topOf } from '../template/resource-in-stack';
import { cached } from '../template/synth-cache';

/** The resource by which aws-cdk-lib exports values to another Region. */
const CROSS_REGION_EXPORT = 'Custom::CrossRegionExportWriter';

/**
 * The attributes of a resource that its outermost stack exports, by name: aws-cdk-lib adds the exports when it resolves references to other stacks,
 * and users may export values themselves. Asked for when that is done.
 */
export function exportedAttributesOf(resource: CfnResource): readonly string[] {
  const top = topOf(resource.stack);
  return cached(top, 'exported attributes', () => exportedIn(top)).get(resource) ?? [];
}

function exportedIn(top: Stack): ReadonlyMap<CfnResource, readonly string[]> {
  const found = new Map<CfnResource, string[]>();
  const add = (stack: Stack, value: unknown): void => {
    for (const [logicalId, attribute] of attributesIn(value)) {
      const target = elementNamed(stack, logicalId);
      if (target === undefined || !CfnResource.isCfnResource(target)) { continue; }
      const output = outputBehind(target, attribute);
      if (output === undefined) {
        found.set(target, [...new Set([...found.get(target) ?? [], attribute])]);
      } else {
        add(output.stack, valueOf(output));
      }
    }
  };
  for (const exporter of exportersOf(top)) {
    add(exporter.stack, CfnResource.isCfnResource(exporter) ? finalDefinitionOf(exporter).Properties : valueOf(exporter));
  }
  return found;
}

/** What makes values of a stack known to others in a way that CloudFormation, or aws-cdk-lib, does not change while they are in use. */
function exportersOf(top: Stack): CfnElement[] {
  return top.node.findAll().filter(CfnElement.isCfnElement).filter((element) => isExporter(element) && topOf(element.stack) === top);
}

function isExporter(element: CfnElement): boolean {
  if (CfnResource.isCfnResource(element)) { return element.cfnResourceType === CROSS_REGION_EXPORT; }
  return isOutput(element) && exportNameOf(element) !== undefined;
}

/** The output of a nested stack that an attribute of its resource stands for. */
function outputBehind(resource: CfnResource, attribute: string): CfnElement | undefined {
  const [, name] = /^Outputs\.(.+)$/.exec(attribute) ?? [];
  const nested = name === undefined ? undefined : nestedStackOf(resource);
  return nested?.node.findAll().filter(isOutput).find((output) => output.stack === nested && logicalIdOf(output) === name);
}

function exportNameOf(output: CfnElement): unknown {
  return (output as CfnElement & { readonly exportName?: unknown }).exportName;
}

function valueOf(output: CfnElement): unknown {
  return output.stack.resolve((output as CfnElement & { readonly value?: unknown }).value);
}

/** The logical ids and attributes in a part of a template. */
function attributesIn(part: unknown): [string, string][] {
  if (typeof part !== 'object' || part === null) { return []; }
  const { 'Fn::GetAtt': getAtt } = part as { 'Fn::GetAtt'?: unknown };
  return Array.isArray(getAtt) ? [getAtt as [string, string]] : Object.values(part).flatMap(attributesIn);
}
