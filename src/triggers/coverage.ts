import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The paths of the backups that run before a resource changes and before it is deleted. */
export interface Coverage {
  readonly beforeChange?: string;
  readonly onDelete?: string;
}

/** In the global symbol registry, so that it does not matter which copy of this library added the backup. */
const COVERAGE = Symbol.for('cdk-on-demand-backup.coverage');

/** Records that a backup of the same deployment covers a resource. The first one counts. */
export function markCovered(resource: CfnResource, kind: keyof Coverage, backup: IConstruct): void {
  const value = { [kind]: backup.node.path, ...coverageOf(resource) };
  Object.defineProperty(resource, COVERAGE, { value, configurable: true, enumerable: false });
}

/** The backups that cover a resource already. */
export function coverageOf(resource: CfnResource): Coverage {
  return (resource as CfnResource & { readonly [COVERAGE]?: Coverage })[COVERAGE] ?? {};
}
