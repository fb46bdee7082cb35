import { answerTo, ofNewRequest } from './answer-to';
import type { Harness } from './harness';
import { inVirtualTime } from './in-virtual-time';
import { HISTORY } from './run-case';
import { theAnswer } from './verify';
import { recordsOf } from './verify-record';
import type { CustomResourceResponse } from '../../lambda/response/custom-resource-response';
import type { CustomResourceProperties } from '../../src/request/custom-resource';
import type { JobScript } from '../../stand-in';
import { createEvent, deleteEvent, PHYSICAL_ID, properties, requestJson, RESOURCE_ARN, updateEvent, waitPolicy } from '../util/events';

jest.mock('node:timers/promises', () => jest.requireActual<typeof import('./time')>('./time').virtualTimers);

let harness: Harness;
inVirtualTime((started) => { harness = started; }, { quotas: false, accountId: '111122223333' });

const jobs = () => harness.standIn.jobs.length;
const lastJob = () => harness.standIn.jobs.at(-1)?.BackupJobId;
const of = (Revision: string, more: Partial<CustomResourceProperties> = {}) => properties({ History: HISTORY, Revision, ...more });
const create = (now: CustomResourceProperties) => answerTo(harness, createEvent({ ResourceProperties: now }));
const update = (before: CustomResourceProperties, now: CustomResourceProperties) =>
  answerTo(harness, updateEvent({ OldResourceProperties: before, ResourceProperties: now }));
/** What becomes of the next jobs. */
const script = (...ends: JobScript[]) => harness.standIn.script('*', ends);
const policy = (how: Parameters<typeof waitPolicy>[0]) => JSON.stringify(waitPolicy(how));

test.each(['ON_DEPLOY', 'BEFORE_CHANGE'])('ten jobs leave one physical id: %s', async (Trigger) => {
  const ids = [(await create(of('1', { Trigger }))).PhysicalResourceId];
  for (let revision = 2; revision <= 10; revision++) {
    const { PhysicalResourceId, Data } = await update(of(String(revision - 1), { Trigger }), of(String(revision), { Trigger }));
    ids.push(PhysicalResourceId);
    expect(Data?.BackupJobId).toBe(lastJob());
  }
  expect([jobs(), new Set(ids)]).toEqual([10, new Set([PHYSICAL_ID])]);
});

test('from A to B to A to B, each one is run; a retry of the last one is not, whichever came before', async () => {
  await create(of('A'));
  for (const [before, now] of [['A', 'B'], ['B', 'A'], ['A', 'B']]) { expect((await update(of(before), of(now))).Data?.BackupJobId).toBe(lastJob()); }
  expect(jobs()).toBe(4);
  expect((await update(of('B'), of('B'))).Data?.BackupJobId).toBe(lastJob());
  expect(jobs()).toBe(4);
});

/** As CloudFormation sends them with rollback off: the failed custom resource goes back to its last good state; the next deployment changes it again. */
describe.each(['ON_DEPLOY', 'BEFORE_CHANGE'])('with rollback off, and in express mode (%s)', (Trigger) => {
  const [A, B, C] = ['A', 'B', 'C'].map((revision) => of(revision, { Trigger }));

  test('a failed backup returns, is mended, and each is described by its own job', async () => {
    script({}, { outcome: 'FAILED' }, {}, {});
    const first = await create(A);
    expect((await update(A, B)).Status).toBe('FAILED');
    harness.stacks.status = 'UPDATE_IN_PROGRESS';
    const back = await update(B, A);
    expect(back).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: PHYSICAL_ID, Data: first.Data });
    expect(jobs()).toBe(2);
    expect((await update(A, B)).Data?.BackupJobId).toBe(lastJob());
    expect(jobs()).toBe(3);
    expect((await update(B, C)).Status).toBe('SUCCESS');
    expect(jobs()).toBe(4);
  });

  test('a failed backup that does not return is mended by a retry in which nothing differs', async () => {
    script({}, { outcome: 'FAILED' }, { outcome: 'FAILED' }, {});
    await create(A);
    expect((await update(A, B)).Status).toBe('FAILED');
    expect((await update(B, B)).Status).toBe('FAILED');
    expect(await update(B, B)).toMatchObject({ Status: 'SUCCESS', Data: { Outcome: 'succeeded' } });
    expect(jobs()).toBe(4);
    await update(B, B);
    expect(jobs()).toBe(4);
  });

  test('a failed backup is rolled back by the user: the template before is described', async () => {
    script({}, {}, { outcome: 'FAILED' });
    await create(A);
    const second = await update(A, B);
    await update(B, C);
    harness.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await update(C, B)).toMatchObject({ Status: 'SUCCESS', Data: second.Data });
    expect(jobs()).toBe(3);
  });

  test('a first deployment that failed is created again', async () => {
    script({ outcome: 'FAILED' }, {});
    expect((await create(A)).Status).toBe('FAILED');
    expect(await create(A)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: PHYSICAL_ID, Data: { Outcome: 'succeeded' } });
    expect(jobs()).toBe(2);
  });

  test('a job that goes on after the timeout is waited for by the retry', async () => {
    const slow = { ...B, WaitPolicy: policy({ TimeoutSeconds: 600 }) };
    script({}, { runningSeconds: 1500 });
    await create(A);
    expect((await update(A, slow)).Status).toBe('FAILED');
    expect((await update(slow, slow)).Status).toBe('FAILED');
    expect(await update(slow, slow)).toMatchObject({ Status: 'SUCCESS', Data: { Outcome: 'succeeded', BackupJobId: lastJob() } });
    expect(jobs()).toBe(2);
  });
});

describe('a chain beyond 57 minutes', () => {
  const HAND_ON = policy({ TimeoutSeconds: 600, OnTimeout: 'HAND_ON' });
  const head = (revision: string) => of(revision, { WaitPolicy: HAND_ON });
  const link = ({ Data }: CustomResourceResponse, more: Partial<CustomResourceProperties> = {}) =>
    properties({
      History: HISTORY, ContinuedJobId: Data?.BackupJobId, ContinuedOutcome: Data?.Outcome, ContinuedStatusMessage: Data?.StatusMessage, ...more,
    });
  const ofLink = { LogicalResourceId: 'Next', PhysicalResourceId: 'stack|Next' };

  async function deployed(): Promise<[CustomResourceResponse, CustomResourceResponse]> {
    const first = await create(head('A'));
    return [first, await answerTo(harness, createEvent({ ...ofLink, ResourceProperties: link(first) }))];
  }

  test('whose link failed is mended by the link, when only that is tried again', async () => {
    script({ runningSeconds: 900 }, { runningSeconds: 900, outcome: 'FAILED' }, { runningSeconds: 300 });
    const [a] = await deployed();
    const b = await update(head('A'), head('B'));
    const updated = (before: CustomResourceResponse, now: CustomResourceResponse) =>
      answerTo(harness, updateEvent({ ...ofLink, OldResourceProperties: link(before), ResourceProperties: link(now) }));
    expect((await updated(a, b)).Status).toBe('FAILED');
    expect(await updated(b, a)).toMatchObject({ Status: 'SUCCESS', Data: { BackupJobId: a.Data?.BackupJobId, Outcome: 'succeeded' } }); // returns
    expect(jobs()).toBe(2);
    const mended = await updated(a, b);
    expect(mended).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: ofLink.PhysicalResourceId, Data: { Outcome: 'succeeded', BackupJobId: lastJob() } });
    expect(jobs()).toBe(3);
    expect(recordsOf(harness, 'on-deploy').at(-1)).toMatchObject({ revision: 'B', outcome: 'succeeded', backupJobId: lastJob() });
  });

  test('whose link was created and failed is mended by the link', async () => {
    script({ runningSeconds: 900, outcome: 'FAILED' }, {});
    const [a, failed] = await deployed();
    expect(failed.Status).toBe('FAILED');
    expect(await answerTo(harness, createEvent({ ...ofLink, PhysicalResourceId: undefined, ResourceProperties: link(a) }))).toMatchObject({ Status: 'SUCCESS', Data: { BackupJobId: lastJob() } });
    expect(jobs()).toBe(2);
  });

  test('is rolled back without another job, although AWS Backup has forgotten the one before', async () => {
    script({ runningSeconds: 900 }, { runningSeconds: 900 });
    const [a, whole] = await deployed();
    const b = await update(head('A'), head('B'));
    await answerTo(harness, updateEvent({ ...ofLink, OldResourceProperties: link(a), ResourceProperties: link(b) }));
    harness.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    harness.standIn.faults.add({ kind: 'error', operation: 'DescribeBackupJob', error: 'ResourceNotFoundException' });
    const back = await update(head('B'), head('A'));
    expect(back.Data).toMatchObject({ BackupJobId: a.Data?.BackupJobId, Outcome: 'succeeded' });
    const rolledBack = updateEvent({ ...ofLink, OldResourceProperties: link(b), ResourceProperties: link(back) });
    expect((await answerTo(harness, rolledBack)).Data).toEqual(whole.Data);
    expect(jobs()).toBe(2);
  });
});

describe('a name that has a history', () => {
  const FORMER = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/orders/61af3dc0-da77-11e4-872e-1234567db123';

  test('of a stack that is created again starts afresh', async () => {
    await answerTo(harness, createEvent({ StackId: FORMER, ResourceProperties: of('A') }));
    expect(recordsOf(harness, 'on-deploy')).toMatchObject([{ stackId: FORMER, outcome: 'succeeded' }]);
    expect((await create(of('A'))).Data?.BackupJobId).toBe(lastJob());
    const second = lastJob();
    await answerTo(harness, createEvent({ StackId: FORMER, ResourceProperties: of('A') }));
    expect((await update(of('A'), of('A', { ResourceType: 'EFS' }))).Data?.BackupJobId).toBe(second);
    expect(jobs()).toBe(3);
  });

  test('of a construct that was renamed goes on with historyName', async () => {
    await create(of('A'));
    const renamed = { LogicalResourceId: 'RenamedBackup5E6F7A8B' };
    const answer = await answerTo(harness, createEvent({ ...renamed, ResourceProperties: of('A') }));
    expect(answer.PhysicalResourceId).toBe('51af3dc0-da77-11e4-872e-1234567db123|RenamedBackup5E6F7A8B');
    expect((await answerTo(harness, deleteEvent({ ResourceProperties: of('A') }))).Status).toBe('SUCCESS');
    const { PhysicalResourceId } = answer;
    const now = await answerTo(harness, updateEvent({ ...renamed, PhysicalResourceId, OldResourceProperties: of('A'), ResourceProperties: of('A', { ResourceType: 'EFS' }) }));
    expect(now).toMatchObject({ PhysicalResourceId, Data: { BackupJobId: answer.Data?.BackupJobId } });
    expect([jobs(), recordsOf(harness, 'on-deploy').map(({ logicalId }) => logicalId)]).toEqual([2, ['OrdersBackup1A2B3C4D', renamed.LogicalResourceId]]);
  });
});

test('a retry that is delivered twice starts one job', async () => {
  script({ outcome: 'FAILED' }, {});
  await create(of('A'));
  const event = ofNewRequest(harness, updateEvent({ OldResourceProperties: of('A'), ResourceProperties: of('A') }));
  harness.deliver(event);
  harness.deliver(event, 1);
  await harness.settle();
  expect(theAnswer(harness, event)).toMatchObject({ Status: 'SUCCESS', Data: { BackupJobId: lastJob() } });
  expect(jobs()).toBe(2);
});

test('two executions at once: a rollback while the accepted job of another deployment goes on', async () => {
  const [A, B] = ['A', 'B'].map((revision) => of(revision, { WaitPolicy: policy({ Accepted: true }) }));
  script({ runningSeconds: 3000 }, { runningSeconds: 3000 });
  const first = ofNewRequest(harness, createEvent({ ResourceProperties: A }));
  const second = ofNewRequest(harness, updateEvent({ OldResourceProperties: A, ResourceProperties: B }));
  harness.deliver(first);
  harness.deliver(second, 60);
  const back = ofNewRequest(harness, updateEvent({ OldResourceProperties: B, ResourceProperties: A }));
  await harness.withinDeadline(async () => {
    await harness.sleep(120);
    harness.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    harness.deliver(back);
  });
  await harness.settle();
  expect(theAnswer(harness, back).Data).toMatchObject({ BackupJobId: theAnswer(harness, first).Data?.BackupJobId, State: 'RUNNING' });
  expect(jobs()).toBe(2);
});

test('a revision that refers to a parameter is found again', async () => {
  await create(of('{{x}}'));
  expect((await update(of('{{x}}'), of('{{x}}', { ResourceType: 'EFS' }))).Data?.BackupJobId).toBe(lastJob());
  await update(of('{{x}}'), of('{{x}}'));
  expect(jobs()).toBe(1);
});

describe('what is replaced, with rollback off', () => {
  const FORMER = RESOURCE_ARN.replace('fs-0', 'fs-f');
  const FINAL = of('', { Trigger: 'ON_DELETE' });
  const former = { ...FINAL, Request: requestJson({ ResourceArn: FORMER }) };

  test('is backed up again after a failure, and never what replaces it', async () => {
    script({ outcome: 'FAILED' }, {});
    expect((await update(former, FINAL)).Status).toBe('FAILED');
    expect((await update(FINAL, former)).Status).toBe('SUCCESS'); // returns
    expect(jobs()).toBe(1);
    expect((await update(former, FINAL)).Status).toBe('SUCCESS');
    expect(harness.standIn.jobs.map(({ ResourceArn }) => ResourceArn)).toEqual([FORMER, FORMER]);
  });
});

test('a custom resource that is deleted in two updates has a final backup in each', async () => {
  const FINAL = of('', { Trigger: 'ON_DELETE' });
  for (const day of [1, 2]) {
    harness.stacks.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    harness.stacks.times = { LastUpdatedTime: new Date(Date.now() - 60_000) };
    await answerTo(harness, deleteEvent({ ResourceProperties: FINAL }));
    expect(jobs()).toBe(day);
  }
});
