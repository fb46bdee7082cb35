import { amount } from '../amount';
import type { BackupRequest } from '../backup-request';
import { coldStorageDays, FOREVER, lifecycleOf, retentionDays } from './lifecycle-members';
import { limitProblems } from './limits';
import { error, Problem } from '../problem';
import type { RequestFacts } from '../request-facts';
import { resourceTypeOf } from '../resource-types/resource-type';

const HUNDRED_YEARS_IN_DAYS = 36_500;
const NINETY_NINE_YEARS_IN_DAYS = 36_135;
const MIN_DAYS_IN_COLD_STORAGE = 90;

/** Problems of how long the recovery point is kept, and of when it moves to cold storage. */
export function lifecycleProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  return [
    ...deleteAfterProblems(request, facts),
    ...moveProblems(request, facts),
    ...coldStorageTimeProblems(request, facts),
    ...deleteAfterEventProblems(request, facts),
  ];
}

/**
 * From 1 day to 100 years, for S3 to 99 years.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html
 */
function deleteAfterProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const days = lifecycleOf(request, facts)?.DeleteAfterDays;
  const isS3 = resourceTypeOf(request, facts)?.names.includes('S3');
  return days === FOREVER ? [] : limitProblems(days, {
    prop: 'deleteAfter',
    unit: 'days',
    min: 1,
    max: isS3 ? NINETY_NINE_YEARS_IN_DAYS : HUNDRED_YEARS_IN_DAYS,
    advice: `use a Duration from 1 day to ${isS3 ? '99 years (for S3)' : '100 years'}, or leave it out to keep the recovery point forever`,
  }, facts);
}

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html */
function moveProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  return limitProblems(coldStorageDays(request, facts), {
    prop: 'moveToColdStorageAfter',
    unit: 'days',
    min: 1,
    max: HUNDRED_YEARS_IN_DAYS,
    advice: 'use Duration.days(8) or more, up to 100 years, or leave it out to stay in warm storage',
  }, facts);
}

/**
 * A recovery point stays in cold storage for at least 90 days.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
 */
function coldStorageTimeProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const keep = retentionDays(request, facts);
  const move = coldStorageDays(request, facts);
  if (keep === undefined || move === undefined || keep >= move + MIN_DAYS_IN_COLD_STORAGE) { return []; }
  const least = Math.ceil(move) + MIN_DAYS_IN_COLD_STORAGE;
  return [error('deleteAfterTooSoonAfterColdStorage',
    `\`deleteAfter\` is ${amount(keep, 'days')}, but must be at least ${MIN_DAYS_IN_COLD_STORAGE} days after \`moveToColdStorageAfter\` (${amount(move, 'days')}): ` +
    `use Duration.days(${least}) or more, or leave \`moveToColdStorageAfter\` out`)];
}

/**
 * The lifecycle has `DeleteAfterEvent` in responses only, but a CLI skeleton prints it.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
 */
function deleteAfterEventProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  return lifecycleOf(request, facts)?.DeleteAfterEvent === undefined ? [] : [error('deleteAfterEventNotAnInput',
    'DeleteAfterEvent in the lifecycle is not a valid input, only AWS Backup sets it: remove it and use `deleteAfter`')];
}
