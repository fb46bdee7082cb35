import { holdsPlaceholder, TOKEN_PLACEHOLDER } from '../../arn';
import { show } from '../../known';
import { error, Problem, warning } from '../../problem';
import { type ArnName, arnFormOf, resourceTypeOfArn, typeName } from '../../resource-types/resource-type';

/** What the names in the ARNs of all types are made of. */
const CHARACTERS = /^[\w.-]+$/;
/** What programs write for a value that is missing. Each is a legal name of a table, for example. */
const MISSING_VALUES = new Set(['undefined', 'null', 'none', 'nan']);

/**
 * What buckets end with that are not of general purpose.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
const OTHER_BUCKETS: readonly (readonly [suffix: string, what: string])[] = [
  ['--x-s3', 'a directory bucket'],
  ['--table-s3', 'a table bucket'],
  ['-s3alias', 'the alias of an access point'],
  ['--ol-s3', 'the alias of an Object Lambda Access Point'],
  ['.mrap', 'a Multi-Region Access Point'],
];

/** Problems of the ids and names in the ARN of a resource: those that no resource of the type has. */
export function resourceIdProblems(arn: string): Problem[] {
  return (arnFormOf(arn)?.names ?? []).flatMap((name) => nameProblems(arn, name));
}

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html#bucket-types-and-quotas */
export function otherBucketProblems(arn: string): Problem[] {
  const what = /^arn:[^:]+:s3express:/.test(arn) ? 'a directory bucket'
    : OTHER_BUCKETS.find(([suffix]) => /^arn:[^:]+:s3:/.test(arn) && arn.endsWith(suffix))?.[1];
  return what === undefined ? [] : [error('resourceNotGeneralPurposeBucket',
    `\`resource\` is ${show(arn)}, ${what}, but AWS Backup backs up general purpose buckets only: use the ARN of one, arn:aws:s3:::<name>`)];
}

function nameProblems(arn: string, { name, prefix }: ArnName): Problem[] {
  const known = name.replaceAll(TOKEN_PLACEHOLDER, '');
  const isWhole = !holdsPlaceholder(name);
  const start = `\`resource\` is ${show(arn)}, `;
  const type = resourceTypeOfArn(arn);
  if (isWhole ? !CHARACTERS.test(name) || !hasIdBehind(prefix, name) : !/^[\w.-]*$/.test(known)) {
    const begins = prefix === '' ? 'letters, digits, hyphens, underscores and dots' : `${prefix} and more`;
    return [error('resourceIdMalformed', `${start}in which "${name}" is not the id of any ${type && typeName(type)} resource: use one of ${begins}`)];
  }
  return isWhole && MISSING_VALUES.has(name.toLowerCase()) ? [warning('resourceIdMissing',
    `${start}in which "${name}" looks like a missing value: check what the ARN is made of`)] : [];
}

/** Whether a name begins with the prefix, and goes on with more than a missing value: `fs-undefined` is not an id. */
function hasIdBehind(prefix: string, name: string): boolean {
  const rest = name.slice(prefix.length);
  return prefix === '' || name.startsWith(prefix) && rest !== '' && !MISSING_VALUES.has(rest.toLowerCase());
}
