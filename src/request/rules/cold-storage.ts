import { amount } from '../amount';
import type { BackupRequest } from '../backup-request';
import { isKnown } from '../known';
import { coldStorageDays, lifecycleOf } from './lifecycle-members';
import { Problem, warning } from '../problem';
import type { RequestFacts } from '../request-facts';
import { lacks, resourceTypeOf, typeName } from '../resource-types/resource-type';

const RECOMMENDED_WARM_DAYS = 8;

/** Problems of a move to cold storage that would have no effect, or not the intended one. */
export function coldStorageProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  return [...moveProblems(request, facts), ...archiveProblems(request, facts)];
}

/**
 * AWS Backup ignores it for types without cold storage, and recommends 8 days, so that one warm full backup remains.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
 */
function moveProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const days = coldStorageDays(request, facts);
  const type = resourceTypeOf(request, facts);
  if (days === undefined) { return []; }
  if (type && lacks(type, 'coldStorage')) {
    return [warning('coldStorageNotSupported',
      `\`moveToColdStorageAfter\` is ${amount(days, 'days')}, but AWS Backup has no cold storage for ${typeName(type)} and ignores it: leave it out`)];
  }
  return days >= RECOMMENDED_WARM_DAYS || days < 1 ? [] : [warning('moveToColdStorageAfterTooSoon',
    `\`moveToColdStorageAfter\` is ${amount(days, 'days')}, but AWS Backup recommends at least ${RECOMMENDED_WARM_DAYS}, ` +
    'or it may make another full backup in warm storage: use Duration.days(8) or more')];
}

/**
 * Only EBS must be opted in to its archive.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
 */
function archiveProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const lifecycle = lifecycleOf(request, facts);
  const optIn = lifecycle?.OptInToArchiveForSupportedResources;
  const type = resourceTypeOf(request, facts);
  if (!isKnown(optIn, facts)) { return []; }
  if (optIn !== true) { return type?.names.includes('EBS') ? missingOptIn(coldStorageDays(request, facts)) : []; }
  const problems: Problem[] = [];
  if (lifecycle?.MoveToColdStorageAfterDays === undefined) {
    problems.push(warning('archiveOptInWithoutColdStorage',
      '`optInToArchiveForSupportedResources` is true, but has no effect without `moveToColdStorageAfter`: set that too, or leave it out'));
  }
  if (type && !type.names.includes('EBS')) {
    problems.push(warning('archiveOptInNotEbs',
      `\`optInToArchiveForSupportedResources\` is true, but has an effect for EBS only, not for ${typeName(type)}: leave it out`));
  }
  return problems;
}

function missingOptIn(days: number | undefined): Problem[] {
  return days === undefined ? [] : [warning('archiveOptInMissing',
    `\`moveToColdStorageAfter\` is ${amount(days, 'days')}, but an EBS snapshot moves to cold storage only with ` +
    '`optInToArchiveForSupportedResources`: set it to true (each archived snapshot is a full one), or leave `moveToColdStorageAfter` out')];
}
