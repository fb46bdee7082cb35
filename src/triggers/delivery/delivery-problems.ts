import { type Duration, Token } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

const MOST_RETRIES = 185;
const LONGEST_AGE_SECONDS = 24 * 3600;
const SHORTEST_AGE_SECONDS = 60;

/** How a start is delivered by EventBridge, or by its Scheduler: their limits are the same. */
export interface Delivery {
  readonly deadLetterQueue?: IQueue;
  readonly maxEventAge?: Duration;
  readonly retryAttempts?: number;
}

/** What AWS would refuse of a delivery. aws-cdk-lib checks nothing of a rule's, and of a schedule's not all. */
export function deliveryProblems({ deadLetterQueue, maxEventAge, retryAttempts }: Delivery): string[] {
  const seconds = maxEventAge?.isUnresolved() ? undefined : maxEventAge?.toSeconds({ integral: false });
  return [
    ...deadLetterQueue?.fifo ? ['`deadLetterQueue` is a FIFO queue, but must be a standard queue'] : [],
    ...seconds === undefined || isWholeWithin(seconds, SHORTEST_AGE_SECONDS, LONGEST_AGE_SECONDS) ? []
      : [`\`maxEventAge\` is ${seconds} seconds, but must be whole seconds from ${SHORTEST_AGE_SECONDS} to ${LONGEST_AGE_SECONDS}`],
    ...retryAttempts === undefined || Token.isUnresolved(retryAttempts) || isWholeWithin(retryAttempts, 0, MOST_RETRIES) ? []
      : [`\`retryAttempts\` is ${retryAttempts}, but must be a whole number from 0 to ${MOST_RETRIES}`],
  ];
}

function isWholeWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
