import type { FaultSpec } from '../../../stand-in';
import { type Case, type Expected, FAILED, NOTHING, OK } from '../case';

type Kind = Omit<FaultSpec, 'operation'>;

const CANNOT_BE_ASSUMED = { kind: 'error', error: 'InvalidParameterValueException', message: 'IAM Role arn:aws:iam::1:role/x cannot be assumed by AWS Backup' } as const;
const LACKS_PERMISSIONS = {
  kind: 'error', error: 'InvalidParameterValueException', message: 'IAM Role arn:aws:iam::1:role/x does not have sufficient permissions to execute the backup.',
} as const;
const NOT_READY = { kind: 'error', error: 'InvalidRequestException', message: 'Instance orders is not currently in the available state' } as const;
const MALFORMED = ['invalid-json', 'truncated', 'empty', 'not-an-object', 'wrong-types'] as const;

function error(name: string): Kind {
  return { kind: 'error', error: name } as Kind;
}

/** What passes: so many calls go wrong, and then the job is started. */
const PASSING: readonly (readonly [string, Kind, number])[] = [
  ['throttled', { kind: 'throttle' }, 20],
  ['ServiceUnavailableException', error('ServiceUnavailableException'), 10],
  ['ServiceUnavailableException, after the work', { ...error('ServiceUnavailableException'), when: 'after' }, 3],
  ['InternalFailure', error('InternalFailure'), 10],
  ['RequestTimeoutException', error('RequestTimeoutException'), 3],
  ['AccessDeniedException, as IAM spreads', error('AccessDeniedException'), 5],
  ['UnrecognizedClientException, as IAM spreads', error('UnrecognizedClientException'), 5],
  ['role cannot be assumed, as IAM spreads', CANNOT_BE_ASSUMED, 1],
  ['role cannot be assumed, as IAM spreads', CANNOT_BE_ASSUMED, 6],
  ['role lacks permissions, as IAM spreads', LACKS_PERMISSIONS, 1],
  ['role lacks permissions, as IAM spreads', LACKS_PERMISSIONS, 6],
  ['resource is not ready', NOT_READY, 1],
  ['resource is not ready', NOT_READY, 4],
  ...[500, 502, 503, 504, 429].map((status) => [`HTTP ${status} in HTML`, { kind: 'http', status } as Kind, 5] as const),
  ['HTTP 200 in HTML', { kind: 'http', status: 200 } as Kind, 2],
  ['HTTP 200 in HTML, after the work', { kind: 'http', status: 200, when: 'after' } as Kind, 2],
  ['connection reset', { kind: 'reset' }, 5],
  ['connection reset, after the work', { kind: 'reset', when: 'after' }, 5],
  ['later than the client waits', { kind: 'slow', milliseconds: 3_600_000 } as Kind, 2],
  ...MALFORMED.map((body) => [`malformed: ${body}`, { kind: 'malformed', body } as Kind, 1] as const),
  ['without BackupJobId', { kind: 'missing', members: ['BackupJobId'] } as Kind, 3],
  ['without CreationDate', { kind: 'missing', members: ['CreationDate'] } as Kind, 3],
  ['without anything but BackupJobId', { kind: 'missing', members: ['CreationDate', 'RecoveryPointArn', 'IsParent'] } as Kind, 3],
];

/** What stays: each start goes wrong, for ever. */
const LASTING: readonly (readonly [string, Kind, Partial<Expected>])[] = [
  ['throttled', { kind: 'throttle' }, { reason: /still throttled/ }],
  ...[
    'InvalidParameterValueException', 'InvalidRequestException', 'LimitExceededException', 'MissingParameterValueException',
    'ResourceNotFoundException', 'ServiceUnavailableException', 'AccessDeniedException', 'ExpiredTokenException', 'IncompleteSignatureException',
    'InternalFailure', 'InvalidSignatureException', 'MissingAuthenticationTokenException', 'OptInRequired', 'RequestTimeoutException',
    'SerializationException', 'UnknownOperationException', 'UnrecognizedClientException',
  ].map((name) => [name, error(name), { reason: new RegExp(`StartBackupJob: ${name}`) }] as const),
  ['role cannot be assumed', CANNOT_BE_ASSUMED, { reason: /cannot be assumed.*Likely cause/ }],
  ['role lacks permissions', LACKS_PERMISSIONS, { reason: /sufficient permissions to execute the backup/ }],
  ['resource is not ready', NOT_READY, { reason: /No backup job was started for \S+ in 5 attempts\. .*available state/ }],
  ['HTTP 500 in HTML', { kind: 'http', status: 500 } as Kind, {}],
  ['HTTP 404 in HTML', { kind: 'http', status: 404 } as Kind, {}],
  ['HTTP 302', { kind: 'http', status: 302 } as Kind, {}],
  ['connection reset', { kind: 'reset' }, {}],
  ['connection reset, after the work', { kind: 'reset', when: 'after' }, { jobs: 1 }],
  ...MALFORMED.map((body) => [`malformed: ${body}`, { kind: 'malformed', body } as Kind, { jobs: 1 }] as const),
  ['without BackupJobId', { kind: 'missing', members: ['BackupJobId'] } as Kind, { jobs: 1 }],
];

function atStart(kind: Kind, times?: number): readonly FaultSpec[] {
  return [{ ...kind, operation: 'StartBackupJob', ...times !== undefined && { times } } as FaultSpec];
}

/** The SDK tells of a member of a wrong type by an error of its own, which is taken for a refusal, also where the job was started. */

const passing = PASSING.flatMap(([name, kind, times]): Case[] => [
  { name: `the start is ${name} × ${times}, COMPLETED`, on: 'Create', faults: atStart(kind, times), expected: OK },
  { name: `the start is ${name} × ${times}, FAILED`, on: 'Update changed', faults: atStart(kind, times), script: { outcome: 'FAILED' }, expected: { ...FAILED } },
]);

const lasting = LASTING.flatMap(([name, kind, expected]): Case[] => [
  { name: `the start is ${name}, always`, on: 'Create', faults: atStart(kind), expected: { ...NOTHING, ...expected } },
  {
    name: `the start is ${name}, always, onFailure WARN`,
    on: 'Create',
    faults: atStart(kind),
    waitPolicy: { WarnOnFailure: true },
    expected: { ...NOTHING, status: 'SUCCESS', run: 'FAILED', ...expected },
  },
]);

/** Whatever StartBackupJob answers. */
export const START_FAULTS: readonly Case[] = [...passing, ...lasting];
