import type { ResponseAddress, ExecutionState } from '../../src/request/execution/execution-state';
import { TriggerKind } from '../../src/request/names';
import { stackName } from '../aws/stack-name';
import { isUpdate } from '../aws/stack-status';

/** The facts of a failure that decide its consequence. */
type Cause = Pick<ExecutionState, 'Trigger' | 'StackStatus'>;

/** Why a deployment or deletion fails, what that means for the resource, and how to go on. */
export function withConsequence(reason: string, { Trigger, StackStatus }: Cause, address: ResponseAddress): string {
  switch (Trigger) {
    case TriggerKind.BEFORE_CHANGE: return `The backup comes before the change, so nothing was changed. ${reason}`;
    case TriggerKind.ON_DELETE: return ofFinalBackup(reason.replace(/\.$/, ''), StackStatus, address);
    default: return reason;
  }
}

/** An update stops when an Update within it fails, but not when a Delete fails. */
function ofFinalBackup(reason: string, stackStatus: string | undefined, address: ResponseAddress): string {
  if (address.RequestType === 'Update') {
    return `The backup comes before the deletion of what is replaced, so nothing was deleted, and the update fails. ${reason}. ${HOW_TO_REPLACE}`;
  }
  return isUpdate(stackStatus)
    ? `There is no final backup, and CloudFormation may delete the resource all the same: an update does not stop for this. ${reason}.`
    : `The backup comes before the deletion, so nothing was deleted. ${reason}. ${howToGoOn(address)}`;
}

const HOW_TO_REPLACE = 'To go on: deploy again when the cause is gone; or, to replace it without this backup, also when it is gone already, '
  + 'set `onFailure: FailureAction.WARN` on the trigger and deploy again';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStack.html */
function howToGoOn({ StackId, LogicalResourceId }: ResponseAddress): string {
  return 'To go on: delete again when the cause is gone; or set `onFailure: FailureAction.WARN` on the trigger, deploy, and delete again; '
    + 'or, when the resource is gone already, leave this custom resource out: '
    + `\`aws cloudformation delete-stack --stack-name ${stackName(StackId)} --retain-resources ${LogicalResourceId}\``;
}
