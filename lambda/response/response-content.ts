import type { ResponseContent } from './response';
import type { CustomResourceAttributes } from '../../src/request/custom-resource';
import type { ResponseAddress, JobRecord, JobReference, Outcome } from '../../src/request/execution-state';
import { outcomeOf } from '../job/job-outcome';
import { jobOf, notStartedId, physicalId } from '../job/physical-id';

/** The answer for a job that a deployment can go on with. */
export function success(address: ResponseAddress, job: JobRecord, outcome: Outcome | undefined, Reason: string): ResponseContent {
  return {
    Status: 'SUCCESS',
    Reason,
    PhysicalResourceId: idOf(address, job),
    Data: attributesOf(job, outcome),
  };
}

/** What `Fn::GetAtt` can ask for: every attribute, empty when it is not known. */
export function attributesOf(job: JobRecord, outcome: Outcome | undefined): CustomResourceAttributes {
  const { MessageCategory, PercentDone, ResourceArn, ...known } = job;
  return { ...known, Outcome: outcome ?? '' };
}

/** The answer for a run that fails its deployment. It keeps the id that the resource had: another one would make it count as replaced. */
export function failure(address: ResponseAddress, job: JobRecord | undefined, Reason: string): ResponseContent {
  const PhysicalResourceId = address.PhysicalResourceId ?? (job?.BackupJobId ? physicalId(referenceTo(job)) : notStartedId(address.RequestId));
  return { Status: 'FAILED', Reason, PhysicalResourceId };
}

/** The id that the resource has already, if it names this job: another one for the same job would get the job removed as replaced. */
function idOf(address: ResponseAddress, job: JobRecord): string {
  if (!job.BackupJobId || address.KeepsId) { return address.PhysicalResourceId ?? notStartedId(address.RequestId); }
  return jobOf(address.PhysicalResourceId)?.BackupJobId === job.BackupJobId ? address.PhysicalResourceId as string : physicalId(referenceTo(job));
}

/** A job that has ended without a recovery point left none; of any other it is not known yet. */
function referenceTo(job: JobRecord): JobReference {
  const RecoveryPointArn = job.RecoveryPointArn || (outcomeOf(job) === undefined ? undefined : '');
  return { BackupJobId: job.BackupJobId, RecoveryPointArn };
}
