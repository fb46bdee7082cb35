import {
  ListRecoveryPointsByBackupVault$, type ListRecoveryPointsByBackupVaultInput as Input, type ListRecoveryPointsByBackupVaultOutput as Output,
  type RecoveryPointByBackupVault,
} from '@aws-sdk/client-backup';
import { invalidParameter, notFound } from '../model/errors';
import { defineOperation } from '../model/operation';
import type { BackupService } from '../service/backup-service';

const MAX_RESULTS = 1000;

export const listRecoveryPointsByBackupVault = defineOperation<BackupService, Input, Output>({
  schema: ListRecoveryPointsByBackupVault$,
  errors: ['InvalidParameterValueException', 'MissingParameterValueException', 'ResourceNotFoundException', 'ServiceUnavailableException'],
  subjects: (input) => input.ByResourceArn === undefined ? [] : [input.ByResourceArn],
  run: (input, service) => {
    const { BackupVaultName } = input;
    const size = input.MaxResults ?? MAX_RESULTS;
    if (size < 1 || size > MAX_RESULTS) { throw invalidParameter(`maxResults must be 1 to ${MAX_RESULTS}: ${size}`); }
    if (service.vaults.find(BackupVaultName) === undefined) { throw notFound(`Cannot find Backup vault ${BackupVaultName}`); }
    const points = service.recoveryPoints.listIn(BackupVaultName).filter((point) => isRequested(point, input)).reverse(); // the newest first
    const start = startOf(points, input.NextToken);
    const next = points[start + size - 1]?.RecoveryPointArn;
    return { RecoveryPoints: points.slice(start, start + size), ...start + size < points.length && { NextToken: next } };
  },
});

/** A token is the last recovery point on the previous page. */
function startOf(points: readonly RecoveryPointByBackupVault[], token: string | undefined): number {
  if (token === undefined) { return 0; }
  const last = points.findIndex((point) => point.RecoveryPointArn === token);
  if (last === -1) { throw invalidParameter('Invalid next token'); }
  return last + 1;
}

function isRequested(point: RecoveryPointByBackupVault, input: Input): boolean {
  const equals: readonly [string | undefined, string | undefined][] = [
    [input.ByResourceArn, point.ResourceArn],
    [input.ByResourceType, point.ResourceType],
    [input.ByBackupPlanId, point.CreatedBy?.BackupPlanId],
    [input.ByParentRecoveryPointArn, point.ParentRecoveryPointArn],
  ];
  const created = point.CreationDate as Date;
  return equals.every(([wanted, value]) => wanted === undefined || wanted === value)
    && (input.ByCreatedAfter === undefined || created > input.ByCreatedAfter)
    && (input.ByCreatedBefore === undefined || created < input.ByCreatedBefore);
}
