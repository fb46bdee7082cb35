import type { RetryCause } from '../job/retry-cause';

/**
 * Seconds before each new start, at most five starts in all. A database is busy for minutes after its creation, with its first automated
 * backup; IAM propagates a new role within two minutes.
 */
const DELAYS: Readonly<Record<RetryCause, readonly number[]>> = {
  notReady: [30, 90, 180, 300],
  notPermitted: [10, 20, 30, 45],
};
/** A role that may not act later than this is not new. */
const NEW_ROLE_SECONDS = 120;

/**
 * Seconds until a job that failed is started again; undefined when it is not.
 *
 * @param cause why another start may succeed
 * @param retries how often it was started again before
 * @param waitedSeconds seconds that the execution has waited so far
 */
export function retryDelay(cause: RetryCause, retries: number, waitedSeconds: number): number | undefined {
  const delay = DELAYS[cause].at(retries);
  return cause === 'notPermitted' && delay !== undefined && waitedSeconds + delay > NEW_ROLE_SECONDS ? undefined : delay;
}
