import { type CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { DependencySearch } from './dependency-search';

/**
 * Reports that a backup needs what is to wait for it, with the path. CloudFormation would find the dependency cycle only at deploy time.
 *
 * @param prop the prop or trigger that makes the resources wait, for the message
 */
export function dependencyCycleProblems(backup: IConstruct, prop: string, end: CfnResource, waiting: readonly CfnResource[]): string[] {
  const path = new DependencySearch().path(end, new Set(waiting));
  if (path === undefined) { return []; }
  const cycle = describePath(path.filter(({ node: { scopes } }) => !scopes.includes(backup)));
  const { stack, node } = path[path.length - 1];
  const advice = stack !== Stack.of(backup)
    ? 'a nested stack waits as a whole, so put the backup into the stack of what waits'
    : `take the reference to it out of the tags, the vault, the role and \`executeAfter\` of ${backup.node.id}`;
  return [
    `${prop}: ${node.path} is to wait for the backup, but the backup needs it (${cycle}), which is a dependency cycle: `
    + `${advice}${prop === 'beforeChange' ? '' : ', or use BackupTrigger.beforeChange()'}`,
  ];
}

/** Reports that something that the backup is to wait for waits for the backup. */
export function waitingProblems(backup: IConstruct, waitedFor: readonly CfnResource[], ends: readonly CfnResource[]): string[] {
  const search = new DependencySearch();
  const path = waitedFor.map((resource) => search.path(resource, new Set(ends))).find((each) => each !== undefined);
  return path === undefined ? [] : [
    `executeAfter: the backup is to wait for ${path[0].node.path}, but that waits for the backup (${describePath(path)}), which is a dependency cycle: `
    + `take it out of \`executeAfter\` of ${backup.node.id}`,
  ];
}

function describePath(path: readonly CfnResource[]): string {
  return path.map(({ node }) => node.path).join(' -> ');
}
