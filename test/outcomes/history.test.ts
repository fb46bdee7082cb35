import { answerTo, ofNewRequest } from './answer-to';
import type { Harness } from './harness';
import { inVirtualTime } from './in-virtual-time';
import { HISTORY } from './run-case';
import { theAnswer } from './verify';
import { latestOf, recordsOf } from './verify-record';
import { fingerprintOf } from '../../lambda/history/fingerprint-of';
import type { ExecutionHistory } from '../../src/request/execution/execution-state';
import { createEvent, deleteEvent, PHYSICAL_ID, properties, requestJson, updateEvent, waitPolicy } from '../util/events';

jest.mock('node:timers/promises', () => jest.requireActual<typeof import('./time')>('./time').virtualTimers);

let harness: Harness;
inVirtualTime((started) => { harness = started; });

const PROPERTIES = properties({ History: HISTORY, Revision: '1.4' });
const ACCEPTED = { ...PROPERTIES, WaitPolicy: JSON.stringify(waitPolicy({ Accepted: true })) };
const SCHEDULE: ExecutionHistory = {
  Path: HISTORY,
  Recorded: { trigger: 'on-schedule-1a2b3c4d', fingerprint: '', revision: '', stackId: createEvent().StackId, requestId: '', logicalId: '', formerFingerprint: '' },
};
async function runScheduled(key: string): Promise<void> {
  harness.startRun({ Request: requestJson(), WaitPolicy: waitPolicy(), IdempotencyKey: key, History: SCHEDULE });
  await harness.settle();
}

const outcomes = (trigger: string) => recordsOf(harness, trigger).map(({ outcome }) => outcome);
const puts = () => harness.callsOf('PutParameter');

describe('an execution that something else starts', () => {
  test.each([['COMPLETED', 'succeeded'], ['FAILED', 'failed'], ['EXPIRED', 'expired'], ['ABORTED', 'aborted'], ['PARTIAL', 'partial']] as const)('%s is recorded as %s', async (outcome, recorded) => {
    harness.standIn.script('*', { outcome });
    await runScheduled('event-1');
    expect(recordsOf(harness, 'on-schedule-1a2b3c4d')).toMatchObject([{ outcome: recorded, trigger: 'on-schedule-1a2b3c4d', backupJobId: harness.standIn.jobs[0].BackupJobId }]);
    expect(latestOf(harness)?.trigger).toBe(outcome === 'COMPLETED' ? 'on-schedule-1a2b3c4d' : undefined);
  });

  test('waits longer for its record than one whose response is awaited', async () => {
    harness.standIn.faults.add({ kind: 'throttle', service: 'ssm', times: 40 });
    await runScheduled('event-2');
    expect(outcomes('on-schedule-1a2b3c4d')).toEqual(['succeeded']);
  });

  test('ends as it would without a record, when none can be written', async () => {
    harness.standIn.faults.add({ kind: 'throttle', service: 'ssm' });
    await runScheduled('event-3');
    expect(harness.runs).toMatchObject([{ status: 'SUCCEEDED' }]);
    expect(harness.runs[0].seconds).toBeLessThan(2400);
    expect(harness.logs.join('\n')).toContain('the execution is not recorded');
  });

  test('of a start that failed is recorded', async () => {
    harness.standIn.faults.add({ kind: 'error', error: 'InvalidRequestException', operation: 'StartBackupJob' });
    await runScheduled('event-4');
    expect(recordsOf(harness, 'on-schedule-1a2b3c4d')).toMatchObject([{ outcome: 'failed', backupJobId: '', statusMessage: expect.stringContaining('InvalidRequestException') }]);
  });
});

test('a job that is accepted has a record at the answer, and another one at its end', async () => {
  harness.standIn.script('*', { runningSeconds: 900 });
  const event = ofNewRequest(harness, createEvent({ ResourceProperties: ACCEPTED }));
  harness.deliver(event);
  await harness.withinDeadline(async () => {
    await harness.sleep(60);
    expect(theAnswer(harness, event).Status).toBe('SUCCESS');
    expect(recordsOf(harness, 'on-deploy')).toMatchObject([{ outcome: '', backupJobId: harness.standIn.jobs[0].BackupJobId, requestId: event.RequestId, revision: '1.4' }]);
  });
  await harness.settle();
  expect(outcomes('on-deploy')).toEqual(['', 'succeeded']);
  expect(latestOf(harness)?.outcome).toBe('succeeded');
});

test('a failing record before the answer is made up at the end of the job', async () => {
  harness.standIn.script('*', { runningSeconds: 900 });
  harness.standIn.faults.add({ kind: 'error', error: 'ParameterLimitExceeded', operation: 'PutParameter', times: 1 });
  const answer = await answerTo(harness, createEvent({ ResourceProperties: ACCEPTED }));
  expect(answer).toMatchObject({ Status: 'SUCCESS', Reason: expect.stringContaining('lacks this execution') });
  expect(outcomes('on-deploy')).toEqual(['succeeded']);
});

test('a chain of three: the facts of the start are in each record', async () => {
  harness.standIn.script('*', { runningSeconds: 1500 });
  const WaitPolicy = JSON.stringify(waitPolicy({ TimeoutSeconds: 600, OnTimeout: 'HAND_ON' }));
  let answer = await answerTo(harness, createEvent({ ResourceProperties: { ...PROPERTIES, WaitPolicy } }));
  for (const LogicalResourceId of ['Second', 'Third']) {
    const ContinuedJobId = answer.Data?.BackupJobId;
    answer = await answerTo(harness, createEvent({ LogicalResourceId, ResourceProperties: { ...PROPERTIES, WaitPolicy, ContinuedJobId } }));
  }
  const [first, ...others] = recordsOf(harness, 'on-deploy');
  expect(outcomes('on-deploy')).toEqual(['timedOut', 'timedOut', 'succeeded']);
  expect(first).toMatchObject({ fingerprint: fingerprintOf(PROPERTIES), revision: '1.4', logicalId: createEvent().LogicalResourceId });
  const { fingerprint, revision, requestId, logicalId, backupJobId } = first;
  others.forEach((record) => expect(record).toMatchObject({ fingerprint, revision, requestId, logicalId, backupJobId }));
  expect(latestOf(harness)).toMatchObject({ outcome: 'succeeded', fingerprint });
});

test('an update that runs no job adds no version for a job whose end is recorded', async () => {
  const { PhysicalResourceId } = await answerTo(harness, createEvent({ ResourceProperties: PROPERTIES }));
  const before = puts();
  await answerTo(harness, updateEvent({ PhysicalResourceId, ResourceProperties: { ...PROPERTIES, ResourceType: 'EFS' }, OldResourceProperties: PROPERTIES }));
  expect([before, puts()]).toEqual([2, 2]);
});

test('an update that runs no job records the end of a job that nobody saw', async () => {
  harness.standIn.script('*', { runningSeconds: 900 });
  const OldResourceProperties = { ...PROPERTIES, WaitPolicy: JSON.stringify(waitPolicy({ TimeoutSeconds: 60 })) };
  const { PhysicalResourceId } = await answerTo(harness, createEvent({ ResourceProperties: OldResourceProperties }));
  await answerTo(harness, updateEvent({ PhysicalResourceId, ResourceProperties: PROPERTIES, OldResourceProperties }));
  expect(outcomes('on-deploy')).toEqual(['timedOut', 'succeeded']);
});

test('the fingerprint of a request that waits for the status of its stack is of all its values', async () => {
  const values = (value: string) => ({ ...PROPERTIES, DeployTimeValues: [value] });
  const { PhysicalResourceId } = await answerTo(harness, createEvent({ ResourceProperties: values('a') }));
  await answerTo(harness, updateEvent({ PhysicalResourceId, ResourceProperties: values('b'), OldResourceProperties: values('a') }));
  expect(recordsOf(harness, 'on-deploy').map(({ fingerprint }) => fingerprint)).toEqual([fingerprintOf(values('a')), fingerprintOf(values('b'))]);
});

test('a final backup has a record of its own trigger; a deletion with its recovery points, and a rollback, have none', async () => {
  harness.stacks.status = 'DELETE_IN_PROGRESS';
  await answerTo(harness, deleteEvent({ PhysicalResourceId: PHYSICAL_ID, ResourceProperties: { ...PROPERTIES, Trigger: 'ON_DELETE' } }));
  expect(outcomes('on-delete')).toEqual(['succeeded']);
  const { PhysicalResourceId } = await answerTo(harness, createEvent({ ResourceProperties: PROPERTIES }));
  const before = puts();
  await answerTo(harness, deleteEvent({ PhysicalResourceId, ResourceProperties: { ...PROPERTIES, WaitPolicy: '{"Destroy":true}' } }));
  harness.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  await answerTo(harness, updateEvent({ PhysicalResourceId, ResourceProperties: PROPERTIES, OldResourceProperties: { ...PROPERTIES, Revision: '2' } }));
  await answerTo(harness, deleteEvent({ PhysicalResourceId: PHYSICAL_ID, ResourceProperties: { ...PROPERTIES, Trigger: 'ON_DELETE' } }));
  // The final backup is the newest one again
  expect(puts()).toBe(before + 1);
  expect(latestOf(harness)?.trigger).toBe('on-delete');
});

describe('two executions at once', () => {
  test('of two triggers: each has its record, and the newest good one is of the job that was created last', async () => {
    harness.standIn.script('*', [{ runningSeconds: 300 }, { runningSeconds: 100 }]);
    harness.deliver(ofNewRequest(harness, createEvent({ ResourceProperties: PROPERTIES })));
    await harness.withinDeadline(() => harness.sleep(20));
    await runScheduled('event-5');
    const [first, second] = harness.standIn.jobs;
    expect(recordsOf(harness, 'on-deploy')).toMatchObject([{ backupJobId: first.BackupJobId, outcome: 'succeeded' }]);
    expect(recordsOf(harness, 'on-schedule-1a2b3c4d')).toMatchObject([{ backupJobId: second.BackupJobId, outcome: 'succeeded' }]);
    expect(latestOf(harness)?.backupJobId).toBe(second.BackupJobId);
  });

  test('of one trigger, many: none loses its record', async () => {
    for (let index = 0; index < 20; index++) { harness.startRun({ Request: requestJson(), WaitPolicy: waitPolicy(), IdempotencyKey: `event-${index}`, History: SCHEDULE }); }
    await harness.settle();
    const jobs = harness.standIn.jobs.map(({ BackupJobId }) => BackupJobId).sort();
    expect(recordsOf(harness, 'on-schedule-1a2b3c4d').map(({ backupJobId }) => backupJobId).sort()).toEqual(jobs);
    const newest = harness.standIn.jobs.map(({ CreationDate }) => new Date(CreationDate ?? 0).getTime());
    expect(Date.parse(latestOf(harness)?.creationDate ?? '')).toBe(Math.max(...newest));
  });
});

test('after 150 executions the last 100 are there', async () => {
  for (let index = 0; index < 150; index++) { await runScheduled(`event-${index}`); }
  const jobs = harness.standIn.jobs.map(({ BackupJobId }) => BackupJobId);
  expect(recordsOf(harness, 'on-schedule-1a2b3c4d').map(({ backupJobId }) => backupJobId)).toEqual(jobs.slice(-100));
});
