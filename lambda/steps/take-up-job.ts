import type { BackupRequest } from '../../src/request/backup-request';
import type { ResponseAddress, JobRecord } from '../../src/request/execution/execution-state';
import type { WaitPolicy } from '../../src/request/execution/wait-policy';
import type { AwsClient, StackRecord } from '../aws/aws-client';
import { log } from '../aws/log';
import { deletingStack, isUpdate } from '../aws/stack-status';
import { isSuccess, outcomeOf } from '../job/job-outcome';
import type { ListedJob } from '../job/job-record';
import { operationStart } from '../timing/operation-start';

/**
 * Finds the job that another custom resource started in the current operation of the stack. On Delete the first cannot pass it on:
 * nobody reads the attributes of its response. Finds none when the job failed, or when the start of the operation is not known.
 */
export async function takeUpJob(
  request: BackupRequest, { StackId }: ResponseAddress, waitPolicy: WaitPolicy, aws: AwsClient,
): Promise<JobRecord | undefined> {
  const began = operationStart(await operatingStack(StackId, aws));
  if (began === undefined) { return undefined; }
  const found = newest(await aws.listBackupJobs(request.ResourceArn, began), request, waitPolicy, began);
  log('INFO', found ? 'took up the job of this operation' : 'this operation has started no job', {
    step: 'Start', jobId: found?.BackupJobId, resourceArn: request.ResourceArn, since: began.toISOString(),
  });
  return found;
}

/**
 * The stack whose operation it is. A nested stack is deleted by the clean-up of the outermost one, which tries again, perhaps with another time
 * of deletion; the update began before all attempts.
 */
async function operatingStack(stackId: string, aws: AwsClient): Promise<StackRecord> {
  const stack = await aws.describeStack(stackId);
  const rootId = deletingStack(stackId, stack);
  if (rootId === undefined) { return stack; }
  const root = await aws.describeStack(rootId);
  return isUpdate(root.StackStatus) ? root : stack;
}

/** The newest job that matches the request and that no backup plan started. */
function newest(jobs: readonly ListedJob[], request: BackupRequest, waitPolicy: WaitPolicy, since: Date): JobRecord | undefined {
  const vaults = [request.BackupVaultName, request.LogicallyAirGappedBackupVaultArn?.split(':').pop()];
  return jobs
    .filter(({ vaultName, roleArn, isPlanned }) => !isPlanned && vaults.includes(vaultName) && roleArn === request.IamRoleArn)
    .map(({ job }) => job)
    .filter((job) => job.ResourceArn === request.ResourceArn && Date.parse(job.CreationDate) >= since.getTime() && mayServe(job, waitPolicy))
    .sort((a, b) => b.CreationDate.localeCompare(a.CreationDate))
    .at(0);
}

/** Whether the job goes on, or succeeded. */
function mayServe(job: JobRecord, waitPolicy: WaitPolicy): boolean {
  const outcome = outcomeOf(job);
  return outcome === undefined || isSuccess(outcome, waitPolicy);
}
