import type { BackupRequest } from '../backup-request';
import { isKnown, knownObject, knownString } from '../known';
import { error, Problem, warning } from '../problem';
import { PROVENANCE_KEYS } from '../provenance-tags';
import type { RequestFacts } from '../request-facts';
import { resourceTypeOf, tagsOf } from '../resource-types/resource-type';

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/aws-backup-limits.html */
export const MAX_TAGS = 50;
const TAGS_ADDED_BY_PLAN = 10;
const MAX_KEY_LENGTH = 128;
const MAX_VALUE_LENGTH = 256;

/** Problems of the tags of the recovery point. Messages do not show values: the API marks them as sensitive. */
export function recoveryPointTagProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const tags = Object.entries(knownObject(request.RecoveryPointTags, facts) ?? {});
  const added = facts.addsProvenanceTags && tagsOf(resourceTypeOf(request, facts)) !== 'never' ? PROVENANCE_KEYS : [];
  return [
    ...countProblems(tags.length, added.length),
    ...added.filter((key) => tags.some(([given]) => given === key)).map(provenanceKeyProblem),
    ...tags.flatMap(([key, value]) => [...keyProblems(key, facts), ...valueProblems(key, value, facts)]),
  ];
}

/**
 * With more than 50, those of the source included, the job fails. 10 is a quota of plans; whether it also applies to an
 * on-demand job is not known. All provenance tags count: a trigger that is added later may have a revision.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/access-control.html
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/aws-backup-limits.html
 */
function countProblems(given: number, added: number): Problem[] {
  if (given === 0) { return []; }
  const has = `\`recoveryPointTags\` has ${given} tags${added === 0 ? '' : `, and \`provenanceTags\` adds ${added}`}, but`;
  const orWithout = added === 0 ? '' : ', or set `provenanceTags: false`';
  if (given + added > MAX_TAGS) {
    return [error('tooManyRecoveryPointTags',
      `${has} a recovery point holds at most ${MAX_TAGS}, those of the resource included: remove some${given > MAX_TAGS ? '' : orWithout}`)];
  }
  return given + added <= TAGS_ADDED_BY_PLAN ? [] : [warning('manyRecoveryPointTags',
    `${has} AWS Backup has a quota of ${TAGS_ADDED_BY_PLAN} tags added to a recovery point: remove some${orWithout} if the job fails for it`)];
}

function provenanceKeyProblem(key: string): Problem {
  return error('recoveryPointTagKeyOfProvenance',
    `\`recoveryPointTags\` has the key "${key}", which \`provenanceTags\` sets: use another key, or set \`provenanceTags: false\``);
}

/** @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
function keyProblems(key: string, facts: RequestFacts): Problem[] {
  if (!isKnown(key, facts)) { return []; }
  if (key.length < 1 || key.length > MAX_KEY_LENGTH) {
    return [error('recoveryPointTagKeyLength',
      `\`recoveryPointTags\` has the key "${key}" of ${key.length} characters, but AWS accepts 1 to ${MAX_KEY_LENGTH}: change it`)];
  }
  return !/^aws:/i.test(key) ? [] : [error('recoveryPointTagKeyReserved',
    `\`recoveryPointTags\` has the key "${key}", but AWS reserves the prefix aws:: use another key`)];
}

/** @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
function valueProblems(key: string, value: unknown, facts: RequestFacts): Problem[] {
  const length = knownString(value, facts)?.length ?? 0;
  return length <= MAX_VALUE_LENGTH ? [] : [error('recoveryPointTagValueTooLong',
    `\`recoveryPointTags\` has a value of ${length} characters under "${key}", but AWS accepts at most ${MAX_VALUE_LENGTH}: shorten it`)];
}
