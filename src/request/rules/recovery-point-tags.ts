import type { BackupRequest } from '../backup-request';
import { isKnown, knownObject, knownString } from '../known';
import { error, Problem, warning } from '../problem';
import type { RequestFacts } from '../request-facts';

const MAX_TAGS = 50;
const POLICY_TAGS = 10;
const MAX_KEY_LENGTH = 128;
const MAX_VALUE_LENGTH = 256;

/** Tags of the recovery point. The texts of values are not shown: the API marks them as sensitive. */
export function recoveryPointTagProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const tags = Object.entries(knownObject(request.RecoveryPointTags, facts) ?? {});
  return [
    ...countProblems(tags.length),
    ...tags.flatMap(([key, value]) => [...keyProblems(key, facts), ...valueProblems(key, value, facts)]),
  ];
}

/**
 * 50 with those of the source, or the job fails. 10 is a quota of plans: not known whether it binds an on-demand job.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/access-control.html
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/aws-backup-limits.html
 */
function countProblems(count: number): Problem[] {
  if (count > MAX_TAGS) {
    return [error('tooManyRecoveryPointTags',
      `\`recoveryPointTags\` has ${count} tags, but a recovery point holds at most ${MAX_TAGS}, those of the resource included: remove some`)];
  }
  return count <= POLICY_TAGS ? [] : [warning('manyRecoveryPointTags',
    `\`recoveryPointTags\` has ${count} tags, but AWS Backup has a quota of ${POLICY_TAGS} tags added to a recovery point: ` +
    'remove some if the job fails for it')];
}

/** @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
function keyProblems(key: string, facts: RequestFacts): Problem[] {
  if (!isKnown(key, facts)) { return []; }
  if (key.length < 1 || key.length > MAX_KEY_LENGTH) {
    return [error('recoveryPointTagKeyLength',
      `\`recoveryPointTags\` has the key "${key}" of ${key.length} characters, but AWS takes 1 to ${MAX_KEY_LENGTH}: change it`)];
  }
  return !/^aws:/i.test(key) ? [] : [error('recoveryPointTagKeyReserved',
    `\`recoveryPointTags\` has the key "${key}", but AWS keeps the prefix aws: for itself: use another key`)];
}

/** @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
function valueProblems(key: string, value: unknown, facts: RequestFacts): Problem[] {
  const length = knownString(value, facts)?.length ?? 0;
  return length <= MAX_VALUE_LENGTH ? [] : [error('recoveryPointTagValueTooLong',
    `\`recoveryPointTags\` has a value of ${length} characters under "${key}", but AWS takes at most ${MAX_VALUE_LENGTH}: shorten it`)];
}
