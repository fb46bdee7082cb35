import { type HistoryRecord, SCHEMA } from '../../../src/request/history/history-record';
import { writeRecord } from '../../../src/request/history/write-record';
import type { FaultSpec } from '../../../stand-in';
import { recordWith } from '../../request/history/fixture';
import { type Case, type Expected, FAILED, NOTHING, OK } from '../case';
import { HISTORY } from '../run-case';

type Kind = Omit<FaultSpec, 'operation' | 'service'>;

const KEPT: Expected = { status: 'SUCCESS', jobs: 1 };
const TRIGGER = `${HISTORY}/on-deploy`;
const LATEST = `${HISTORY}/latest`;
const POINT = 'arn:aws:backup:eu-west-1:111122223333:recovery-point:d99699e7-e183-477e-bfcd-ccb1c6e5455e';
const MALFORMED = ['invalid-json', 'truncated', 'empty', 'not-an-object', 'wrong-types'] as const;
const DENIED = {
  kind: 'error', error: 'AccessDeniedException', message: 'User: arn:aws:sts::111122223333:assumed-role/x is not authorized to perform: ssm:PutParameter',
} as Kind;
const FORBIDDEN = { ...DENIED, message: 'User is not authorized to perform: ssm:PutParameter with an explicit deny in a service control policy' } as Kind;

/** Faults of each call to Parameter Store, or of one operation. */
function faulty(kind: Kind, times?: number, operation?: FaultSpec['operation']): Pick<Case, 'faults'> {
  return { faults: [{ service: 'ssm', ...kind, times, operation } as FaultSpec] };
}

function good(creationDate: string, members: Partial<HistoryRecord> = {}): string {
  return writeRecord(recordWith({ outcome: 'succeeded', recoveryPointArn: POINT, backupJobId: 'of-another', creationDate, ...members }));
}

/** One of an earlier job, which can be read: that none is there is an error, too, and a broken one is another error. */
const withLatest: Case['history'] = (parameters) => parameters.put(LATEST, good('2020-01-01T00:00:00.000Z'));

function create(name: string, expected: Expected, more: Partial<Case> = {}): Case {
  return { name: `history: ${name}`, on: 'Create', expected, ...more };
}

/** Parameter Store goes wrong so often, and then both parameters are written. */
const PASSING: readonly (readonly [string, Kind, number])[] = [
  ['throttled', { kind: 'throttle' } as Kind, 1],
  ['throttled', { kind: 'throttle' } as Kind, 12],
  ['TooManyUpdates', { kind: 'error', error: 'TooManyUpdates' } as Kind, 5],
  ['InternalServerError', { kind: 'error', error: 'InternalServerError' } as Kind, 5],
  ['forbidden, as IAM spreads', DENIED, 4],
  ['connection reset', { kind: 'reset' } as Kind, 4],
  ['connection reset, after the work', { kind: 'reset', when: 'after' } as Kind, 4],
  ['later than the client waits', { kind: 'slow', milliseconds: 3_600_000 } as Kind, 2],
  ...[429, 500, 502, 503].map((status) => [`HTTP ${status} in HTML`, { kind: 'http', status } as Kind, 3] as const),
  ['HTTP 200 in HTML', { kind: 'http', status: 200 } as Kind, 2],
  ...MALFORMED.map((body) => [`malformed: ${body}`, { kind: 'malformed', body } as Kind, 2] as const),
];

/** It goes wrong for ever. */
const LASTING: readonly (readonly [string, Kind, RegExp])[] = [
  ['throttled', { kind: 'throttle' } as Kind, /ThrottlingException/],
  ['forbidden', DENIED, /not authorized to perform: ssm:PutParameter/],
  ['forbidden by a policy', FORBIDDEN, /explicit deny/],
  ['TooManyUpdates', { kind: 'error', error: 'TooManyUpdates' } as Kind, /TooManyUpdates/],
  ['ParameterLimitExceeded', { kind: 'error', error: 'ParameterLimitExceeded' } as Kind, /ParameterLimitExceeded/],
  ['InvalidKeyId', { kind: 'error', error: 'InvalidKeyId' } as Kind, /InvalidKeyId/],
  ['HierarchyTypeMismatchException', { kind: 'error', error: 'HierarchyTypeMismatchException' } as Kind, /HierarchyTypeMismatch/],
  ['connection reset', { kind: 'reset' } as Kind, /ECONNRESET|socket hang up/],
  ['HTTP 500 in HTML', { kind: 'http', status: 500 } as Kind, /PutParameter/],
  ['HTTP 404 in HTML', { kind: 'http', status: 404 } as Kind, /PutParameter/],
];

const LACKS = /The history of the backup lacks this execution: \/cdk-on-demand-backup\/orders\/OrdersBackup\/on-deploy: PutParameter/;

const faults: readonly Case[] = [
  ...PASSING.flatMap(([what, kind, times]) => [
    create(`${what} × ${times}`, { ...OK, latest: 'succeeded' }, { ...faulty(kind, times), history: withLatest }),
    create(`${what} × ${times}, of a job that FAILED`, { ...FAILED, latest: '' }, { ...faulty(kind, times), script: { outcome: 'FAILED' } }),
    create(`${what} × ${times}, of a start that was refused`, { ...NOTHING, latest: '' }, {
      faults: [...faulty(kind, times).faults ?? [], { kind: 'error', error: 'InvalidRequestException', operation: 'StartBackupJob' }],
    }),
  ]),
  ...PASSING.filter(([what]) => what !== 'TooManyUpdates').map(([what, kind, times]) => create(
    `reading the newest good record is ${what} × ${times}`, { ...OK, latest: 'succeeded' }, { ...faulty(kind, times, 'GetParameter'), history: withLatest },
  )),
  ...LASTING.flatMap(([what, kind, reason]): Case[] => [
    create(`${what}, always`, { ...OK, record: 'none', latest: '', reason: LACKS }, faulty(kind, undefined, 'PutParameter')),
    create(`${what}, always, and says why`, { ...OK, record: 'none', reason }, faulty(kind, undefined, 'PutParameter')),
    create(`${what}, always, of a job that FAILED`, { ...FAILED, record: 'none', reason }, { ...faulty(kind, undefined, 'PutParameter'), script: { outcome: 'FAILED' } }),
    create(`${what}, always, of a job that never ends`, { ...FAILED, record: 'none', reason: /still RUNNING/ }, { ...faulty(kind, undefined, 'PutParameter'), script: { runningSeconds: 'forever' } }),
    create(`${what}, always, of a job that is accepted`, { ...OK, record: 'none', reason }, { ...faulty(kind, undefined, 'PutParameter'), waitPolicy: { Accepted: true } }),
    create(`only the newest good record is ${what}, always`, { ...OK, record: { outcome: 'succeeded' }, latest: '', reason: /lacks this execution: \S+\/latest: / }, {
      faults: [{ service: 'ssm', ...kind, operation: 'PutParameter', resource: LATEST } as FaultSpec],
    }),
  ]),
  create('the newest good record may not be read', { ...OK, record: { outcome: 'succeeded' }, latest: '', reason: /\/latest: GetParameter: AccessDenied/ }, faulty(DENIED, undefined, 'GetParameter')),
  create('the last calls of a timeout are throttled', { ...FAILED, record: 'none', reason: /still RUNNING after 57 minutes.*ThrottlingException/ }, {
    ...faulty({ kind: 'throttle' } as Kind), script: { runningSeconds: 'forever' },
  }),
];

function hundred(value = good('2020-01-01T00:00:00.000Z')): Case['history'] {
  return (parameters) => Array.from({ length: 100 }, () => parameters.put(TRIGGER, value));
}

const NEWER = good('2099-01-01T00:00:00.000Z');

const contents: readonly Case[] = [
  create('is at 100 versions', { ...OK, latest: 'succeeded' }, { history: hundred() }),
  create('is at 100 versions with a label on the oldest', { ...OK, record: 'none', reason: /on-deploy: PutParameter: ParameterMaxVersionLimitExceeded/ }, {
    history: (parameters) => {
      hundred()?.(parameters);
      parameters.label(TRIGGER, 'keep', 1);
    },
  }),
  create('is at 100 versions with a label on another one', OK, {
    history: (parameters) => {
      hundred()?.(parameters);
      parameters.label(TRIGGER, 'keep', 50);
    },
  }),
  ...([
    ['is not JSON', 'by hand', 'succeeded'],
    ['is JSON and no record', '[1, 2]', 'succeeded'],
    ['has no date', good(''), 'succeeded'],
    ['has a date that is none', good('yesterday'), 'succeeded'],
    ['is of an earlier job', good('2020-01-01T00:00:00.000Z'), 'succeeded'],
    ['is of a newer schema and an earlier job', good('2020-01-01T00:00:00.000Z').replace(`"schema":"${SCHEMA}"`, '"schema":"2","added":"x"'), 'succeeded'],
  ] as const).map(([what, value, latest]) => create(`the newest good record ${what}`, { ...OK, latest }, { history: (parameters) => parameters.put(LATEST, value) })),
  create('the newest good record is of a later job', { ...OK, record: { outcome: 'succeeded' }, latest: 'succeeded' }, { history: (parameters) => parameters.put(LATEST, NEWER) }),
  create('the records of the trigger are not JSON', OK, { history: (parameters) => parameters.put(TRIGGER, 'by hand') }),
  create('is a list of strings', { ...OK, record: 'none', reason: /lacks this execution: \S+\/on-deploy: PutParameter/ }, { history: (parameters) => parameters.put(TRIGGER, 'a,b', 'StringList') }),
  create('a revision refers to a parameter', { ...OK, record: { revision: '{ {x}}', outcome: 'succeeded' } }, { properties: { Revision: '{{x}}' } }),
  create('a revision has quotes and is long', { ...OK, record: { outcome: 'succeeded' } }, { properties: { Revision: `"\\${'é'.repeat(5000)}` } }),
  create('a message of the job is long and refers to a secret', { ...FAILED, record: { outcome: 'failed' } }, {
    script: { outcome: 'FAILED', statusMessage: `{{resolve:secretsmanager:x}} ${'"'.repeat(3000)}` },
  }),
  create('is encrypted', { ...OK, latest: 'succeeded' }, { properties: { HistoryKey: 'alias/history' } }),
  create('has a name that Parameter Store refuses', { ...OK, record: 'none', reason: /lacks this execution: \/aws\/x\/on-deploy: / }, { properties: { History: '/aws/x' } }),
  create('is not asked for', { ...OK, record: 'none', latest: '' }, { properties: { History: undefined } }),
  create('its name is empty', { ...OK, record: 'none', latest: '' }, { properties: { History: '' } }),
];

const FOREVER = { runningSeconds: 'forever' } as const;

const ends: readonly Case[] = [
  ...([['fails', undefined, FAILED], ['goes on', 'CONTINUE', { ...OK, run: 'FAILED' }], ['stops it', 'STOP', FAILED], ['hands it on', 'HAND_ON', OK]] as const)
    .map(([what, OnTimeout, expected]) => create(`the job never ends: ${what}`, { ...expected, record: { outcome: 'timedOut' }, latest: '' }, {
      script: FOREVER, waitPolicy: { OnTimeout, TimeoutSeconds: 600 },
    })),
  create('the deployment goes on before the end of a job', { ...OK, record: { outcome: 'succeeded' }, latest: 'succeeded' }, {
    script: { runningSeconds: 900 }, waitPolicy: { OnTimeout: 'CONTINUE', TimeoutSeconds: 600 },
  }),
  create('accepted', { ...OK, record: { outcome: 'succeeded' }, latest: 'succeeded' }, { waitPolicy: { Accepted: true } }),
  create('accepted, FAILED later', { ...OK, run: 'FAILED', record: { outcome: 'failed' }, latest: '' }, { script: { outcome: 'FAILED' }, waitPolicy: { Accepted: true } }),
  create('throttled for two minutes', { ...OK, latest: 'succeeded' }, faulty({ kind: 'throttle' } as Kind, 15)),
  { name: 'history: the next of a chain', on: 'Create that continues', before: { runningSeconds: 900 }, beforeHandling: { OnTimeout: 'HAND_ON', TimeoutSeconds: 600 }, expected: { ...OK, jobs: 0, record: { outcome: 'succeeded', requestId: 'first' }, latest: 'succeeded' } },
  { name: 'history: an update that runs no job', on: 'Update unchanged', expected: { ...KEPT, jobs: 0, record: { outcome: 'succeeded', requestId: 'first' } } },
  { name: 'history: a rollback', on: 'Update in rollback', expected: { ...KEPT, jobs: 0, record: 'none', latest: 'succeeded' } },
];

/** What the history meets while it is written. */
export const HISTORY_CASES: readonly Case[] = [...faults, ...contents, ...ends];
