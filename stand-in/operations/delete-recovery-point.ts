import { DeleteRecoveryPoint$, type DeleteRecoveryPointInput } from '@aws-sdk/client-backup';
import { subjectsOfJob } from './subjects';
import { defineOperation } from '../model/operation';
import type { BackupService } from '../service/backup-service';

export const deleteRecoveryPoint = defineOperation<BackupService, DeleteRecoveryPointInput, object>({
  schema: DeleteRecoveryPoint$,
  errors: [
    'InvalidParameterValueException', 'InvalidRequestException', 'InvalidResourceStateException', 'MissingParameterValueException',
    'ResourceNotFoundException', 'ServiceUnavailableException',
  ],
  subjects: (input, service) => subjectsOfJob(service.recoveryPoints.jobOf(input.RecoveryPointArn)),
  run: (input, service) => {
    service.recoveryPoints.delete(input.BackupVaultName, input.RecoveryPointArn);
    return {};
  },
});
