import { DescribeRecoveryPoint$, type DescribeRecoveryPointInput, type DescribeRecoveryPointOutput } from '@aws-sdk/client-backup';
import { subjectsOfJob } from './subjects';
import { defineOperation } from '../model/operation';
import type { BackupService } from '../service/backup-service';

export const describeRecoveryPoint = defineOperation<BackupService, DescribeRecoveryPointInput, DescribeRecoveryPointOutput>({
  schema: DescribeRecoveryPoint$,
  errors: ['InvalidParameterValueException', 'MissingParameterValueException', 'ResourceNotFoundException', 'ServiceUnavailableException'],
  subjects: (input, service) => subjectsOfJob(service.recoveryPoints.jobOf(input.RecoveryPointArn)),
  run: (input, service) => service.recoveryPoints.describe(input.BackupVaultName, input.RecoveryPointArn),
});
