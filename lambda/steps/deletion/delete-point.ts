import type { HistoryRecord } from '../../../src/request/history/history-record';
import type { AwsClient } from '../../aws/aws-client';
import { RefusedError } from '../../aws/errors';
import { ifFound } from '../../aws/if-found';
import { log } from '../../aws/log';
import { isSamePoint } from '../../history/same-point';

/** Deletions of an `EXPIRED` recovery point: the last one may have failed for a permission that exists by now. */
const MOST_DELETIONS = 2;

/** What is left of a recovery point: nothing; one whose deletion was just requested; one that is being deleted; another one than recorded. */
export type Remainder = 'gone' | 'requested' | 'pending' | 'other';

/**
 * Looks at the recovery point that a record names, and requests its deletion if it is the one that the record is about. AWS Backup accepts
 * deletions that it cannot carry out, and then the recovery point is `EXPIRED`: so it is looked at until it is gone.
 *
 * @param requested how often its deletion was requested
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DeleteRecoveryPoint.html
 */
export async function deletePoint(record: HistoryRecord, requested: number, step: string, aws: AwsClient): Promise<Remainder> {
  const { backupVaultName: vault, recoveryPointArn: arn } = record;
  const point = await ifFound(aws.describeRecoveryPoint(vault, arn));
  if (point === undefined) { return 'gone'; }
  if (!isSamePoint(record, point)) { return 'other'; }
  if (point.Status === 'DELETING') { return 'pending'; }
  if (point.Status === 'EXPIRED' && requested >= MOST_DELETIONS) {
    throw new RefusedError(`AWS Backup could not delete ${arn}: ${point.StatusMessage || 'the role that made it, or the function, may not have the permission'}`);
  }
  await ifFound(aws.deleteRecoveryPoint(vault, arn).catch((error: unknown) => {
    throw error instanceof RefusedError ? new RefusedError(`${error.message} (${arn})`) : error;
  }));
  log('INFO', 'the recovery point is being deleted', { step, recoveryPointArn: arn });
  return 'requested';
}
