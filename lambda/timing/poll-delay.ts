/** A job that ends within the minute should not be found out a minute later. */
const SHORTEST_SECONDS = 5;
/** From here on a job is a long one. */
const LONG_AFTER_SECONDS = 45;
const LONG_SHORTEST_SECONDS = 15;
/** Never later than this after the job's end, however long it took. */
const LONGEST_SECONDS = 60;

/**
 * Seconds to wait until the next look at a job: short at first (looks after 5, 15 and 45 seconds), then a quarter of the
 * time waited so far, at most a minute.
 *
 * A job that says how far it is gets its next look when it should be done, if that is sooner; never sooner than after half
 * the time, because many jobs stand at 99 % for long.
 *
 * @param waitedSeconds what was waited for the job so far
 * @param percentDone the job's own `PercentDone`, if it tells any
 */
export function pollDelay(waitedSeconds: number, percentDone?: number): number {
  const delay = waitedSeconds < LONG_AFTER_SECONDS
    ? Math.max(SHORTEST_SECONDS, waitedSeconds * 2)
    : Math.max(LONG_SHORTEST_SECONDS, Math.min(LONGEST_SECONDS, Math.round(waitedSeconds / 4)));
  return Math.min(delay, Math.max(SHORTEST_SECONDS, Math.round(delay / 2), secondsLeft(waitedSeconds, percentDone)));
}

function secondsLeft(waitedSeconds: number, percentDone: number = 0): number {
  return percentDone > 0 && percentDone <= 100
    ? Math.ceil(waitedSeconds * (100 - percentDone) / percentDone)
    : Infinity;
}

/** A deployment does not wait for the job any longer: what is left is to tell of its end. */
const WATCH_LONGEST_SECONDS = 300;

/**
 * Seconds to wait until the next look at a job that is only watched: as above, and up to five minutes; after eight hours a
 * hundredth of the time waited so far, because Step Functions ends a run at 25,000 events, which is 2,700 looks.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export function watchDelay(waitedSeconds: number): number {
  const longest = Math.max(WATCH_LONGEST_SECONDS, Math.round(waitedSeconds / 100));
  return Math.max(pollDelay(waitedSeconds), Math.min(longest, Math.round(waitedSeconds / 4)));
}
