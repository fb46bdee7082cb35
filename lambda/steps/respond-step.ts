import type { JobRecord, ExecutionState } from '../../src/request/execution-state';
import { log } from '../aws/log';
import { writeResponse } from '../response/response';
import { success } from '../response/response-content';
import { sendResponse } from '../response/send-response';

/**
 * The machine's step between: answers CloudFormation while the job goes on, because the deployment was not to wait for its end. The
 * run goes on to watch the job, and fails when the job fails.
 */
export async function respondStep(state: ExecutionState): Promise<ExecutionState> {
  const { ResponseAddress, Outcome, ...watching } = state;
  if (ResponseAddress !== undefined) {
    const job = state.Job as JobRecord;
    const content = success(ResponseAddress, job, Outcome, `Backup job ${job.BackupJobId}: the deployment does not wait for its end`);
    await sendResponse(ResponseAddress.ResponseURL, writeResponse(ResponseAddress, content));
    log('INFO', 'answered; the job is watched on', { step: 'Respond', jobId: job.BackupJobId, resourceArn: job.ResourceArn });
  }
  return watching;
}
