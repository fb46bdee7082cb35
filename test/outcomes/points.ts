import type { Harness } from './harness';

/** The ARNs of the recovery points that the function asked AWS Backup to delete, in that order, once each. */
export function deletedBy({ standIn }: Harness): string[] {
  const deletions = standIn.requests.filter(({ operation, status }) => operation === 'DeleteRecoveryPoint' && status === 200);
  return [...new Set(deletions.map(({ input }) => String(input?.RecoveryPointArn)))];
}

/** The recovery points of all jobs that were not deleted, oldest first. */
export function pointsIn(harness: Harness): string[] {
  const deleted = deletedBy(harness);
  return harness.standIn.jobs.filter(({ State }) => State === 'COMPLETED' || State === 'PARTIAL')
    .map(({ RecoveryPointArn = '' }) => RecoveryPointArn).filter((arn) => !deleted.includes(arn));
}
