import type { WaitPolicy } from '../../../src/request/execution/wait-policy';
import type { FaultSpec } from '../../../stand-in';
import { type Case, type Expected, FAILED, NOTHING, OK } from '../case';
import { stacksError } from '../local-stacks';
import { statesError } from '../local-states';

const BEFORE = { status: 'SUCCESS', jobs: 0 } as const;
const FOREVER = { runningSeconds: 'forever' } as const;
const NO_DESCRIBE_STACKS = Array.from({ length: 99 }, () => stacksError('AccessDenied', 'may not', 403));
const DENIED = statesError('AccessDeniedException', 'is not authorized to perform: states:StartExecution');

const updates: readonly Case[] = [
  { name: 'a changed update starts one more', on: 'Update changed', expected: OK },
  { name: 'an unchanged update tells of the job before', on: 'Update unchanged', expected: BEFORE },
  { name: 'a rollback starts nothing', on: 'Update in rollback', expected: BEFORE },
  ...(['Update unchanged', 'Update in rollback'] as const).flatMap((on): Case[] => [
    { name: `${on}: a job that was taken for good although it failed`, on, before: { outcome: 'FAILED' }, beforeHandling: { WarnOnFailure: true }, waitPolicy: { WarnOnFailure: true }, expected: { ...BEFORE, run: 'any' } },
    { name: `${on}: a job that nobody waited for, and that failed`, on, before: { outcome: 'FAILED' }, beforeHandling: { Accepted: true }, waitPolicy: { Accepted: true }, expected: { ...BEFORE, run: 'any' } },
    { name: `${on}: a job that nobody waited for, and that goes on`, on, before: { runningSeconds: 9000 }, beforeHandling: { Accepted: true }, waitPolicy: { Accepted: true }, expected: BEFORE },
    { name: `${on}: a job that was not waited for to the end`, on, before: { runningSeconds: 9000 }, beforeHandling: { TimeoutSeconds: 60, OnTimeout: 'CONTINUE' }, waitPolicy: { TimeoutSeconds: 60, OnTimeout: 'CONTINUE' }, expected: BEFORE },
    { name: `${on}: a job that was not waited for to the end, and that failed`, on, before: { runningSeconds: 900, outcome: 'FAILED' }, beforeHandling: { TimeoutSeconds: 60, OnTimeout: 'CONTINUE' }, waitPolicy: { TimeoutSeconds: 60, OnTimeout: 'CONTINUE' }, expected: { ...BEFORE, run: 'any' } },
    { name: `${on}: AWS Backup has forgotten the job`, on, faults: [{ kind: 'error', operation: 'DescribeBackupJob', error: 'ResourceNotFoundException' }], expected: BEFORE },
    { name: `${on}: the looks are throttled for a while`, on, faults: [{ kind: 'throttle', operation: 'DescribeBackupJob', times: 5 }], expected: BEFORE },
  ]),
  { name: 'a changed update that cannot ask for its stack starts a job', on: 'Update changed', stacksFaults: NO_DESCRIBE_STACKS, expected: OK },
  { name: 'an unchanged update that cannot ask for its stack starts none', on: 'Update unchanged', stacksFaults: NO_DESCRIBE_STACKS, expected: BEFORE },
  { name: 'a rollback that cannot ask for its stack starts a job rather than none', on: 'Update in rollback', stacksFaults: NO_DESCRIBE_STACKS, expected: OK },
  { name: 'a rollback that asks for its stack twice starts none', on: 'Update in rollback', stacksFaults: [stacksError('Throttling', 'Rate exceeded')], expected: BEFORE },
  { name: 'a rollback that loses the connection to CloudFormation starts none', on: 'Update in rollback', stacksFaults: ['reset'], expected: BEFORE },
];

const creates: readonly Case[] = [
  { name: 'a Create delivered twice is one run', on: 'Create delivered twice', expected: OK },
  { name: 'a Create delivered twice, FAILED', on: 'Create delivered twice', script: { outcome: 'FAILED' }, expected: FAILED },
  { name: 'a Create delivered twice, the start is throttled', on: 'Create delivered twice', faults: [{ kind: 'throttle', operation: 'StartBackupJob', times: 3 }], expected: OK },
  { name: 'a Create delivered again when it is over', on: 'Create delivered again later', expected: OK },
  { name: 'a Create delivered again when it failed', on: 'Create delivered again later', script: { outcome: 'FAILED' }, expected: FAILED },
  { name: 'a Delete while the Create goes on', on: 'Delete during Create', expected: OK },
  { name: 'a Delete while the Create goes on, FAILED', on: 'Delete during Create', script: { outcome: 'FAILED' }, expected: FAILED },
  { name: 'a Delete while the Create goes on, to destroy', on: 'Delete during Create', waitPolicy: { Destroy: true }, expected: OK },
  { name: 'a Delete while the Create is still throttled', on: 'Delete during Create', faults: [{ kind: 'throttle', operation: 'StartBackupJob', times: 9 }], expected: OK },
  { name: 'a request that AWS Backup would refuse', on: 'Create', request: { StartWindowMinutes: 5 }, expected: { ...NOTHING, reason: /startWindow/ } },
  { name: 'a request that AWS Backup would refuse, onFailure WARN', on: 'Create', request: { StartWindowMinutes: 5 }, waitPolicy: { WarnOnFailure: true }, expected: { ...NOTHING, status: 'SUCCESS', run: 'FAILED' } },
  { name: 'a token of the user', on: 'Create', request: { IdempotencyToken: 'mine' }, expected: OK },
  { name: 'a token of the user, the job gives way', on: 'Create', request: { IdempotencyToken: 'mine' }, script: { outcome: 'FAILED', messageCategory: 'CONCURRENT_JOB' }, expected: FAILED },
];

const HAND_ON: Partial<WaitPolicy> = { TimeoutSeconds: 60, OnTimeout: 'HAND_ON' };
const CHAIN = { on: 'Create that continues', beforeHandling: HAND_ON } as const;
const handedOn = { status: 'SUCCESS', jobs: 0 } as const;

const chains: readonly Case[] = [
  { ...CHAIN, name: 'the next of a chain waits on', before: { runningSeconds: 900 }, expected: { ...handedOn, outcome: 'succeeded' } },
  { ...CHAIN, name: 'the next of a chain finds the job FAILED', before: { runningSeconds: 900, outcome: 'FAILED' }, expected: { ...FAILED, jobs: 0 } },
  { ...CHAIN, name: 'the next of a chain finds the job PARTIAL, onFailure WARN', before: { runningSeconds: 900, outcome: 'PARTIAL' }, waitPolicy: { WarnOnFailure: true }, expected: { ...handedOn, run: 'FAILED', outcome: 'partial' } },
  { ...CHAIN, name: 'the next of a chain finds the job done', before: {}, expected: { ...handedOn, outcome: 'succeeded' } },
  { ...CHAIN, name: 'the next of a chain hands on too', before: FOREVER, waitPolicy: HAND_ON, expected: { ...handedOn, outcome: 'timedOut' } },
  { ...CHAIN, name: 'the last of a chain gives up', before: FOREVER, expected: { ...FAILED, jobs: 0, reason: /still RUNNING/ } },
  { ...CHAIN, name: 'the last of a chain carries on', before: { runningSeconds: 9000 }, waitPolicy: { TimeoutSeconds: 60, OnTimeout: 'CONTINUE' }, expected: { ...handedOn, outcome: 'timedOut' } },
  { ...CHAIN, name: 'the last of a chain stops the job', before: FOREVER, waitPolicy: { OnTimeout: 'STOP' }, expected: { ...FAILED, jobs: 0, reason: /asked to stop/ } },
  { ...CHAIN, name: 'the first of a chain started nothing', before: {}, request: { StartWindowMinutes: 5 }, beforeHandling: { WarnOnFailure: true }, expected: { ...NOTHING, status: 'SUCCESS', run: 'none' } },
];

const timeouts: readonly Case[] = (['Create', 'Update changed'] as const).flatMap((on): Case[] => {
  const failed: Expected = { ...FAILED };
  return [
    { name: `${on}: time is up`, on, script: FOREVER, waitPolicy: { TimeoutSeconds: 600 }, expected: { ...failed, reason: /still RUNNING after 10 minutes\. The job goes on/ } },
    { name: `${on}: time is up, CONTINUE`, on, script: { runningSeconds: 9000 }, waitPolicy: { TimeoutSeconds: 600, OnTimeout: 'CONTINUE' }, expected: { ...OK, outcome: 'timedOut' } },
    { name: `${on}: time is up, CONTINUE, FAILED later`, on, script: { runningSeconds: 9000, outcome: 'FAILED' }, waitPolicy: { TimeoutSeconds: 600, OnTimeout: 'CONTINUE' }, expected: { ...OK, outcome: 'timedOut', run: 'FAILED' } },
    { name: `${on}: time is up, STOP`, on, script: FOREVER, waitPolicy: { TimeoutSeconds: 600, OnTimeout: 'STOP' }, expected: { ...failed, reason: /It was asked to stop/ } },
    { name: `${on}: time is up, STOP, which FSx cannot`, on, request: { ResourceArn: 'arn:aws:fsx:eu-west-1:111122223333:file-system/fs-01234567' }, script: FOREVER, waitPolicy: { TimeoutSeconds: 600, OnTimeout: 'STOP' }, expected: failed },
    { name: `${on}: time is up, STOP is throttled`, on, script: FOREVER, faults: [{ kind: 'throttle', operation: 'StopBackupJob', times: 3 }], waitPolicy: { TimeoutSeconds: 600, OnTimeout: 'STOP' }, expected: failed },
    { name: `${on}: time is up, STOP is denied`, on, script: FOREVER, faults: [{ kind: 'error', operation: 'StopBackupJob', error: 'AccessDeniedException' }], waitPolicy: { TimeoutSeconds: 600, OnTimeout: 'STOP' }, expected: failed },
    { name: `${on}: time is up, HAND_ON`, on, script: FOREVER, waitPolicy: { TimeoutSeconds: 600, OnTimeout: 'HAND_ON' }, expected: { ...OK, outcome: 'timedOut' } },
    { name: `${on}: time is up, onFailure WARN`, on, script: FOREVER, waitPolicy: { TimeoutSeconds: 600, WarnOnFailure: true }, expected: failed },
    { name: `${on}: done just in time`, on, script: { runningSeconds: 598 }, waitPolicy: { TimeoutSeconds: 600 }, expected: OK },
  ];
});

const states: readonly Case[] = [
  { name: 'the machine may not be started for a while, as IAM spreads', on: 'Create', statesFaults: [DENIED, DENIED], expected: OK },
  { name: 'the machine may never be started', on: 'Create', statesFaults: Array(9).fill(DENIED), expected: { ...NOTHING, run: 'none', reason: /could not be started/ } },
  { name: 'the machine does not exist', on: 'Update changed', statesFaults: [statesError('StateMachineDoesNotExist')], expected: { ...NOTHING, run: 'none' } },
  { name: 'Step Functions throttles', on: 'Create', statesFaults: Array(4).fill(statesError('ThrottlingException')), expected: OK },
  { name: 'Step Functions is not well', on: 'Create', statesFaults: Array(3).fill(statesError('InternalFailure', 'oops', 500)), expected: OK },
  { name: 'the connection to Step Functions is reset', on: 'Create', statesFaults: ['reset'], expected: OK },
  { name: 'the answer of Step Functions is lost, after the run was started', on: 'Create', statesFaults: ['reset after'], expected: OK },
];

const lost: FaultSpec = { kind: 'reset', operation: 'StartBackupJob', when: 'after', times: 1 };
const answers: readonly Case[] = [
  { name: 'the answer is not taken twice', on: 'Create', answerFaults: [500, 503], expected: OK },
  { name: 'the answer is not taken twice, FAILED', on: 'Create', script: { outcome: 'FAILED' }, answerFaults: ['reset', 'cut'], expected: FAILED },
  { name: 'the answer is not taken twelve times', on: 'Create', answerFaults: Array(12).fill(503), expected: OK },
  { name: 'the answer of an accepted job is not taken twice', on: 'Create', waitPolicy: { Accepted: true }, answerFaults: [500, 'reset'], expected: OK },
  { name: 'the answer of an accepted job is not taken twelve times', on: 'Create', waitPolicy: { Accepted: true }, answerFaults: Array(12).fill(503), expected: OK },
  { name: 'the answer to a Delete is not taken twice', on: 'Delete', answerFaults: [500, 'reset'], expected: { ...BEFORE, run: 'none' } },
  { name: 'the answer to a Delete is not taken seven times: Lambda tries again', on: 'Delete', answerFaults: Array(7).fill(503), expected: { ...BEFORE, run: 'none' } },
  { name: 'the answer is never taken', on: 'Create', answerFaults: Array(500).fill(403), expected: { ...OK, run: 'FAILED' } },
  { name: 'the start is lost, then throttled', on: 'Create', faults: [lost, { kind: 'throttle', operation: 'StartBackupJob', times: 9 }], expected: OK },
  { name: 'the start is lost, then not permitted', on: 'Create', faults: [lost, { kind: 'error', operation: 'StartBackupJob', error: 'AccessDeniedException', times: 2 }], expected: OK },
  { name: 'the start is throttled, then lost', on: 'Create', faults: [{ kind: 'throttle', operation: 'StartBackupJob', times: 3 }, lost], expected: OK },
  { name: 'the start of the second job is lost', on: 'Create', script: [{ outcome: 'FAILED', messageCategory: 'CONCURRENT_JOB' }, {}], faults: [{ ...lost, skip: 1 }], expected: { ...OK, jobs: 2 } },
];

/** Every request of CloudFormation, and what may go wrong on its way. */
export const EVENTS: readonly Case[] = [...updates, ...creates, ...chains, ...timeouts, ...states, ...answers];
