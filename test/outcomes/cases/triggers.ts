import { type FaultSpec } from '../../../stand-in';
import { type Case, type Expected, FAILED, NOTHING, OK } from '../case';
import type { LocalFault } from '../local-server';
import { stacksError } from '../local-stacks';

const SKIPPED: Expected = { status: 'SUCCESS', jobs: 0, outcome: 'skipped', run: 'SUCCEEDED' };
const UNCHANGED = { reason: /nothing was changed/ };
const DENIED = stacksError('AccessDenied', 'is not authorized to perform: cloudformation:DescribeStackResource', 403);
const HTML = { status: 200, type: 'text/html', body: '<html>' };
const EMPTY = { status: 200, type: 'text/xml', body: '<DescribeStackResourceResponse><DescribeStackResourceResult/></DescribeStackResourceResponse>' };

function times(count: number, fault: LocalFault): readonly LocalFault[] {
  return Array.from({ length: count }, () => fault);
}

function before(name: string, expected: Expected, more: Partial<Case> = {}): Case {
  return { name: `before a change: ${name}`, on: 'Create before a change', expected, ...more };
}

function atPlace(id: string, status: string): Partial<Case> {
  return { resources: { 'orders/FileSystem': [id, status] } };
}

const beforeChange: readonly Case[] = [
  before('the resource is there', OK),
  before('the resource is there, FAILED', { ...FAILED, ...UNCHANGED }, { script: { outcome: 'FAILED' } }),
  before('the resource is there, FAILED, onFailure WARN', { ...OK, run: 'FAILED', outcome: 'failed' }, { script: { outcome: 'FAILED' }, waitPolicy: { WarnOnFailure: true } }),
  before('the resource is there, never ends', { ...FAILED, ...UNCHANGED }, { script: { runningSeconds: 'forever' } }),
  before('the resource is there, the start is throttled × 20', OK, { faults: [{ kind: 'throttle', operation: 'StartBackupJob', times: 20 }] }),
  before('the stack has no such resource', SKIPPED, { resources: {} }),
  before('the resource has no id', SKIPPED, atPlace('', 'CREATE_IN_PROGRESS')),
  ...['CREATE_IN_PROGRESS', 'CREATE_FAILED', 'DELETE_COMPLETE', 'DELETE_SKIPPED'].map((status) => before(`the resource is ${status}`, SKIPPED, atPlace('fs-01234567', status))),
  before('the resource is of another type than its id', { ...NOTHING, reason: /nothing was changed.*fs\|1/ }, atPlace('fs|1', 'CREATE_COMPLETE')),
  before('the question is throttled × 2', OK, { stacksFaults: times(2, stacksError('Throttling', 'Rate exceeded')) }),
  before('the question is throttled longer than the SDK tries', OK, { stacksFaults: times(4, stacksError('Throttling', 'Rate exceeded')) }),
  before('the question is InternalFailure × 4', OK, { stacksFaults: times(4, stacksError('InternalFailure', 'oh', 500)) }),
  before('the question is reset × 4', OK, { stacksFaults: times(4, 'reset') }),
  before('the answer is reset × 4', OK, { stacksFaults: times(4, 'reset after') }),
  before('the answer is HTML', OK, { stacksFaults: [HTML] }),
  before('the answer is empty', OK, { stacksFaults: [EMPTY] }),
  before('the question is AccessDenied, as IAM spreads', OK, { stacksFaults: times(5, DENIED) }),
  before('the question is always AccessDenied', { ...NOTHING, reason: /nothing was changed.*DescribeStackResource: AccessDenied/ }, { stacksFaults: times(99, DENIED) }),
  before('the question is refused', { ...NOTHING, ...UNCHANGED }, { stacksFaults: [stacksError('ValidationError', 'Value at stackName is too long')] }),
];

const KEPT: Expected = { status: 'SUCCESS', jobs: 1 };
const STOPPED: Expected = { status: 'FAILED', jobs: 1, reason: /nothing was deleted.*--retain-resources OrdersBackup1A2B3C4D/ };
const WARN = { WarnOnFailure: true, OnTimeout: 'CONTINUE' } as const;
const NO_STATUS = times(99, stacksError('AccessDenied', 'may not', 403));

function final(name: string, expected: Expected, more: Partial<Case> = {}): Case {
  return { name: `final backup: ${name}`, on: 'Final Delete', expected, ...more };
}

const onDelete: readonly Case[] = [
  final('COMPLETED', { ...KEPT, outcome: 'succeeded' }),
  ...(['FAILED', 'EXPIRED', 'ABORTED', 'PARTIAL'] as const).flatMap((outcome) => [
    final(outcome, STOPPED, { script: { outcome } }),
    final(`${outcome}, onFailure WARN`, { ...KEPT, run: 'FAILED' }, { script: { outcome }, waitPolicy: WARN }),
  ]),
  final('never ends', STOPPED, { script: { runningSeconds: 'forever' } }),
  final('takes longer, onFailure WARN', { ...KEPT, outcome: 'timedOut' }, { script: { runningSeconds: 9000 }, waitPolicy: WARN }),
  final('gave way once', { ...KEPT, jobs: 2 }, { script: [{ outcome: 'FAILED', messageCategory: 'CONCURRENT_JOB' }, {}] }),
  final('the start is throttled × 20', KEPT, { faults: [{ kind: 'throttle', operation: 'StartBackupJob', times: 20 }] }),
  final('the start is always throttled', { ...STOPPED, jobs: 0 }, { faults: [{ kind: 'throttle', operation: 'StartBackupJob' }] }),
  final('the resource is gone', { ...STOPPED, jobs: 0 }, { faults: [{ kind: 'error', operation: 'StartBackupJob', error: 'ResourceNotFoundException' }] }),
  final('the resource is gone, onFailure WARN', { ...KEPT, jobs: 0, run: 'FAILED' }, {
    faults: [{ kind: 'error', operation: 'StartBackupJob', error: 'ResourceNotFoundException' }], waitPolicy: WARN,
  }),
  final('the stack cannot be asked', KEPT, { stacksFaults: NO_STATUS }),
  final('the stack cannot be asked, FAILED', STOPPED, { stacksFaults: NO_STATUS, script: { outcome: 'FAILED' } }),
  final('the answer is not taken twice', KEPT, { answerFaults: [500, 'reset'] }),
  { name: 'final backup in an update', on: 'Final Delete in an update', expected: KEPT },
  { name: 'final backup in an update, FAILED', on: 'Final Delete in an update', script: { outcome: 'FAILED' }, expected: { ...STOPPED, reason: /may delete the resource all the same/ } },
  { name: 'no final backup in a rollback', on: 'Final Delete in a rollback', expected: { ...KEPT, jobs: 0 } },
];

const NOT_READY = { outcome: 'FAILED', messageCategory: 'INVALID_STATE' } as const;
const TEN_MINUTES = { TimeoutSeconds: 600 } as const;
const NO_BACKUP: Expected = { ...STOPPED, jobs: 0, reason: /may delete the resource all the same/ };

function again(name: string, expected: Expected, more: Partial<Case> = {}): Case {
  return { name: `final backup in an update, second attempt: ${name}`, on: 'Final Delete in an update, second attempt', before: { outcome: 'FAILED' }, expected, ...more };
}

/** CloudFormation tries a deletion in the clean-up of an update three times. */
const attempts: readonly Case[] = [
  again('the job FAILED, and the next one is COMPLETED', { ...KEPT, outcome: 'succeeded' }, { script: {} }),
  again('the job FAILED, and so does the next one', { ...NO_BACKUP, jobs: 1 }),
  again('the job FAILED, onFailure WARN', { ...KEPT, jobs: 1, run: 'FAILED' }, { waitPolicy: WARN }),
  again('the job FAILED when the time was up', { ...NO_BACKUP, reason: /ended FAILED.*An earlier attempt of this deletion started it, and `timeout` is over/ }, {
    before: { runningSeconds: 580, outcome: 'FAILED' }, beforeHandling: TEN_MINUTES, waitPolicy: { TimeoutSeconds: 60 },
  }),
  again('the job goes on, and so does the time', { ...KEPT, jobs: 0, outcome: 'succeeded' }, {
    before: { runningSeconds: 700 }, beforeHandling: TEN_MINUTES, waitPolicy: { TimeoutSeconds: 3420 },
  }),
  again('the job goes on when the time is up', { ...NO_BACKUP, reason: /still RUNNING after 10 minutes\. The job goes on\. An earlier attempt/ }, {
    before: { runningSeconds: 'forever' }, beforeHandling: TEN_MINUTES, waitPolicy: TEN_MINUTES,
  }),
  again('the resource was never ready', { ...KEPT, jobs: 1, outcome: 'succeeded' }, { before: NOT_READY, script: {} }),
  again('the start is throttled × 9', { ...KEPT, outcome: 'succeeded' }, { script: {}, faults: [{ kind: 'throttle', operation: 'StartBackupJob', times: 9 }] }),
  again('the start is lost', { ...KEPT, outcome: 'succeeded' }, { script: {}, faults: [{ kind: 'reset', when: 'after', operation: 'StartBackupJob', times: 1 }] }),
  again('a known token names no job, and the job goes on', { ...KEPT, jobs: 0, outcome: 'succeeded' }, {
    before: { runningSeconds: 900 }, beforeHandling: TEN_MINUTES, faults: [{ kind: 'missing', members: ['BackupJobId'], operation: 'StartBackupJob', times: 1 }],
  }),
  again('a known token names no job, and the job FAILED', { ...KEPT, outcome: 'succeeded' }, {
    script: {}, faults: [{ kind: 'missing', members: ['BackupJobId'], operation: 'StartBackupJob', times: 1 }],
  }),
  {
    name: 'final backup in an update, third attempt: the second job FAILED too, and the third is COMPLETED',
    on: 'Final Delete in an update, third attempt',
    before: { outcome: 'FAILED' },
    script: {},
    expected: { ...KEPT, outcome: 'succeeded' },
  },
  {
    name: 'final backup in an update, third attempt: the job goes on when the time is up',
    on: 'Final Delete in an update, third attempt',
    before: { runningSeconds: 'forever' },
    beforeHandling: TEN_MINUTES,
    waitPolicy: TEN_MINUTES,
    expected: { ...NO_BACKUP, reason: /still RUNNING after 10 minutes/ },
  },
];

const ROLLED_BACK: Expected = { status: 'FAILED', jobs: 1, reason: /nothing was deleted, and the update fails\. .*file-system\/fs-f1234567.*FailureAction\.WARN/ };

function replaced(name: string, expected: Expected, more: Partial<Case> = {}): Case {
  return { name: `backup of what an update replaces: ${name}`, on: 'Final Update', expected, ...more };
}

const replacements: readonly Case[] = [
  replaced('COMPLETED', { ...KEPT, outcome: 'succeeded' }),
  ...(['FAILED', 'EXPIRED', 'ABORTED', 'PARTIAL'] as const).flatMap((outcome) => [
    replaced(outcome, ROLLED_BACK, { script: { outcome } }),
    replaced(`${outcome}, onFailure WARN`, { ...KEPT, run: 'FAILED' }, { script: { outcome }, waitPolicy: WARN }),
  ]),
  replaced('never ends', { ...ROLLED_BACK, reason: /the update fails.*An update can wait no longer/ }, { script: { runningSeconds: 'forever' } }),
  replaced('never ends, in a chain', { ...ROLLED_BACK, reason: /the update fails.*An update can wait no longer/ }, {
    script: { runningSeconds: 'forever' }, waitPolicy: { OnTimeout: 'HAND_ON' },
  }),
  replaced('takes longer, in a chain, onFailure WARN', { ...KEPT, outcome: 'timedOut' }, {
    script: { runningSeconds: 9000 }, waitPolicy: { WarnOnFailure: true, OnTimeout: 'HAND_ON' },
  }),
  replaced('takes longer, onFailure WARN', { ...KEPT, outcome: 'timedOut' }, { script: { runningSeconds: 9000 }, waitPolicy: WARN }),
  replaced('gave way once', { ...KEPT, jobs: 2 }, { script: [{ outcome: 'FAILED', messageCategory: 'CONCURRENT_JOB' }, {}] }),
  replaced('the start is throttled × 20', KEPT, { faults: [{ kind: 'throttle', operation: 'StartBackupJob', times: 20 }] }),
  replaced('the start is always throttled', { ...ROLLED_BACK, jobs: 0 }, { faults: [{ kind: 'throttle', operation: 'StartBackupJob' }] }),
  replaced('the start is reset after it was done', KEPT, { faults: [{ kind: 'reset', when: 'after', operation: 'StartBackupJob', times: 1 }] }),
  replaced('it is gone already', { ...ROLLED_BACK, jobs: 0, reason: /gone already/ }, {
    faults: [{ kind: 'error', operation: 'StartBackupJob', error: 'ResourceNotFoundException' }],
  }),
  replaced('it is gone already, onFailure WARN', { ...KEPT, jobs: 0, run: 'FAILED' }, {
    faults: [{ kind: 'error', operation: 'StartBackupJob', error: 'ResourceNotFoundException' }], waitPolicy: WARN,
  }),
  replaced('the stack cannot be asked', KEPT, { stacksFaults: NO_STATUS }),
  replaced('the machine cannot be started', { ...ROLLED_BACK, jobs: 0, run: 'none', reason: /the update fails.*state machine could not be started/ }, {
    statesFaults: times(9, { status: 400, type: 'application/x-amz-json-1.0', body: '{"__type":"StateMachineDoesNotExist","message":"none"}' }),
  }),
  replaced('the answer is not taken twice', KEPT, { answerFaults: [500, 'reset'] }),
  { name: 'no backup of what a rollback replaces', on: 'Final Update in a rollback', expected: { ...KEPT, jobs: 0 } },
];

const TAKEN: Expected = { ...KEPT, jobs: 0 };
const atList = (fault: object): Partial<Case> => ({ faults: [{ operation: 'ListBackupJobs', ...fault } as FaultSpec] });

function next(name: string, expected: Expected, more: Partial<Case> = {}): Case {
  return {
    name: `final backup, the next of a chain: ${name}`,
    on: 'Final Delete that continues',
    before: { runningSeconds: 900 },
    beforeHandling: { TimeoutSeconds: 60, OnTimeout: 'HAND_ON' },
    expected,
    ...more,
  };
}

const chains: readonly Case[] = [
  next('waits on', { ...TAKEN, outcome: 'succeeded' }),
  next('finds the job FAILED in the end', { ...STOPPED, jobs: 0 }, { before: { runningSeconds: 900, outcome: 'FAILED' } }),
  next('hands on too', { ...TAKEN, outcome: 'timedOut' }, { before: { runningSeconds: 'forever' }, waitPolicy: { TimeoutSeconds: 60, OnTimeout: 'HAND_ON' } }),
  next('gives up', { ...STOPPED, jobs: 0 }, { before: { runningSeconds: 'forever' } }),
  next('finds the job done', TAKEN, { before: {}, beforeHandling: { TimeoutSeconds: 3420, OnTimeout: 'HAND_ON' } }),
  next('the list is throttled × 5', TAKEN, atList({ kind: 'throttle', times: 5 })),
  next('the list is AccessDeniedException, as IAM spreads', TAKEN, atList({ kind: 'error', error: 'AccessDeniedException', times: 5 })),
  next('the list is always AccessDeniedException', { ...STOPPED, jobs: 0 }, atList({ kind: 'error', error: 'AccessDeniedException' })),
  next('the list is HTML', TAKEN, atList({ kind: 'http', status: 200, times: 1 })),
  next('the stack cannot be asked at first', TAKEN, { stacksFaults: times(3, stacksError('AccessDenied', 'may not', 403)) }),
];

/** Backups before a change, and before a deletion. */
export const TRIGGERS: readonly Case[] = [...beforeChange, ...onDelete, ...attempts, ...replacements, ...chains];
