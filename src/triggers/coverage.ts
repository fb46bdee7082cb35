import { type CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { topOf } from '../template/resource-in-stack';

/** The paths of the backups that run before a resource changes and before it is deleted. */
export interface Coverage {
  readonly beforeChange?: string;
  readonly onDelete?: string;
}

/** In the global symbol registry, so that it does not matter which copy of this library added the backup. */
const COVERAGE = Symbol.for('cdk-on-demand-backup.coverage');

/**
 * Records that a backup covers a resource. The first one counts. One of another deployment does not: nothing orders the stacks, so that the
 * resource may change or go before its backup.
 */
export function markCovered(resource: CfnResource, kind: keyof Coverage, backup: IConstruct): void {
  if (topOf(Stack.of(backup)) !== topOf(resource.stack)) { return; }
  const value = { [kind]: backup.node.path, ...coverageOf(resource) };
  Object.defineProperty(resource, COVERAGE, { value, configurable: true, enumerable: false });
}

/** The backups that cover a resource already. */
export function coverageOf(resource: CfnResource): Coverage {
  return (resource as CfnResource & { readonly [COVERAGE]?: Coverage })[COVERAGE] ?? {};
}
