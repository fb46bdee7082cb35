import { writeAnswer } from '../response/response';
import { success } from '../response/response-content';
import { log } from '../aws/log';
import { sendAnswer } from '../response/send-response';
import type { JobRecord, MachineState } from '../../src/request/execution-state';

/**
 * The machine's step between: answers CloudFormation while the job goes on, because the deployment was not to wait for its end. The
 * run goes on to watch the job, and fails when the job fails.
 */
export async function answerStep(state: MachineState): Promise<MachineState> {
  const { Answer, Outcome, ...watching } = state;
  if (Answer !== undefined) {
    const job = state.Job as JobRecord;
    const content = success(Answer, job, Outcome, `Backup job ${job.BackupJobId}: the deployment does not wait for its end`);
    await sendAnswer(Answer.ResponseURL, writeAnswer(Answer, content));
    log('INFO', 'answered; the job is watched on', { step: 'Answer', jobId: job.BackupJobId, resourceArn: job.ResourceArn });
  }
  return watching;
}
