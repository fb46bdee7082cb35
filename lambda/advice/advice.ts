import { accessRows } from './access-rows';
import type { Advice, AdviceRow, Condition, Failure } from './advice-row';
import { jobRows } from './job-rows';
import { resourceRows } from './resource-rows';

export type { Advice, Failure } from './advice-row';

/**
 * The table, most specific first: the first row that matches counts.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-dashboards.html#problematic-reasons
 */
export const ADVICE_ROWS: readonly AdviceRow[] = [...resourceRows, ...accessRows, ...jobRows];

/** The likely cause of a failure and what to do about it; undefined when nothing useful can be said. */
export function adviceFor(failure: Failure): Advice | undefined {
  return ADVICE_ROWS.find((row) => row.when.some((condition) => holds(condition, failure)));
}

/** An advice as one line of at most 400 characters: CloudFormation takes 4096 bytes for the whole answer. */
export function describeAdvice({ cause, fix, source }: Advice): string {
  return `Likely cause: ${cause}. Fix: ${fix}. See ${source}`;
}

/** Whether everything that a condition asks for is true of a failure. */
export function holds(condition: Condition, failure: Failure): boolean {
  return isAsked(condition.call, failure.call ?? 'job')
    && isAsked(condition.state, failure.state)
    && isAsked(condition.resourceType, failure.resourceType)
    && isAsked(plain(condition.category), plain(failure.category))
    && (condition.says === undefined || condition.says.test(failure.message));
}

/** Whether a value is the one that is asked for, if one is asked for. */
function isAsked(asked: string | undefined, value: string | undefined): boolean {
  return asked === undefined || asked === value;
}

/** A category without its spelling: AWS writes "AccessDenied", "ACCESS_DENIED" and "ACCESSDENIED". */
function plain(category: string | undefined): string | undefined {
  return category?.replace(/[^a-z0-9]/gi, '').toUpperCase();
}
