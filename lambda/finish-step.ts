import { type AnswerContent, writeAnswer } from './answer';
import { failureReason } from './failure-reason';
import { isSuccess, type Outcome, outcomeOf } from './job-outcome';
import { log } from './log';
import { notStartedId } from './physical-id';
import { sendAnswer } from './send-answer';
import type { AnswerAddress, JobRecord, MachineState } from '../src/request/machine-state';

/** What the machine ends with. */
export interface Finished {
  readonly Succeeded: boolean;
  /** Why the run counts as failed; empty when it succeeded. */
  readonly Reason: string;
}

/**
 * The machine's last step, reached whatever happened before: answers CloudFormation, if it asked, and ends the run.
 */
export async function finishStep(state: MachineState): Promise<Finished> {
  const outcome = state.Error === undefined && state.Job !== undefined ? outcomeOf(state.Job) : undefined;
  const Succeeded = isSuccess(outcome);
  const Reason = Succeeded ? '' : failureReason(state);
  logOutcome(state, outcome, Reason);
  if (state.Answer !== undefined) {
    const content = Succeeded ? success(state.Job as JobRecord) : failure(state, state.Answer, Reason);
    await sendAnswer(state.Answer.ResponseURL, writeAnswer(state.Answer, content));
  }
  return { Succeeded, Reason };
}

function logOutcome({ Job }: MachineState, outcome: Outcome | undefined, Reason: string): void {
  const keys = { step: 'Finish', jobId: Job?.BackupJobId, resourceArn: Job?.ResourceArn, state: Job?.State };
  switch (outcome) {
    case 'succeeded': return log('INFO', 'backup succeeded', keys);
    case 'succeededWithIssues': return log('WARN', 'backup succeeded with issues', { ...keys, reason: issues(Job as JobRecord) });
    default: return log('ERROR', 'backup failed', { ...keys, reason: Reason });
  }
}

function issues({ MessageCategory, StatusMessage }: JobRecord): string {
  return [MessageCategory, StatusMessage].filter((part) => part).join(': ');
}

function success(job: JobRecord): AnswerContent {
  const { MessageCategory, PercentDone, ResourceArn, ...Data } = job;
  // Which issues, the attribute StatusMessage tells: said twice, a long text would not fit into the answer
  const withIssues = outcomeOf(job) === 'succeededWithIssues' ? ' with issues' : '';
  return { Status: 'SUCCESS', Reason: `Backup job ${job.BackupJobId} completed${withIssues}`, PhysicalResourceId: job.BackupJobId, Data };
}

/** A failed update keeps the id that the resource had: another one would make CloudFormation delete the former job's resource. */
function failure(state: MachineState, address: AnswerAddress, Reason: string): AnswerContent {
  const jobId = state.Job?.BackupJobId;
  return { Status: 'FAILED', Reason, PhysicalResourceId: address.PhysicalResourceId ?? jobId ?? notStartedId(address.RequestId) };
}
