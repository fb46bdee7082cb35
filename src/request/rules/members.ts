import type { BackupRequest } from '../backup-request';
import { isKnown, isObject, knownObject, show } from '../known';
import { error, Problem } from '../problem';
import type { RequestFacts } from '../request-facts';

type Kind = 'a string' | 'a number' | 'a boolean' | 'an object' | 'an object of strings';

/** A member of the request, and the prop that sets it. */
export interface Member {
  readonly name: string;
  readonly prop: string;
  readonly kind: Kind;
  readonly required?: boolean;
}

/** The members of the request, in the order of the API. */
export const REQUEST_MEMBERS: readonly Member[] = [
  { name: 'BackupVaultName', prop: 'backupVault', kind: 'a string', required: true },
  { name: 'LogicallyAirGappedBackupVaultArn', prop: 'logicallyAirGappedBackupVault', kind: 'a string' },
  { name: 'ResourceArn', prop: 'resource', kind: 'a string', required: true },
  { name: 'IamRoleArn', prop: 'role', kind: 'a string', required: true },
  { name: 'IdempotencyToken', prop: 'idempotencyToken', kind: 'a string' },
  { name: 'StartWindowMinutes', prop: 'startWindow', kind: 'a number' },
  { name: 'CompleteWindowMinutes', prop: 'completionWindow', kind: 'a number' },
  { name: 'Lifecycle', prop: 'deleteAfter', kind: 'an object' },
  { name: 'RecoveryPointTags', prop: 'recoveryPointTags', kind: 'an object of strings' },
  { name: 'BackupOptions', prop: 'backupOptions', kind: 'an object of strings' },
  { name: 'Index', prop: 'index', kind: 'a string' },
];

/** The members of its lifecycle that are an input. */
export const LIFECYCLE_MEMBERS: readonly Member[] = [
  { name: 'DeleteAfterDays', prop: 'deleteAfter', kind: 'a number' },
  { name: 'MoveToColdStorageAfterDays', prop: 'moveToColdStorageAfter', kind: 'a number' },
  { name: 'OptInToArchiveForSupportedResources', prop: 'optInToArchiveForSupportedResources', kind: 'a boolean' },
];

/**
 * Problems of required members that are missing, and of members of the wrong type. Unknown members pass: they may be newer than
 * this library.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
 */
export function memberProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  return [
    ...problemsOf({ ...request }, REQUEST_MEMBERS, facts),
    ...problemsOf(knownObject(request.Lifecycle, facts) ?? {}, LIFECYCLE_MEMBERS, facts),
  ];
}

/** The problem of a request that is no object. */
export function notAnObject(request: unknown): Problem {
  return error('requestNotAnObject', `the request is ${show(request)}, but must be an object: give the members of StartBackupJob`);
}

function problemsOf(holder: Readonly<Record<string, unknown>>, members: readonly Member[], facts: RequestFacts): Problem[] {
  return members.flatMap((member) => {
    const value = holder[member.name];
    if (value === undefined) { return member.required ? [missing(member)] : []; }
    if (!isKnown(value, facts)) { return []; }
    return isOfKind(value, member.kind) ? valueProblems(value, member, facts) : [wrongType(member, value)];
  });
}

/** Problems of the values of an object of strings. */
function valueProblems(value: unknown, member: Member, facts: RequestFacts): Problem[] {
  return member.kind !== 'an object of strings' ? [] : Object.entries(value as object)
    .filter(([, each]) => typeof each !== 'string' && isKnown(each, facts))
    .map(([key, each]) => wrongType({ ...member, name: `${member.name}.${key}`, kind: 'a string' }, each));
}

function isOfKind(value: unknown, kind: Kind): boolean {
  switch (kind) {
    case 'a string': return typeof value === 'string';
    case 'a number': return typeof value === 'number';
    case 'a boolean': return typeof value === 'boolean';
    default: return isObject(value);
  }
}

function missing({ name, prop }: Member): Problem {
  return error(`${prop}Missing`, `\`${prop}\` (${name} in the request) is missing, but every job needs it: set it`);
}

function wrongType({ name, prop, kind, required }: Member, value: unknown): Problem {
  const advice = required ? 'change it' : 'change it, or leave it out';
  return error(`${prop}WrongType`, `\`${prop}\` (${name} in the request) is ${show(value)}, but must be ${kind}: ${advice}`);
}
