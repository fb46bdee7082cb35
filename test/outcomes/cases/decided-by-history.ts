import { type HistoryRecord, SCHEMA } from '../../../src/request/history/history-record';
import { readRecord } from '../../../src/request/history/read-record';
import { writeRecord } from '../../../src/request/history/write-record';
import type { BackupStandIn, FaultSpec } from '../../../stand-in';
import { type Case, type Expected, FAILED, OK } from '../case';
import { stacksError } from '../local-stacks';
import { HISTORY } from '../run-case';

type Kind = Omit<FaultSpec, 'operation' | 'service'>;
type Parameters = BackupStandIn['parameters'];

const ON_DEPLOY = `${HISTORY}/on-deploy`;
const BEFORE_CHANGE = `${HISTORY}/before-change`;

/** Nothing is started, and the response describes the job before, or none. */
const FIRST: Expected = { status: 'SUCCESS', jobs: 0, names: 'first', record: 'none' };
const EMPTY: Expected = { status: 'SUCCESS', jobs: 0, names: 'none', record: 'none' };
/** A job is started, and the response describes it. */
const ANOTHER: Expected = { ...OK, names: 'last' };

/** Each Update, with its outcome when the history is known, and when it is not. */
const UPDATES: readonly (readonly [string, Pick<Case, 'on'> & Partial<Case>, Expected, Expected])[] = [
  ['an update of something else', { on: 'Update unchanged' }, FIRST, ANOTHER],
  ['an update of something else, before no change', { on: 'Update unchanged', properties: { Trigger: 'BEFORE_CHANGE' } }, FIRST, EMPTY],
  ['an update of something else, after the first deployment', { on: 'Update unchanged', properties: { Trigger: 'ON_FIRST_DEPLOY' } }, FIRST, ANOTHER],
  ['an update of the backup', { on: 'Update changed' }, ANOTHER, ANOTHER],
  ['an update in which nothing differs', { on: 'Update again' }, FIRST, ANOTHER],
  ['an update in which nothing differs, before a change', { on: 'Update again', properties: { Trigger: 'BEFORE_CHANGE' } }, FIRST, ANOTHER],
  ['a rollback', { on: 'Update in rollback' }, FIRST, EMPTY],
  ['a rollback, before a change', { on: 'Update in rollback', properties: { Trigger: 'BEFORE_CHANGE' } }, FIRST, EMPTY],
  ['a return to the last good state', { on: 'Update back' }, FIRST, ANOTHER],
  ['a return to the last good state, before a change', { on: 'Update back', properties: { Trigger: 'BEFORE_CHANGE' } }, FIRST, ANOTHER],
];

function each(what: string, isKnown: boolean, more: Partial<Case>): Case[] {
  return UPDATES.map(([name, row, known, unknown]) => ({ name: `${name}: the history ${what}`, ...row, ...more, expected: isKnown ? known : unknown }));
}

function reading(kind: object, times?: number): Pick<Case, 'faults'> {
  return { faults: [{ service: 'ssm', operation: 'GetParameterHistory', ...kind, times } as FaultSpec] };
}

const DENIED = { kind: 'error', error: 'AccessDeniedException', message: 'User is not authorized to perform: ssm:GetParameterHistory' } as Kind;
const FORBIDDEN = { ...DENIED, message: 'User is not authorized to perform: ssm:GetParameterHistory with an explicit deny in a service control policy' } as Kind;

const PASSING: readonly (readonly [string, object, number])[] = [
  ['throttled', { kind: 'throttle' }, 1],
  ['throttled', { kind: 'throttle' }, 30],
  ['InternalServerError', { kind: 'error', error: 'InternalServerError' }, 5],
  ['forbidden, as IAM spreads', DENIED, 5],
  ['connection reset', { kind: 'reset' }, 4],
  ['HTTP 503 in HTML', { kind: 'http', status: 503 }, 3],
  ['later than the client waits', { kind: 'slow', milliseconds: 3_600_000 }, 1],
  ['malformed', { kind: 'malformed', body: 'truncated' }, 2],
  ['without the versions', { kind: 'missing', members: ['Parameters'] }, 2],
];
const LASTING: readonly (readonly [string, object])[] = [
  ['throttled', { kind: 'throttle' }],
  ['forbidden', DENIED],
  ['forbidden by a policy', FORBIDDEN],
  ['InvalidKeyId', { kind: 'error', error: 'InvalidKeyId' }],
  ['InternalServerError', { kind: 'error', error: 'InternalServerError' }],
  ['connection reset', { kind: 'reset' }],
];

const faults: readonly Case[] = [
  ...PASSING.flatMap(([what, kind, times]) => each(`is ${what} × ${times}`, true, reading(kind, times))),
  ...LASTING.flatMap(([what, kind]) => each(`is always ${what}`, false, reading(kind))),
];

/** Changes the parameters that are there. */
function edit(change: (name: string, parameters: Parameters) => void): Pick<Case, 'history'> {
  return {
    history: (parameters) => [ON_DEPLOY, BEFORE_CHANGE].filter((name) => parameters.find(name) !== undefined)
      .forEach((name) => change(name, parameters)),
  };
}

/** Writes all records again, each with other members. */
function rewritten(members: Partial<HistoryRecord>): Pick<Case, 'history'> {
  return edit((name, parameters) => {
    const records = parameters.values(name).map((value) => readRecord(value) as HistoryRecord);
    parameters.delete(name);
    records.forEach((record) => parameters.put(name, writeRecord({ ...record, ...members })));
  });
}

/** Records of 100 former jobs, and then those that are there: the oldest are gone. */
const hundred = (label?: number): Pick<Case, 'history'> => edit((name, parameters) => {
  const values = [...parameters.values(name)];
  parameters.delete(name);
  const [record] = values.map((value) => readRecord(value) as HistoryRecord);
  for (let version = 1; version <= 100; version++) {
    parameters.put(name, writeRecord({ ...record, backupJobId: `former-${version}`, fingerprint: `former-${version}`, creationDate: '2020-01-01T00:00:00.000Z' }));
  }
  if (label !== undefined) { parameters.label(name, 'keep', label); }
  values.forEach((value) => parameters.put(name, value));
});

const contents: readonly Case[] = [
  ...each('is there', true, {}),
  ...each('is missing', false, edit((name, parameters) => parameters.delete(name))),
  ...each('is edited by hand', true, edit((name, parameters) => ['by hand', '[]', '{"outcome":"succeeded"}'].forEach((value) => parameters.put(name, value)))),
  ...each('holds nothing but what was written by hand', false, edit((name, parameters) => {
    parameters.delete(name);
    parameters.put(name, 'by hand');
  })),
  ...each('is from a newer schema', true, edit((name, parameters) => {
    const values = parameters.values(name).map((value) => value.replace(`"schema":"${SCHEMA}"`, '"schema":"2","added":"x"'));
    parameters.delete(name);
    values.forEach((value) => parameters.put(name, value));
  })),
  ...each('is at 100 versions', true, hundred()),
  ...each('has a label set by hand', true, hundred(50)),
  ...each('is that of a former stack of the same name', false, rewritten({ stackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/orders/former' })),
  ...each('is written twice', true, edit((name, parameters) => [...parameters.values(name)].forEach((value) => parameters.put(name, value)))),
];

const encrypted: readonly Case[] = UPDATES.filter(([, { properties }]) => properties === undefined)
  .map(([name, row, known]) => ({ name: `${name}: the history is encrypted`, ...row, properties: { HistoryKey: 'alias/history' }, expected: known }));

const FORGOTTEN: FaultSpec = { kind: 'error', operation: 'DescribeBackupJob', error: 'ResourceNotFoundException' } as FaultSpec;
const GOES_ON = { Accepted: true } as const;

/** What AWS Backup has forgotten, the history knows. */
const forgotten: readonly Case[] = (['Update unchanged', 'Update again', 'Update in rollback', 'Update back'] as const).flatMap((on): Case[] => [
  { name: `${on}: AWS Backup has forgotten the job, the history has not`, on, faults: [FORGOTTEN], expected: { ...FIRST, outcome: 'succeeded' } },
]);

const FAILING = { outcome: 'FAILED' } as const;
const SHORT = { TimeoutSeconds: 600 } as const;

const retries: readonly Case[] = [
  ...(['FAILED', 'EXPIRED', 'ABORTED', 'PARTIAL'] as const).map((outcome): Case =>
    ({ name: `a retry after ${outcome}`, on: 'Update again', before: { outcome }, expected: ANOTHER })),
  {
    name: 'a retry after a start that was refused',
    on: 'Update again',
    before: FAILING,
    history: (parameters) => {
      const record = readRecord(parameters.values(ON_DEPLOY).at(-1)) as HistoryRecord;
      parameters.delete(ON_DEPLOY);
      parameters.put(ON_DEPLOY, writeRecord({ ...record, backupJobId: '', recoveryPointArn: '' }));
    },
    expected: ANOTHER,
  },
  { name: 'a retry that fails again', on: 'Update again', before: FAILING, script: FAILING, expected: FAILED },
  { name: 'a retry before a change', on: 'Update again', before: FAILING, properties: { Trigger: 'BEFORE_CHANGE' }, expected: ANOTHER },
  { name: 'a retry before a change that fails again', on: 'Update again', before: FAILING, script: FAILING, properties: { Trigger: 'BEFORE_CHANGE' }, expected: { ...FAILED, reason: /nothing was changed/ } },
  { name: 'a retry with issues, which count as a failure', on: 'Update again', before: { messageCategory: 'VSS_ERROR' }, beforeHandling: { FailOnIssues: true }, waitPolicy: { FailOnIssues: true }, expected: ANOTHER },
  { name: 'no retry with issues that do not count', on: 'Update again', before: { messageCategory: 'VSS_ERROR' }, expected: { ...FIRST, outcome: 'succeededWithIssues' } },
  { name: 'a retry with another timeout', on: 'Update unchanged', before: FAILING, waitPolicy: SHORT, expected: ANOTHER },
  { name: 'a retry with another timeout, before a change', on: 'Update unchanged', before: FAILING, waitPolicy: SHORT, properties: { Trigger: 'BEFORE_CHANGE' }, expected: ANOTHER },
  { name: 'no retry of a failure that only warned', on: 'Update unchanged', before: FAILING, beforeHandling: { WarnOnFailure: true }, waitPolicy: { WarnOnFailure: true }, expected: { ...FIRST, outcome: 'failed', run: 'any' } },
  { name: 'a retry whose job still runs waits for it', on: 'Update again', before: { runningSeconds: 900 }, beforeHandling: SHORT, waitPolicy: SHORT, expected: { ...OK, jobs: 0, names: 'first', outcome: 'succeeded' } },
  { name: 'a retry whose job fails at last fails', on: 'Update again', before: { runningSeconds: 900, outcome: 'FAILED' }, beforeHandling: SHORT, waitPolicy: SHORT, expected: { ...FAILED, jobs: 0 } },
  { name: 'a retry whose job AWS Backup has forgotten makes another', on: 'Update again', before: { runningSeconds: 700 }, beforeHandling: SHORT, waitPolicy: SHORT, faults: [{ ...FORGOTTEN, times: 1 }], expected: ANOTHER },
  { name: 'a retry in a rollback starts none', on: 'Update again', before: FAILING, stack: { status: 'UPDATE_ROLLBACK_IN_PROGRESS' }, expected: { ...FIRST, outcome: 'failed' } },
];

const NO_STATUS = Array.from({ length: 999 }, () => stacksError('AccessDenied', 'may not', 403));
const BACK = { on: 'Update back' } as const;

/** With rollback off, and in express mode. */
const returns: readonly Case[] = [
  ...(['FAILED', 'EXPIRED', 'ABORTED', 'PARTIAL'] as const).map((outcome): Case =>
    ({ ...BACK, name: `rollback off, after ${outcome}`, failedUpdate: { outcome }, expected: { ...FIRST, outcome: 'succeeded', reason: /returns to its last good state/ } })),
  { ...BACK, name: 'rollback off, after a timeout', failedUpdate: { runningSeconds: 'forever' }, expected: FIRST },
  { ...BACK, name: 'rollback off, without the status', stacksFaults: NO_STATUS, expected: FIRST },
  { ...BACK, name: 'rollback off, the stack has failed already', stack: { status: 'UPDATE_FAILED' }, expected: FIRST },
  { ...BACK, name: 'rollback off, first deployment', properties: { Trigger: 'ON_FIRST_DEPLOY' }, expected: FIRST },
  { ...BACK, name: 'a change back after a backup that was good', failedUpdate: {}, expected: ANOTHER },
  { ...BACK, name: 'a change back after a failure that only warned', beforeHandling: { WarnOnFailure: true }, waitPolicy: { WarnOnFailure: true }, expected: ANOTHER },
  { ...BACK, name: 'a change back while the job goes on', beforeHandling: GOES_ON, waitPolicy: GOES_ON, failedUpdate: { runningSeconds: 9000 }, expected: { ...ANOTHER, record: {} } },
];

/** What the history decides, whatever it holds and however it answers. */
export const DECIDED_BY_HISTORY: readonly Case[] = [...faults, ...contents, ...encrypted, ...forgotten, ...retries, ...returns];
