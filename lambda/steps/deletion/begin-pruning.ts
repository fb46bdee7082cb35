import type { ExecutionResult } from '../../../src/request/execution/execution-result';
import type { ExecutionState } from '../../../src/request/execution/execution-state';
import type { WaitPolicy } from '../../../src/request/execution/wait-policy';
import { isSuccess } from '../../job/job-outcome';
import { askDelay } from '../../timing/ask-delay';
import { backupsOfStack } from '../../timing/backups-of-stack';

/** The result of an execution; after a good and recorded backup with the older recovery points that it may let go. */
export function withPruning(result: ExecutionResult, state: ExecutionState): ExecutionResult {
  const { History, Job, WaitPolicy, Deadline } = state;
  // The response is sent: nothing may fail here
  const { KeepLast, KeepAtLeastSeconds, Supersedes, FailOnIssues } = (WaitPolicy as WaitPolicy | undefined) ?? {} as Partial<WaitPolicy>;
  const keepLast = KeepLast ?? (Supersedes ? 1 : undefined);
  if (keepLast === undefined || History === undefined || !result.Succeeded || !isGood(state) || !Job?.RecoveryPointArn) { return result; }
  return {
    ...result,
    Pruning: {
      Path: History.Path,
      StackId: History.Recorded.stackId,
      ResourceArn: Job.ResourceArn,
      BackupJobId: Job.BackupJobId,
      RecoveryPointArn: Job.RecoveryPointArn,
      KeepLast: keepLast,
      KeepAtLeastSeconds,
      Trigger: KeepLast === undefined ? History.Recorded.trigger : undefined,
      FailOnIssues,
      IsDeployment: Deadline === undefined ? undefined : true,
      // The backups of a stack ask CloudFormation together
      WaitSeconds: Deadline === undefined ? 0 : askDelay(1, backupsOfStack()),
      WaitedSeconds: 0,
      DeletingSeconds: 0,
    },
  };
}

/** Whether the job ended well in this very execution, and the history knows it. */
function isGood({ Outcome, WaitPolicy, Settled, Unrecorded, RecordError, IsRemoval, Response, Error: error }: ExecutionState): boolean {
  const isRecorded = Unrecorded === undefined && RecordError === undefined;
  return isSuccess(Outcome, WaitPolicy) && isRecorded && Settled !== true && IsRemoval !== true && Response === undefined && error === undefined;
}
