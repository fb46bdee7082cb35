import { DescribeBackupJob$, type DescribeBackupJobInput, type DescribeBackupJobOutput } from '@aws-sdk/client-backup';
import { subjectsOfJob } from './subjects';
import { describeJob } from '../jobs/job-view';
import { defineOperation } from '../model/operation';
import type { BackupService } from '../service/backup-service';

export const describeBackupJob = defineOperation<BackupService, DescribeBackupJobInput, DescribeBackupJobOutput>({
  schema: DescribeBackupJob$,
  errors: [
    'DependencyFailureException', 'InvalidParameterValueException', 'MissingParameterValueException', 'ResourceNotFoundException',
    'ServiceUnavailableException',
  ],
  subjects: (input, service) => subjectsOfJob(service.jobs.find(input.BackupJobId)),
  run: (input, service) => describeJob(service.jobs, service.jobs.get(input.BackupJobId), service.now()),
});
