import type { JobRecord, ExecutionState } from '../../src/request/execution/execution-state';
import { log } from '../aws/log';
import { success } from '../response/response-content';
import { writeResponse } from '../response/response-size-limit';
import { sendResponse } from '../response/send-response';
import { withUnrecorded } from '../response/unrecorded';

/**
 * A step between start and finish: responds to CloudFormation while the job goes on, because the deployment does not wait for its end.
 * The execution keeps watching the job, and fails when the job fails.
 */
export async function respondStep(state: ExecutionState): Promise<ExecutionState> {
  const { ResponseAddress, Outcome, Recording, ...watching } = state;
  if (ResponseAddress !== undefined) {
    const job = state.Job as JobRecord;
    const reason = withUnrecorded(`Backup job ${job.BackupJobId}: the deployment does not wait for its end`, state);
    const content = success(ResponseAddress, job, Outcome, reason);
    await sendResponse(ResponseAddress.ResponseURL, writeResponse(ResponseAddress, content));
    log('INFO', 'responded; the job is still watched', { step: 'Respond', jobId: job.BackupJobId, resourceArn: job.ResourceArn });
  }
  return watching;
}
