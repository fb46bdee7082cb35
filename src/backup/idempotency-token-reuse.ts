import type { BackupJobProps } from '../backup-job-props';

/** Reports that a trigger would make only one backup: AWS Backup starts no second job for a token that it has seen. */
export function idempotencyTokenReuseProblems({ idempotencyToken }: Pick<BackupJobProps, 'idempotencyToken'>, trigger: string): string[] {
  return idempotencyToken === undefined ? [] : [
    `\`idempotencyToken\` does not go with ${trigger}: each of its executions would have the same token, and only the first would make a backup. Leave it out`,
  ];
}
