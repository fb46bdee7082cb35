import type { FaultSpec } from '../../../stand-in';
import { type Case, type Expected, FAILED, OK } from '../case';

type Kind = Omit<FaultSpec, 'operation'>;

const MALFORMED = ['invalid-json', 'truncated', 'empty', 'not-an-object', 'wrong-types'] as const;
const ATTRIBUTES = ['RecoveryPointArn', 'CreationDate', 'CompletionDate', 'ResourceType', 'BackupVaultArn', 'BackupSizeInBytes', 'PercentDone', 'ResourceArn'];

function error(name: string): Kind {
  return { kind: 'error', error: name } as Kind;
}


/** What passes: so many looks go wrong. */
const PASSING: readonly (readonly [string, Kind, number])[] = [
  ['throttled', { kind: 'throttle' }, 20],
  ['ResourceNotFoundException, as it is new', error('ResourceNotFoundException'), 3],
  ['DependencyFailureException', error('DependencyFailureException'), 10],
  ['ServiceUnavailableException', error('ServiceUnavailableException'), 10],
  ['InternalFailure', error('InternalFailure'), 10],
  ['AccessDeniedException, as IAM spreads', error('AccessDeniedException'), 5],
  ['HTTP 500 in HTML', { kind: 'http', status: 500 } as Kind, 5],
  ['HTTP 503 in HTML', { kind: 'http', status: 503 } as Kind, 5],
  ['HTTP 200 in HTML', { kind: 'http', status: 200 } as Kind, 5],
  ['connection reset', { kind: 'reset' }, 5],
  ['later than the client waits', { kind: 'slow', milliseconds: 3_600_000 } as Kind, 2],
  ...MALFORMED.map((body) => [`malformed: ${body}`, { kind: 'malformed', body } as Kind, 2] as const),
  ['without State', { kind: 'missing', members: ['State'] } as Kind, 5],
];

/** What stays: each look goes wrong, for ever. */
const LASTING: readonly (readonly [string, Kind, Partial<Expected>])[] = [
  ['throttled', { kind: 'throttle' }, { reason: /not known to have ended/ }],
  ...['ResourceNotFoundException', 'InvalidParameterValueException', 'MissingParameterValueException', 'AccessDeniedException', 'ExpiredTokenException']
    .map((name) => [name, error(name), { reason: new RegExp(`could not be followed.*DescribeBackupJob: ${name}`) }] as const),
  ['ServiceUnavailableException', error('ServiceUnavailableException'), {}],
  ['HTTP 404 in HTML', { kind: 'http', status: 404 } as Kind, {}],
  ['HTTP 503 in HTML', { kind: 'http', status: 503 } as Kind, {}],
  ['connection reset', { kind: 'reset' }, {}],
  ...MALFORMED.map((body) => [`malformed: ${body}`, { kind: 'malformed', body } as Kind, {}] as const),
  ['without State', { kind: 'missing', members: ['State'] } as Kind, {}],
];

function atLook(kind: Kind, more: Partial<FaultSpec> = {}): readonly FaultSpec[] {
  return [{ ...kind, operation: 'DescribeBackupJob', ...more } as FaultSpec];
}

const passing = PASSING.flatMap(([name, kind, times]): Case[] => [
  { name: `the first looks are ${name} × ${times}, COMPLETED`, on: 'Create', faults: atLook(kind, { times }), expected: OK },
  { name: `the second look is ${name}, FAILED`, on: 'Create', faults: atLook(kind, { times: 1, skip: 1 }), script: { outcome: 'FAILED' }, expected: FAILED },
]);

const lasting = LASTING.map(([name, kind, expected]): Case =>
  ({ name: `each look is ${name}`, on: 'Create', faults: atLook(kind), expected: { ...FAILED, ...expected } }));

const incomplete = ATTRIBUTES.map((member): Case =>
  ({ name: `each look is without ${member}`, on: 'Create', faults: atLook({ kind: 'missing', members: [member] } as Kind), expected: OK }));

/** Longer than what Step Functions hands from one state to the next. */
const TOO_LONG = JSON.stringify({ State: 'RUNNING', StatusMessage: 'x'.repeat(300_000) });
const long: readonly Case[] = [
  { name: 'one look tells more than a run can hold', on: 'Create', faults: atLook({ kind: 'http', status: 200, body: TOO_LONG, contentType: 'application/json' } as Kind, { times: 1 }), expected: OK },
  { name: 'the last look tells a message longer than an answer', on: 'Create', script: { outcome: 'FAILED', statusMessage: 'long '.repeat(2000) }, expected: FAILED },
  { name: 'the last look tells a message longer than an answer, COMPLETED', on: 'Create', script: { statusMessage: '"\u0001漢😀'.repeat(1000) }, expected: OK },
  { name: 'the last look tells a message longer than an answer, onFailure WARN', on: 'Create', script: { outcome: 'FAILED', statusMessage: '"\u0001漢😀'.repeat(1000) }, waitPolicy: { WarnOnFailure: true }, expected: { ...OK, run: 'FAILED' } },
];

/** Whatever DescribeBackupJob answers. */
export const DESCRIBE_FAULTS: readonly Case[] = [...passing, ...lasting, ...incomplete, ...long];
