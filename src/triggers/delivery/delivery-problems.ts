import { type Duration, Token } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { amount } from '../../request/amount';

const MOST_RETRIES = 185;
const LONGEST_AGE_SECONDS = 24 * 3600;
const SHORTEST_AGE_SECONDS = 60;

/** How EventBridge or its Scheduler delivers a start. Both have the same limits. */
export interface Delivery {
  readonly deadLetterQueue?: IQueue;
  readonly maxEventAge?: Duration;
  readonly retryAttempts?: number;
}

/** Problems of a delivery that AWS would refuse. aws-cdk-lib checks none of them for a rule, and only some for a schedule. */
export function deliveryProblems({ deadLetterQueue, maxEventAge, retryAttempts }: Delivery): string[] {
  const seconds = maxEventAge?.isUnresolved() ? undefined : maxEventAge?.toSeconds({ integral: false });
  return [
    ...deadLetterQueue?.fifo ? ['`deadLetterQueue` is a FIFO queue, but must be a standard queue: use one without `fifo`'] : [],
    ...seconds === undefined || isWholeWithin(seconds, SHORTEST_AGE_SECONDS, LONGEST_AGE_SECONDS) ? []
      : [`\`maxEventAge\` is ${amount(seconds, 'seconds')}, but must be whole seconds from ${SHORTEST_AGE_SECONDS} to ${LONGEST_AGE_SECONDS}: use Duration.minutes(1) to Duration.hours(24)`],
    ...retryAttempts === undefined || Token.isUnresolved(retryAttempts) || isWholeWithin(retryAttempts, 0, MOST_RETRIES) ? []
      : [`\`retryAttempts\` is ${retryAttempts}, but must be a whole number from 0 to ${MOST_RETRIES}: use one of them`],
  ];
}

function isWholeWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
