import { IAM_PROPAGATION_SECONDS } from './iam-propagation';
import { spreadDelay } from './spread-delay';
import { NotYetPermittedError, ThrottledError, TryAgainLaterError } from '../aws/errors';

/** Reported, and not adjustable: DescribeStacks calls per second, in an account and Region. See https://github.com/aws/aws-sam-cli/issues/2671 */
const CALLS_PER_SECOND = 5;
/** CloudFormation, the CLI and other stacks ask too, so the backups of a stack take no more than a third of the calls. */
const TIMES_THE_QUOTA = 3;

/** Kept back, before CloudFormation must have its response, for what the answer decides: a final backup needs time. */
const RESERVE_SECONDS = 15 * 60;
/** A service with faults, as long as for every other call. */
const FAULTY_SECONDS = 10 * 60;

/**
 * Seconds until CloudFormation is asked again.
 *
 * When a rollback updates all backups of a stack at once, all of them ask at once. So each first waits for a random moment within three
 * times the time that the limit needs for all of them. The few that are throttled again wait within a quarter of that.
 *
 * @param attempt how often it was asked, from 1
 * @param backups how many may be asking
 * @param random from 0 to 1
 */
export function askDelay(attempt: number, backups: number, random: number = Math.random()): number {
  return spreadDelay(attempt, TIMES_THE_QUOTA * (backups > 0 ? backups : 1) / CALLS_PER_SECOND, random);
}

/**
 * Whether CloudFormation is asked again after an error: as long as the error may pass, and time is left for what the answer decides.
 *
 * @param askedSeconds seconds waited for an answer so far
 * @param secondsLeft seconds until CloudFormation must have its response
 */
export function isWorthAsking(error: Error, askedSeconds: number, secondsLeft: number): boolean {
  if (secondsLeft <= RESERVE_SECONDS) { return false; }
  if (error instanceof ThrottledError) { return true; }
  if (error instanceof TryAgainLaterError) { return askedSeconds < FAULTY_SECONDS; }
  return error instanceof NotYetPermittedError && askedSeconds < IAM_PROPAGATION_SECONDS;
}
