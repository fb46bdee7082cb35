import type { CfnResource } from 'aws-cdk-lib';

/** The paths of the backups that run before a resource changes and before it is deleted. */
export interface Coverage {
  readonly beforeChange?: string;
  readonly onDelete?: string;
}

const COVERAGE = new WeakMap<CfnResource, Coverage>();

/** Records that a backup covers a resource. The first one counts. */
export function markCovered(resource: CfnResource, kind: keyof Coverage, backupPath: string): void {
  COVERAGE.set(resource, { [kind]: backupPath, ...COVERAGE.get(resource) });
}

/** The backups that cover a resource already. */
export function coverageOf(resource: CfnResource): Coverage {
  return COVERAGE.get(resource) ?? {};
}
