import { type Duration, Stack } from 'aws-cdk-lib';
import type { RuleTargetConfig } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { type IRole, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IOnDemandBackup } from '../i-on-demand-backup';
import { permitKeyOf } from './delivery/dead-letter-key';
import { deliveryProblems } from './delivery/delivery-problems';
import { EventInput } from './delivery/event-input';
import { warnOfLoop } from './delivery/event-loop';
import { findContext } from '../backup/backup-context';
import { idempotencyTokenReuseProblems } from '../backup/idempotency-token-reuse';
import { failOn } from '../backup/problems';

/** How a rule starts the backup. */
export interface BackupRuleTargetProps {
  /**
   * The role that EventBridge assumes to start the backup. It must trust `events.amazonaws.com`. It is given the permission to start
   * the machine.
   *
   * @default - one role for all rules that start the same machine; it may do just that
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-iam-roles.html
   */
  readonly role?: IRole;

  /**
   * A standard queue for the events that EventBridge could not deliver. A backup that started and failed does not get there: its
   * execution of `stateMachine` fails. The queue, and the key that encrypts it, get the permission in their policies.
   *
   * @default - none: they are counted by the metric `FailedInvocations` and else lost
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
   */
  readonly deadLetterQueue?: IQueue;

  /**
   * How long EventBridge tries to deliver an event. From one minute to 24 hours, in whole seconds.
   *
   * @default Duration.hours(24)
   * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RetryPolicy.html
   */
  readonly maxEventAge?: Duration;

  /**
   * How often EventBridge tries again when the backup could not be started. From 0 to 185. An event that got through twice makes one
   * backup.
   *
   * @default 185
   * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RetryPolicy.html
   */
  readonly retryAttempts?: number;
}

/**
 * Lets a rule of Amazon EventBridge that you define yourself run a backup. `BackupTrigger.onEvent` defines the rule, too.
 *
 * The same event makes one backup, also when it is delivered more than once.
 */
export class BackupRuleTarget extends SfnStateMachine {
  /**
   * @param definition what to run; `idempotencyToken` does not go with it
   * @param props how to start it
   */
  constructor(backup: IOnDemandBackup, props: BackupRuleTargetProps = {}) {
    super(backup.stateMachine, { ...props, input: new EventInput(backup) });
    failOn(backup, [...idempotencyTokenReuseProblems(findContext(backup)?.props ?? {}, 'BackupRuleTarget'), ...deliveryProblems(props)]);
    // Not as a method: the type of its parameter is another one in newer releases of aws-cdk-lib, and jsii takes none but the very same
    this.bind = (...[rule, id]: Parameters<SfnStateMachine['bind']>): RuleTargetConfig => {
      warnOfLoop(backup, rule);
      permitKeyOf(props.deadLetterQueue, new ServicePrincipal('events.amazonaws.com'));
      const config = super.bind(rule, id);
      // Of no use before its policies: EventBridge does not try again when it may not start the machine
      if (props.role === undefined && Stack.of(rule) === Stack.of(backup)) { rule.node.addDependency(config.role as IRole); }
      return config;
    };
  }
}
