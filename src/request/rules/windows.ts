import { amount } from '../amount';
import type { BackupRequest } from '../backup-request';
import { knownNumber } from '../known';
import { limitProblems } from './limits';
import { Problem, warning } from '../problem';
import type { RequestFacts } from '../request-facts';
import { resourceTypeOf } from '../resource-types/resource-type';

const HUNDRED_YEARS_IN_MINUTES = 52_560_000;
const DEFAULT_START_WINDOW_MINUTES = 480;

/**
 * Start window: from 60 minutes to 100 years. Completion window: up to 100 years.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
 */
export function windowProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  return [
    ...limitProblems(request.StartWindowMinutes, {
      prop: 'startWindow',
      unit: 'minutes',
      min: 60,
      max: HUNDRED_YEARS_IN_MINUTES,
      advice: 'use Duration.hours(1) or more, up to 100 years, or leave it out for 8 hours',
    }, facts),
    ...limitProblems(request.CompleteWindowMinutes, {
      prop: 'completionWindow',
      unit: 'minutes',
      min: 1,
      max: HUNDRED_YEARS_IN_MINUTES,
      advice: 'use a Duration longer than `startWindow`, up to 100 years, or leave it out',
    }, facts),
    ...withinStartWindow(request, facts),
    ...withoutEffect(request, facts),
  ];
}

/**
 * The completion window counts from when the backup was scheduled. AWS does not document that it refuses a shorter one.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
 */
function withinStartWindow({ StartWindowMinutes, CompleteWindowMinutes }: BackupRequest, facts: RequestFacts): Problem[] {
  const start = StartWindowMinutes === undefined ? DEFAULT_START_WINDOW_MINUTES : knownNumber(StartWindowMinutes, facts);
  const completion = knownNumber(CompleteWindowMinutes, facts);
  if (start === undefined || completion === undefined || completion <= 0 || completion > start) { return []; }
  const startText = StartWindowMinutes === undefined ? `${start} minutes when left out` : amount(start, 'minutes');
  return [warning('completionWindowWithinStartWindow',
    `\`completionWindow\` is ${amount(completion, 'minutes')} and counts from when the job was scheduled, not from when it started, ` +
    `so a job that starts late in its \`startWindow\` (${startText}) is cancelled: make it longer than \`startWindow\``)];
}

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html */
function withoutEffect(request: BackupRequest, facts: RequestFacts): Problem[] {
  const completion = knownNumber(request.CompleteWindowMinutes, facts);
  if (completion === undefined || !resourceTypeOf(request, facts)?.names.includes('FSx')) { return []; }
  return [warning('completionWindowNoEffect',
    `\`completionWindow\` is ${amount(completion, 'minutes')}, but AWS Backup does not apply it to FSx: leave it out`)];
}
