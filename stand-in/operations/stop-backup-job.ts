import { StopBackupJob$, type StopBackupJobInput } from '@aws-sdk/client-backup';
import { subjectsOfJob } from './subjects';
import { defineOperation } from '../model/operation';
import type { BackupService } from '../service/backup-service';

export const stopBackupJob = defineOperation<BackupService, StopBackupJobInput, object>({
  schema: StopBackupJob$,
  errors: [
    'InvalidParameterValueException', 'InvalidRequestException', 'MissingParameterValueException', 'ResourceNotFoundException',
    'ServiceUnavailableException',
  ],
  subjects: (input, service) => subjectsOfJob(service.jobs.find(input.BackupJobId)),
  run: (input, service) => {
    service.jobs.stop(service.jobs.get(input.BackupJobId));
    return {};
  },
});
