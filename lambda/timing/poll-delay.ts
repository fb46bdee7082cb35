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

/** No deployment waits for the job any longer: only its end has to be reported. */
const WATCH_LONGEST_SECONDS = 300;

/**
 * Seconds to wait until the next poll of a job that is only watched: as above, and up to five minutes; after eight hours a hundredth
 * of the time waited so far, because Step Functions ends an execution at 25,000 events, which is 2,700 polls.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export function watchDelay(waitedSeconds: number): number {
  const longest = Math.max(WATCH_LONGEST_SECONDS, Math.round(waitedSeconds / 100));
  return Math.max(pollDelay(waitedSeconds), Math.min(longest, Math.round(waitedSeconds / 4)));
}
