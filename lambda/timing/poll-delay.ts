/** The end of a short job should not be noticed a minute late. */
const SHORTEST_SECONDS = 5;
/** From here on a job counts as long. */
const LONG_AFTER_SECONDS = 45;
const LONG_SHORTEST_SECONDS = 15;
/** The end of a job is never noticed later than this, however long the job took. */
const LONGEST_SECONDS = 60;

/**
 * Seconds to wait until the next poll of a job: short at first (polls after 5, 15 and 45 seconds), then a quarter of the time waited
 * so far, at most a minute.
 *
 * A job that reports its progress is polled when it should be done, if that is sooner; never sooner than after half the time, because
 * many jobs stay at 99 % for long.
 *
 * @param waitedSeconds seconds waited for the job so far
 * @param percentDone the `PercentDone` of the job, if it reports any
 */
export function pollDelay(waitedSeconds: number, percentDone?: number): number {
  const delay = waitedSeconds < LONG_AFTER_SECONDS
    ? Math.max(SHORTEST_SECONDS, waitedSeconds * 2)
    : Math.max(LONG_SHORTEST_SECONDS, Math.min(LONGEST_SECONDS, Math.round(waitedSeconds / 4)));
  return Math.min(delay, Math.max(SHORTEST_SECONDS, Math.round(delay / 2), estimatedSecondsLeft(waitedSeconds, percentDone)));
}

function estimatedSecondsLeft(waitedSeconds: number, percentDone: number = 0): number {
  return percentDone > 0 && percentDone <= 100
    ? Math.ceil(waitedSeconds * (100 - percentDone) / percentDone)
    : Infinity;
}

/**
 * No deployment waits for the job any longer: only its end has to be reported. A deleted state machine exists until its executions end,
 * and the deletion of its stack waits for that, so no wait may be long.
 */
const WATCH_LONGEST_SECONDS = 600;

/**
 * Seconds to wait until the next poll of a job that is only watched: as above, and up to ten minutes. Step Functions ends an execution at
 * 25,000 events, which is 2,700 polls: enough for two weeks.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachine.html
 */
export function watchDelay(waitedSeconds: number): number {
  return Math.max(pollDelay(waitedSeconds), Math.min(WATCH_LONGEST_SECONDS, Math.round(waitedSeconds / 4)));
}
