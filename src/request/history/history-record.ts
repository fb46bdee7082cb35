/** The schema of the records that this version writes. A newer schema only adds members; `docs/history.md` documents it. */
export const SCHEMA = '1';

/**
 * The members that CloudFormation can read: they stand first, in this order, and their values contain neither a quote nor a backslash.
 * A new one goes behind the last one. Deployed templates contain their positions: changing the order is a breaking change.
 */
export const FIXED_MEMBERS = [
  'schema',
  'outcome',
  'recoveryPointArn',
  'backupJobId',
  'backupVaultName',
  'resourceArn',
  'resourceType',
  'creationDate',
  'completionDate',
  'backupSizeInBytes',
  'trigger',
  'fingerprint',
  'stackId',
  'requestId',
  'logicalId',
  'iamRoleArn',
  'expiryDate',
  'idempotencyKey',
  'origin',
  'formerFingerprint',
] as const;

/** The members with any text, which stand last. */
export const FREE_MEMBERS = ['revision', 'statusMessage', 'copies', 'describeCommand', 'restoreMetadataCommand'] as const;

/** A member that CloudFormation can read. */
export type FixedMember = typeof FIXED_MEMBERS[number];
/** A member with any text. */
export type FreeMember = typeof FREE_MEMBERS[number];

/**
 * What a backup knows of one execution: one version of an SSM parameter. All values are strings; an unknown one is empty.
 *
 * - `outcome`: an `Outcome` of execution-state.ts, `reused`, or `unknown` for a job that could not be followed; empty while the job runs.
 * - `trigger`: the last level of the name of the parameter, see trigger-name.ts.
 * - `fingerprint`: of what a change starts another job for.
 * - `requestId`, `logicalId`: the request of CloudFormation, and the custom resource.
 * - `idempotencyKey`: a hash of it.
 * - `origin`: one of `Origin`.
 * - `formerFingerprint`: the `fingerprint` of the custom resource before the update that started the execution. Should the update be rolled
 *   back, or have been, the recovery point of that fingerprint is the one that the template names.
 */
export type HistoryRecord = { readonly [M in FixedMember | FreeMember]: string };

/** Whose recovery point a record names. */
export const Origin = {
  /** A job of this very backup made it. */
  OWN: 'own',
  /** It existed already, and was used instead of a new one. Never deleted. */
  REUSED: 'reused',
} as const;

/** Outcomes of records that no job has. */
export const RecordedOutcome = {
  /** No job was started, because a recovery point was young enough. */
  REUSED: 'reused',
  /** The job was started but could not be followed: it may have left a recovery point. */
  UNKNOWN: 'unknown',
} as const;

/** A record in which nothing is known. */
export const EMPTY_RECORD = Object.fromEntries([...FIXED_MEMBERS, ...FREE_MEMBERS].map((member) => [member, ''])) as HistoryRecord;

/** The index of a member's value in `Fn::Split('"', value of the parameter)`. */
export function splitIndexOf(member: FixedMember): number {
  return 3 + 4 * FIXED_MEMBERS.indexOf(member);
}
