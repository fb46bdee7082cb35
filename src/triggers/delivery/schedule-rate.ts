import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { cronFields, scheduleParts } from './schedule-expression';
import { findContext } from '../../backup/backup-context';
import { MOST_KEPT } from '../../backup/history/keep-last';
import { describeProblems } from '../../backup/problems';
import type { IOnDemandBackup } from '../../i-on-demand-backup';
import { cfnDefinitionOf } from '../../template/cfn-definition';

const SECONDS: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 24 * 3600 };
const DAY = SECONDS.day;

/**
 * Reports, at the end of the synthesis, a schedule or rule that makes more backups within `keepAtLeast` than the history knows: the oldest of them
 * would never be deleted.
 *
 * @param delivery the schedule or rule, of Amazon EventBridge Scheduler or Amazon EventBridge
 */
export function requireKnownRate(backup: IOnDemandBackup, delivery: IConstruct): void {
  const { keepLast, keepAtLeast } = findContext(backup)?.props ?? {};
  if (keepLast === undefined || keepAtLeast === undefined) { return; }
  backup.node.addValidation({
    validate: () => {
      const expression = expressionOf(delivery);
      const runs = expression === undefined ? 0 : fewestRuns(expression, keepAtLeast.toSeconds());
      return runs <= MOST_KEPT ? [] : [describeProblems(backup, [
        `\`keepAtLeast\` is ${keepAtLeast.toHumanString()}, in which ${expression} makes ${runs} backups, but the history knows ${MOST_KEPT}: `
        + 'use a shorter `keepAtLeast` or a longer interval',
      ])];
    },
  });
}

/** The expression of a schedule or rule that runs for as long as it exists. */
function expressionOf(delivery: IConstruct): string | undefined {
  const resource = delivery.node.defaultChild;
  if (!CfnResource.isCfnResource(resource)) { return undefined; }
  const { ScheduleExpression: expression, State, EndDate } = cfnDefinitionOf(resource).Properties ?? {};
  return typeof expression === 'string' && State !== 'DISABLED' && EndDate === undefined ? expression : undefined;
}

/** How often a schedule runs at least within a time; 0 when that is not known. */
export function fewestRuns(expression: string, seconds: number): number {
  const { kind, content } = scheduleParts(expression.trim());
  switch (kind) {
    case 'rate': return runsOfRate(content, seconds);
    case 'cron': return runsOfCron(cronFields(content), seconds);
    default: return 0;
  }
}

function runsOfRate(content: string, seconds: number): number {
  const [, value, unit] = /^\s*(\d+)\s+(minute|hour|day)s?\s*$/.exec(content) ?? [];
  const interval = unit === undefined ? 0 : Number(value) * SECONDS[unit];
  return interval > 0 ? Math.floor(seconds / interval) : 0;
}

/** Only of expressions that are the same every day: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based */
function runsOfCron([minutes, hours, ...days]: readonly string[], seconds: number): number {
  if (days.length < 3 || !days.every((field) => field === '*' || field === '?')) { return 0; }
  const perHour = valuesIn(minutes, 60);
  const hoursOfDay = valuesIn(hours, 24);
  return hoursOfDay === 24 ? Math.floor(seconds / SECONDS.hour) * perHour : Math.floor(seconds / DAY) * hoursOfDay * perHour;
}

/** How many values a field has; 0 when it is not understood. */
function valuesIn(field: string, count: number): number {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [, from, to, step] = /^(\*|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(part) ?? [];
    if (from === undefined) { return 0; }
    const start = from === '*' ? 0 : Number(from);
    const end = to !== undefined ? Number(to) : from === '*' || step !== undefined ? count - 1 : start;
    if (end >= count) { return 0; }
    for (let value = start; value <= end; value += Math.max(1, Number(step ?? 1))) { values.add(value); }
  }
  return values.size;
}
