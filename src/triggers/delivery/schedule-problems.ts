import { Token } from 'aws-cdk-lib';
import type { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { type Delivery, deliveryProblems } from './delivery-problems';
import { expressionProblems } from './schedule-expression';
import { descriptionProblems } from './trigger-description';

const ONE_TIME = /^at\(/;
/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html */
const NAME = /^[0-9a-zA-Z-_.]{1,64}$/;

/** The properties of a schedule that are checked. */
export interface ScheduleDetails extends Delivery {
  readonly start?: Date;
  readonly end?: Date;
  readonly scheduleName?: string;
  readonly description?: string;
}

/** Problems of a schedule that EventBridge Scheduler would refuse or ignore, and that aws-cdk-lib does not report. */
export function scheduleProblems(schedule: ScheduleExpression, options: ScheduleDetails): string[] {
  const { start, end, scheduleName, description } = options;
  const { expressionString } = schedule;
  const ineffective = Object.entries({ start, end }).filter(([, date]) => date !== undefined).map(([name]) => `\`${name}\``);
  return [
    ...deliveryProblems(options),
    ...descriptionProblems(description),
    ...expressionProblems(expressionString),
    ...scheduleName === undefined || Token.isUnresolved(scheduleName) || NAME.test(scheduleName) ? []
      : [`\`scheduleName\` is "${scheduleName}", but must be 1 to 64 letters, digits, periods, hyphens and underscores`],
    ...ONE_TIME.test(expressionString) && ineffective.length > 0
      ? [`${ineffective.join(' and ')} would have no effect on the one-time schedule ${expressionString}: leave them out`] : [],
  ];
}

/**
 * Whether a schedule starts a backup at its creation.
 *
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#rate-based
 */
export function runsAtCreation({ expressionString }: ScheduleExpression, { start }: Pick<ScheduleDetails, 'start'>): boolean {
  return start === undefined && expressionString.startsWith('rate(');
}
