import type { OnDemandBackup } from '../on-demand-backup';

/** Says that a trigger would make one backup and never another: AWS Backup starts no second job for a token that it has seen. */
export function tokenProblems(definition: OnDemandBackup, trigger: string): string[] {
  return definition._wiring.props.idempotencyToken === undefined ? [] : [
    `\`idempotencyToken\` does not go with ${trigger}: each of its runs would have the same token, and only the first would make a backup. Leave it out`,
  ];
}
