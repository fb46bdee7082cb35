import type { CfnResource } from 'aws-cdk-lib';

/** The definitions that back a resource up before it changes and before it is deleted, by their paths. */
export interface Coverage {
  readonly beforeChange?: string;
  readonly onDelete?: string;
}

const COVERAGE = new WeakMap<CfnResource, Coverage>();

/** Notes that a definition backs a resource up. The first one counts. */
export function markCovered(resource: CfnResource, kind: keyof Coverage, definitionPath: string): void {
  COVERAGE.set(resource, { [kind]: definitionPath, ...COVERAGE.get(resource) });
}

/** What backs a resource up already. */
export function coverageOf(resource: CfnResource): Coverage {
  return COVERAGE.get(resource) ?? {};
}
