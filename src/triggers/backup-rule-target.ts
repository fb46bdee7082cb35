import { type Duration, Stack } from 'aws-cdk-lib';
import type { RuleTargetConfig } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { type IRole, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { mustExistOnlyWith } from '../guarantees/same-condition';
import type { IOnDemandBackup } from '../i-on-demand-backup';
import { grantDeadLetterKey } from './delivery/dead-letter-key';
import { deliveryProblems } from './delivery/delivery-problems';
import { DELIVERY_PROPS } from './delivery/delivery-shape';
import { EventInput } from './delivery/event-input';
import { warnOfLoop } from './delivery/event-loop';
import { requireKnownRate } from './delivery/schedule-rate';
import { findContext } from '../backup/backup-context';
import { idempotencyTokenReuseProblems } from '../backup/idempotency-token-reuse';
import { failOn } from '../backup/problems';
import { BACKUP } from '../backup/props/cdk-checks';
import { failCall, shapeProblems } from '../backup/props/shape';

/** How a rule starts the backup. */
export interface BackupRuleTargetProps {
  /**
   * The role that EventBridge assumes to start the backup. It must trust `events.amazonaws.com`. It gets the permission to start the
   * state machine.
   *
   * @default - one role for all rules that start the same state machine; it may do nothing else
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-iam-roles.html
   */
  readonly role?: IRole;

  /**
   * A standard queue for the events that EventBridge could not deliver. A backup that started and failed is not among them: its
   * execution of `stateMachine` fails. The policies of the queue, and of the key that encrypts it, get the permission.
   *
   * @default - none: the metric `FailedInvocations` counts them, and they are lost
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
   * How often EventBridge tries again if the backup could not be started. From 0 to 185. An event that is delivered twice makes one
   * backup.
   *
   * @default 185
   * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RetryPolicy.html
   */
  readonly retryAttempts?: number;
}

/**
 * Runs a backup for the events of an Amazon EventBridge rule that you define yourself. `BackupTrigger.onEvent` defines the rule, too.
 *
 * An event makes one backup, even if it is delivered more than once.
 */
export class BackupRuleTarget extends SfnStateMachine {
  /**
   * @param backup the backup to run; an error if it has an `idempotencyToken`
   * @param props how the rule starts it
   */
  constructor(backup: IOnDemandBackup, props: BackupRuleTargetProps = {}) {
    failCall('new BackupRuleTarget()', [...BACKUP('`backup`', backup), ...shapeProblems<BackupRuleTargetProps>('`props`', props, DELIVERY_PROPS)]);
    super(backup.stateMachine, { ...props, input: new EventInput(backup) });
    failOn(backup, [...idempotencyTokenReuseProblems(findContext(backup)?.props ?? {}, 'BackupRuleTarget'), ...deliveryProblems(props)]);
    // Not a method: newer releases of aws-cdk-lib have another type for its parameter, and jsii accepts only exactly the same type
    this.bind = (...[rule, id]: Parameters<SfnStateMachine['bind']>): RuleTargetConfig => {
      warnOfLoop(backup, rule);
      requireKnownRate(backup, rule);
      mustExistOnlyWith(backup, 'BackupRuleTarget', rule, findContext(backup)?.resource.origin);
      grantDeadLetterKey(props.deadLetterQueue, new ServicePrincipal('events.amazonaws.com'));
      const config = super.bind(rule, id);
      // The rule must wait for the policies of the role: EventBridge does not try again if it may not start the state machine
      if (props.role === undefined && Stack.of(rule) === Stack.of(backup)) { rule.node.addDependency(config.role as IRole); }
      return config;
    };
  }
}
