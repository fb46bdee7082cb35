import { accessRows } from './access-rows';
import type { Advice, AdviceRow, Condition, Failure } from './advice-row';
import { deletionRows } from './deletion-rows';
import { jobRows } from './job-rows';
import { partialRows } from './partial-rows';
import { resourceRows } from './resource-rows';
import { sapHanaRows } from './sap-hana-rows';
import { virtualMachineRows } from './virtual-machine-rows';
import { sameCategory } from '../job/message-category';

export type { Advice, Failure } from './advice-row';

/**
 * The table, most specific first: the first row that matches counts.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-dashboards.html#problematic-reasons
 */
export const ADVICE_ROWS: readonly AdviceRow[] = [
  ...deletionRows, ...virtualMachineRows, ...sapHanaRows, ...resourceRows, ...accessRows, ...jobRows, ...partialRows,
];

/** The likely cause of a failure and what to do about it; undefined when neither is known. */
export function adviceFor(failure: Failure): Advice | undefined {
  return ADVICE_ROWS.find((row) => row.when.some((condition) => holds(condition, failure)));
}

/** An advice as one line of at most 400 characters: CloudFormation accepts 4096 bytes for the whole response. */
export function describeAdvice({ cause, fix, source }: Advice): string {
  return `Likely cause: ${cause}. Fix: ${fix}. See ${source}`;
}

/** Whether a failure meets a condition. */
export function holds(condition: Condition, failure: Failure): boolean {
  return meets(condition.call, failure.call ?? 'job')
    && meets(condition.state, failure.state)
    && meets(condition.resourceType, failure.resourceType)
    && (condition.category === undefined || sameCategory(condition.category, failure.category))
    && (condition.says === undefined || condition.says.test(failure.message));
}

/** Whether a value is the wanted one, if the condition wants any. */
function meets(wanted: string | undefined, value: string | undefined): boolean {
  return wanted === undefined || wanted === value;
}
