import { Token } from 'aws-cdk-lib';
import type { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { deliveryProblems } from './delivery-problems';
import { tokenProblems } from '../../backup/idempotency-token-problems';
import { descriptionProblems } from './trigger-description';
import type { OnDemandBackup } from '../../on-demand-backup';
import type { OnScheduleOptions } from '../on-schedule-options';

const EXPRESSION = /^(at|cron|rate)\(.+\)$/;
const ONE_TIME = /^at\(/;
/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html */
const NAME = /^[0-9a-zA-Z-_.]{1,64}$/;
const ON_DEPLOY = 'OnDeploy';

/** What EventBridge Scheduler would refuse or ignore, as far as aws-cdk-lib does not say it. */
export function scheduleProblems(definition: OnDemandBackup, schedule: ScheduleExpression, options: OnScheduleOptions): string[] {
  const { start, end, immediate, scheduleName, description } = options;
  const { expressionString } = schedule;
  const idle = Object.entries({ start, end }).filter(([, date]) => date !== undefined).map(([name]) => `\`${name}\``);
  return [
    ...tokenProblems(definition, 'onSchedule'),
    ...deliveryProblems(options),
    ...descriptionProblems(description),
    ...Token.isUnresolved(expressionString) || EXPRESSION.test(expressionString) ? []
      : [`the schedule is "${expressionString}", but must be at(...), cron(...) or rate(...)`],
    ...scheduleName === undefined || Token.isUnresolved(scheduleName) || NAME.test(scheduleName) ? []
      : [`\`scheduleName\` is "${scheduleName}", but takes 1 to 64 letters, digits, periods, hyphens and underscores`],
    ...ONE_TIME.test(expressionString) && idle.length > 0
      ? [`${idle.join(' and ')} would have no effect on the one-time schedule ${expressionString}: leave them out`] : [],
    ...immediate && definition.node.tryFindChild(ON_DEPLOY)
      ? ['`immediate` asks for a backup during the first deployment, but `triggers` has an onDeploy or an `immediate` already: leave this one out'] : [],
  ];
}

/**
 * Whether a schedule begins at its creation.
 *
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#rate-based
 */
export function runsAtOnce({ expressionString }: ScheduleExpression, { start }: OnScheduleOptions): boolean {
  return start === undefined && expressionString.startsWith('rate(');
}
