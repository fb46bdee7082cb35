import { Token } from 'aws-cdk-lib';

const CRON_FIELDS = 6;
const RATE = /^[1-9]\d* (minute|hour|day)s?$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;

/**
 * Problems of an expression that EventBridge Scheduler would refuse; aws-cdk-lib checks none that is given as a string.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function expressionProblems(expression: string): string[] {
  if (Token.isUnresolved(expression)) { return []; }
  const { kind, content } = scheduleParts(expression);
  const start = `the schedule is ${typeof expression === 'string' ? `"${expression}"` : String(expression)}, but`;
  switch (kind) {
    case 'cron': return cronProblems(cronFields(content)).map((problem) => `${start} ${problem}`);
    case 'rate': return RATE.test(content) ? [] : [`${start} a rate is a whole number with its unit: write rate(12 hours), with minutes, hours or days`];
    case 'at': return isTime(content) ? [] : [`${start} one time is at(yyyy-mm-ddThh:mm:ss): write it as in at(2030-01-31T03:00:00)`];
    default: return [`${start} must be at(...), cron(...) or rate(...)`];
  }
}

/** An expression taken apart. Its kind is undefined when it is none of a schedule. */
export function scheduleParts(expression: string): { readonly kind?: string; readonly content: string } {
  const [, kind, content = ''] = /^(at|cron|rate)\((.+)\)$/.exec(expression) ?? [];
  return { kind, content };
}

/** Minutes, hours, day of month, month, day of week and year, in the content of a cron expression. */
export function cronFields(content: string): string[] {
  return content.trim().split(/\s+/);
}

function cronProblems(fields: readonly string[]): string[] {
  if (fields.length !== CRON_FIELDS) {
    return [`a cron expression has six fields (minutes, hours, day of month, month, day of week, year), and this has ${fields.length}: write it as in cron(0 3 * * ? *)`];
  }
  const days = [fields[2], fields[4]];
  return days.filter((field) => field === '?').length === 1 ? [] : [
    `exactly one of the day of month ("${days[0]}") and the day of week ("${days[1]}") must be "?": write it as in cron(0 3 * * ? *)`,
  ];
}

function isTime(content: string): boolean {
  const date = new Date(`${content}Z`);
  return TIME.test(content) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(content);
}
