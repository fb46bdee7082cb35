import type { ResponseContent } from './custom-resource-response';
import type { CustomResourceAttributes } from '../../src/request/custom-resource';
import type { ResponseAddress, JobRecord, JobReference, Outcome } from '../../src/request/execution-state';
import { outcomeOf } from '../job/job-outcome';
import { jobOf, notStartedId, physicalId } from '../job/physical-id';

/** The response for a job with which a deployment can go on. */
export function success(address: ResponseAddress, job: JobRecord, outcome: Outcome | undefined, Reason: string): ResponseContent {
  return {
    Status: 'SUCCESS',
    Reason,
    PhysicalResourceId: idOf(address, job),
    Data: attributesOf(job, outcome),
  };
}

/** The attributes for `Fn::GetAtt`: all of them, empty when not known. */
export function attributesOf(job: JobRecord, outcome: Outcome | undefined): CustomResourceAttributes {
  const { MessageCategory, PercentDone, ResourceArn, ...known } = job;
  return { ...known, Outcome: outcome ?? '' };
}

/** The response for an execution that fails its deployment. It keeps the id of the resource: another id would count as a replacement. */
export function failure(address: ResponseAddress, job: JobRecord | undefined, Reason: string): ResponseContent {
  const PhysicalResourceId = address.PhysicalResourceId ?? (job?.BackupJobId ? physicalId(referenceTo(job)) : notStartedId(address.RequestId));
  return { Status: 'FAILED', Reason, PhysicalResourceId };
}

/** The current id of the resource; a new one has no job. */
export function keptId({ PhysicalResourceId, RequestId }: Pick<ResponseAddress, 'PhysicalResourceId' | 'RequestId'>): string {
  return PhysicalResourceId ?? notStartedId(RequestId);
}

/** The current id of the resource, if it names this job: with another id for the same job, CloudFormation would remove the job as replaced. */
function idOf(address: ResponseAddress, job: JobRecord): string {
  if (!job.BackupJobId || address.KeepsId) { return keptId(address); }
  return jobOf(address.PhysicalResourceId)?.BackupJobId === job.BackupJobId ? address.PhysicalResourceId as string : physicalId(referenceTo(job));
}

/** A job that ended without a recovery point left none; that of any other job is not known yet. */
function referenceTo(job: JobRecord): JobReference {
  const RecoveryPointArn = job.RecoveryPointArn || (outcomeOf(job) === undefined ? undefined : '');
  return { BackupJobId: job.BackupJobId, RecoveryPointArn };
}
