import { createBackupVault } from './create-backup-vault';
import { deleteRecoveryPoint } from './delete-recovery-point';
import { describeBackupJob } from './describe-backup-job';
import { describeBackupVault } from './describe-backup-vault';
import { describeRecoveryPoint } from './describe-recovery-point';
import { listBackupJobs } from './list-backup-jobs';
import { listRecoveryPointsByBackupVault } from './list-recovery-points-by-backup-vault';
import { startBackupJob } from './start-backup-job';
import { stopBackupJob } from './stop-backup-job';
import type { Operation } from '../model/operation';
import { PARAMETER_OPERATIONS } from '../parameter-store/operations/parameter-operations';
import type { BackupService } from '../service/backup-service';

/** The operations that the stand-in imitates, those of AWS Backup first. */
export const OPERATIONS: readonly Operation<BackupService>[] = [
  startBackupJob,
  describeBackupJob,
  stopBackupJob,
  listBackupJobs,
  describeRecoveryPoint,
  deleteRecoveryPoint,
  listRecoveryPointsByBackupVault,
  createBackupVault,
  describeBackupVault,
  ...PARAMETER_OPERATIONS.map((operation): Operation<BackupService> => ({
    ...operation,
    subjects: (input, service) => operation.subjects(input, service.parameters),
    run: (input, service, caller) => operation.run(input, service.parameters, caller),
  })),
];
