const SHORTEST_SPREAD_SECONDS = 4;
/** From here on the waits get no longer. */
const LONGEST_AFTER_ATTEMPTS = 8;

/**
 * Seconds until the next attempt of a call that all backups of a stack may be making at once: a random moment, first within the time that
 * the quota needs for all of them. The few that are throttled again wait within a quarter of that.
 *
 * @param attempt how often the call was made, from 1
 * @param together seconds that the quota needs for all of them
 * @param random from 0 to 1
 */
export function spreadDelay(attempt: number, together: number, random: number): number {
  const shortest = SHORTEST_SPREAD_SECONDS * Math.min(attempt, LONGEST_AFTER_ATTEMPTS);
  const spread = Math.max(shortest, attempt === 1 ? together : together / 4);
  return 1 + Math.floor(random * spread);
}
