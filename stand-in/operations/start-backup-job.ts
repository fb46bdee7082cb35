import { StartBackupJob$, type StartBackupJobInput, type StartBackupJobOutput } from '@aws-sdk/client-backup';
import type { Job } from '../jobs/job';
import { startJob } from '../jobs/start-job';
import { defineOperation } from '../model/operation';
import type { BackupService } from '../service/backup-service';

export const startBackupJob = defineOperation<BackupService, StartBackupJobInput, StartBackupJobOutput>({
  schema: StartBackupJob$,
  errors: [
    'InvalidParameterValueException', 'InvalidRequestException', 'LimitExceededException', 'MissingParameterValueException',
    'ResourceNotFoundException', 'ServiceUnavailableException',
  ],
  subjects: (input) => [input.ResourceArn],
  run: (input, service, caller) => {
    const knownId = service.tokens.find(input);
    if (knownId !== undefined) {
      return service.options.idempotency?.answer === 'empty' ? {} : describeStartedJob(service.jobs.get(knownId));
    }
    const job = startJob(service, input, caller);
    service.tokens.record(input, job.id);
    return describeStartedJob(job);
  },
});

function describeStartedJob(job: Job): StartBackupJobOutput {
  return {
    BackupJobId: job.id,
    CreationDate: new Date(job.createdAt),
    ...job.type.earlyRecoveryPoint && { RecoveryPointArn: job.recoveryPointArn },
    ...job.type.composite && { IsParent: true },
  };
}
