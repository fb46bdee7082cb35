import { Arn, holdsPlaceholder, parseArn } from '../arn';
import type { BackupRequest } from '../backup-request';
import { knownString, show } from '../known';
import { error, Problem } from '../problem';
import type { RequestFacts } from '../request-facts';
import { arnPartProblems } from './arn/arn-parts';
import { locationProblems } from './arn/location';
import { otherBucketProblems, resourceIdProblems } from './arn/resource-id';
import { RESOURCE_TYPE_NAMES } from '../resource-types/catalogue';
import { arnFormOf, isSupportedService, resourceTypeNamed, resourceTypeOfArn, typeName } from '../resource-types/resource-type';

/** Problems of the resource: whether AWS Backup can back it up, in this account and Region, and now. */
export function resourceProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  return [
    ...arnProblems(request, facts),
    ...typeNameProblems(facts),
    ...ownStackProblems(request, facts),
    ...bucketProblems(facts),
  ];
}

function arnProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const arn = knownString(request.ResourceArn, facts);
  if (arn === undefined) { return locationProblems('resource', arn, facts); }
  if (/[*?]/.test(arn)) {
    return [error('resourceHasWildcard',
      `\`resource\` is ${show(arn)}, but a job backs up one resource: use its ARN without wildcards, and one backup for each resource`)];
  }
  const parts = parseArn(arn);
  if (!parts) {
    return holdsPlaceholder(arn) ? [] : [error('resourceNotAnArn',
      `\`resource\` is ${show(arn)}, which is not an ARN: use the ARN of the resource`)];
  }
  const malformed = [...arnPartProblems('resource', arn, arnFormOf(arn)), ...resourceIdProblems(arn)];
  return [...supportProblems(arn, parts, facts), ...malformed, ...malformed.some(isError) ? [] : locationProblems('resource', arn, facts)];
}

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html */
function supportProblems(arn: string, parts: Arn, { resourceType }: RequestFacts): Problem[] {
  const otherBucket = otherBucketProblems(arn);
  const type = resourceTypeOfArn(arn);
  const isNewer = resourceType !== undefined && resourceTypeNamed(resourceType) === undefined;
  if (otherBucket.length > 0 && !isNewer) { return otherBucket; }
  if (!type) {
    return resourceType !== undefined || mayBeSupported(parts) ? [] : [error('resourceTypeNotSupported',
      `\`resource\` is ${show(arn)}, which AWS Backup cannot back up as far as this library knows: it backs up ` +
      `${RESOURCE_TYPE_NAMES.join(', ')}; pass \`resourceType\` for a type that is newer than this library`)];
  }
  const isOther = resourceType !== undefined && resourceTypeNamed(resourceType) !== undefined && !type.names.includes(resourceType);
  return !isOther ? [] : [error('resourceTypeMismatch',
    `\`resourceType\` is ${show(resourceType)}, but \`resource\` is ${show(arn)}, a resource of type ${typeName(type)}: leave \`resourceType\` out`)];
}

/** Whether that depends on what is known only at deploy time; the handler then checks again. */
function mayBeSupported({ service, resource }: Arn): boolean {
  return holdsPlaceholder(service) || (holdsPlaceholder(resource) && isSupportedService(service));
}

/** A name that this library does not know may be newer, but a known one must be spelt as AWS Backup spells it. */
function typeNameProblems({ resourceType }: RequestFacts): Problem[] {
  const intended = RESOURCE_TYPE_NAMES.find((name) => name !== resourceType && normalized(name) === normalized(resourceType ?? ''));
  return intended === undefined ? [] : [error('resourceTypeMisspelt',
    `\`resourceType\` is ${show(resourceType)}, but AWS Backup spells it "${intended}": use that`)];
}

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/applicationstackbackups.html */
function ownStackProblems({ ResourceArn }: BackupRequest, { stackId }: RequestFacts): Problem[] {
  // The same string is the same stack, even if it is a token
  return ResourceArn === undefined || ResourceArn !== stackId ? [] : [error('resourceIsOwnStack',
    '`resource` is the stack of this backup, and a stack cannot be backed up while it is being deployed: define the backup in another stack')];
}

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html */
function bucketProblems({ bucketVersioned }: RequestFacts): Problem[] {
  return bucketVersioned !== false ? [] : [error('bucketNotVersioned',
    '`resource` is a bucket without versioning, but AWS Backup needs it: set `versioned: true` on the bucket')];
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

function normalized(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
