import type { BackupRequest } from '../backup-request';
import { FOR_EVER, coldStorageDays, lifecycleOf, retentionDays } from '../lifecycle';
import { limitProblems } from '../limits';
import { error, Problem } from '../problem';
import type { RequestFacts } from '../request-facts';
import { resourceTypeOf } from '../resource-types/resource-type';

const HUNDRED_YEARS = 36_500;
const NINETY_NINE_YEARS = 36_135;
const COLD_STORAGE_MIN = 90;

/** How long the recovery point is kept, and when it moves to cold storage. */
export function lifecycleProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  return [
    ...deleteAfterProblems(request, facts),
    ...moveProblems(request, facts),
    ...coldTimeProblems(request, facts),
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
  return days === FOR_EVER ? [] : limitProblems(days, {
    prop: 'deleteAfter',
    unit: 'days',
    min: 1,
    max: isS3 ? NINETY_NINE_YEARS : HUNDRED_YEARS,
    advice: `use a Duration from 1 day to ${isS3 ? '99 years (for S3)' : '100 years'}, or leave it out to keep the recovery point for ever`,
  }, facts);
}

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html */
function moveProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  return limitProblems(coldStorageDays(request, facts), {
    prop: 'moveToColdStorageAfter',
    unit: 'days',
    min: 1,
    max: HUNDRED_YEARS,
    advice: 'use Duration.days(8) or more, up to 100 years, or leave it out to stay in warm storage',
  }, facts);
}

/**
 * Cold storage is for 90 days at least.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
 */
function coldTimeProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const keep = retentionDays(request, facts);
  const move = coldStorageDays(request, facts);
  if (keep === undefined || move === undefined || keep >= move + COLD_STORAGE_MIN) { return []; }
  const least = Math.ceil(move) + COLD_STORAGE_MIN;
  return [error('deleteAfterTooSoonAfterColdStorage',
    `\`deleteAfter\` is ${keep} days, but must be at least ${COLD_STORAGE_MIN} days after \`moveToColdStorageAfter\` (${move} days): ` +
    `use Duration.days(${least}) or more, or leave \`moveToColdStorageAfter\` out`)];
}

/**
 * `DeleteAfterEvent` is a member of the lifecycle in answers only, but a CLI skeleton prints it.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
 */
function deleteAfterEventProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  return lifecycleOf(request, facts)?.DeleteAfterEvent === undefined ? [] : [error('deleteAfterEventNotAnInput',
    'DeleteAfterEvent in the lifecycle is not a valid input, only AWS Backup sets it: remove it and use `deleteAfter`')];
}
