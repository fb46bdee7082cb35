import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type BackupContext, findContext } from './backup-context';
import { executionHistory } from './history/backup-history';
import { STRING } from './props/check';
import { requestJson } from './request-json';
import { startPolicy } from './start/start-policy';
import { unattendedWaitPolicy } from './wait-policies';
import type { IOnDemandBackup } from '../i-on-demand-backup';
import { deliveryTriggerName } from '../request/history/trigger-name';

/** What an execution without a request of CloudFormation begins with. */
export interface InputDetails {
  readonly idempotencyKey: string;
  /** The name of the trigger, under which the execution is recorded. */
  readonly trigger: string;
}

const LONGEST_KEY = 1000;

/** Problems of the idempotency key that the user gives to an execution. */
export function idempotencyKeyProblems(key: string): string[] {
  const problems = STRING('`idempotencyKey`', key);
  if (problems.length > 0 || Token.isUnresolved(key)) { return problems; }
  if (key === '') { return ['`idempotencyKey` is "", with which all executions make one backup: pass what distinguishes them, such as a placeholder for the id of an event']; }
  return key.length <= LONGEST_KEY ? [] : [`\`idempotencyKey\` has ${key.length} characters, but may have at most ${LONGEST_KEY}: shorten it`];
}

/** The input, as JSON, with which an execution runs a backup. */
export function executionInput(backup: IConstruct, context: BackupContext, { idempotencyKey, trigger }: InputDetails): string {
  const { request, resource, props, history } = context;
  return Stack.of(backup).toJsonString({
    Request: requestJson(backup, request),
    ResourceType: resource.typeName,
    WaitPolicy: unattendedWaitPolicy(props),
    StartPolicy: startPolicy(props),
    IdempotencyKey: idempotencyKey,
    History: executionHistory(backup, history, trigger),
  });
}

/**
 * The input for a schedule or a rule. One that a trigger of the backup defined has a history of its own; all others share that of
 * `executionInput()`.
 *
 * @param delivery the schedule or rule
 */
export function deliveryInput(backup: IOnDemandBackup, delivery: IConstruct, idempotencyKey: string): string {
  const context = delivery.node.scope?.node === backup.node ? findContext(backup) : undefined;
  return context === undefined ? backup.executionInput(idempotencyKey)
    : executionInput(backup, context, { idempotencyKey, trigger: deliveryTriggerName(delivery.node.id) });
}
