import { type CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { dependencyPath } from './dependency-path';

/** Says that a backup needs what is to wait for it, and by which way, when that is so. CloudFormation would find the circle only at deploy time. */
export function dependencyCycleProblems(backup: IConstruct, wish: string, end: CfnResource, waiting: readonly CfnResource[]): string[] {
  const path = dependencyPath(end, new Set(waiting));
  if (path === undefined) { return []; }
  const way = wayOf(path.filter(({ node: { scopes } }) => !scopes.includes(backup)));
  const { stack, node } = path[path.length - 1];
  const advice = stack !== Stack.of(backup)
    ? 'a nested stack waits as a whole, so put the backup into the stack of what waits'
    : `take the reference to it out of the tags, the vault, the role and \`executeAfter\` of ${backup.node.id}`;
  return [
    `${wish}: ${node.path} is to wait for the backup, but the backup needs it (${way}), which is a dependency cycle: `
    + `${advice}${wish === 'beforeChange' ? '' : ', or use BackupTrigger.beforeChange()'}`,
  ];
}

function wayOf(path: readonly CfnResource[]): string {
  return path.map(({ node }) => node.path).join(' -> ');
}

/** Says that something which is to be there before the backup waits for it. */
export function waitingProblems(backup: IConstruct, waitedFor: readonly CfnResource[], ends: readonly CfnResource[]): string[] {
  const path = waitedFor.map((resource) => dependencyPath(resource, new Set(ends))).find((each) => each !== undefined);
  return path === undefined ? [] : [
    `executeAfter: the backup is to wait for ${path[0].node.path}, but that waits for the backup (${wayOf(path)}), which is a dependency cycle: `
    + `take it out of \`executeAfter\` of ${backup.node.id}`,
  ];
}
