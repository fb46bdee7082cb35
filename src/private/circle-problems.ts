import { type CfnResource, Stack } from 'aws-cdk-lib';
import { dependencyPath } from './dependency-path';
import type { OnDemandBackup } from '../on-demand-backup';

/** Says that a backup needs what is to wait for it, and by which way, when that is so. CloudFormation would find the circle only at deploy time. */
export function circleProblems(definition: OnDemandBackup, wish: string, end: CfnResource, waiting: readonly CfnResource[]): string[] {
  const path = dependencyPath(end, new Set(waiting));
  if (path === undefined) { return []; }
  const way = path.map(({ node }) => node).filter(({ scopes }) => !scopes.includes(definition)).map(({ path: each }) => each).join(' -> ');
  const { stack, node } = path[path.length - 1];
  const advice = stack !== Stack.of(definition)
    ? 'a nested stack waits as a whole, so put the definition into the stack of what waits'
    : `take the reference to it out of the tags, the vault, the role and \`executeAfter\` of ${definition.node.id}`;
  return [
    `${wish}: ${node.path} is to wait for the backup, but the backup needs it (${way}), which is a circle: `
    + `${advice}${wish === 'beforeChange' ? '' : ', or use BackupTrigger.beforeChange()'}`,
  ];
}
