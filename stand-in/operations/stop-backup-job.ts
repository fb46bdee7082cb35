import { StopBackupJob$, type StopBackupJobInput } from '@aws-sdk/client-backup';
import { subjectsOfJob } from './subjects';
import { defineOperation } from '../model/operation';

export const stopBackupJob = defineOperation<StopBackupJobInput, object>({
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
