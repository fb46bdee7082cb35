import { answerTo } from './answer-to';
import type { Harness } from './harness';
import { inVirtualTime } from './in-virtual-time';
import { HISTORY } from './run-case';
import { theAnswer } from './verify';
import type { CustomResourceResponse } from '../../lambda/response/custom-resource-response';
import { type WaitPolicy, LONGEST_WATCH_SECONDS } from '../../src/request/execution/wait-policy';
import { createEvent, deleteEvent, PHYSICAL_ID, properties, requestJson, updateEvent, waitPolicy } from '../util/events';

jest.mock('node:timers/promises', () => jest.requireActual<typeof import('./time')>('./time').virtualTimers);

let harness: Harness;
inVirtualTime((started) => { harness = started; }, { quotas: false, accountId: '111122223333' });

const jobs = () => harness.standIn.jobs.length;

describe('a run that nobody waits for', () => {
  const OCCASION = 'arn:aws:scheduler:eu-west-1:111122223333:schedule/default/nightly 2025-11-23T04:00:00Z';

  async function run(how: Partial<WaitPolicy> = {}, ...occasions: readonly string[]): Promise<void> {
    for (const IdempotencyKey of occasions) { harness.startRun({ Request: requestJson(), ResourceType: 'EFS', WaitPolicy: waitPolicy({ TimeoutSeconds: LONGEST_WATCH_SECONDS, ...how }), IdempotencyKey }); }
    await harness.settle();
  }

  const ends = () => harness.runs.map(({ status, seconds }) => [status, seconds]);

  test('starts one job when the same idempotencyKey is delivered twice, and both runs tell of it', async () => {
    await run({}, OCCASION, OCCASION);
    expect(jobs()).toBe(1);
    expect(ends()).toEqual([['SUCCEEDED', expect.any(Number)], ['SUCCEEDED', expect.any(Number)]]);
    await run({}, OCCASION);
    expect(jobs()).toBe(1);
    expect(harness.answerServer.received).toEqual([]);
  });

  test('starts a job for each idempotencyKey', async () => {
    await run({}, OCCASION);
    await run({}, OCCASION.replace('23T', '24T'), 'event 5f2d1c9e-7c0b-4c55-9a53-0d9c2f0f3a01');
    expect(jobs()).toBe(3);
  });

  test('waits longer than CloudFormation would', async () => {
    harness.standIn.script('*', { runningSeconds: 5 * 86_400 });
    await run({}, OCCASION);
    const [[status, seconds]] = ends();
    expect(status).toBe('SUCCEEDED');
    expect(seconds).toBeGreaterThan(5 * 86_400);
    expect(seconds).toBeLessThan(5.1 * 86_400);
  });

  test.each<[string, WaitPolicy['OnTimeout'], string, RegExp]>([
    ['fails', undefined, 'RUNNING', /still RUNNING after 120 minutes\. The job goes on/],
    ['fails and stops the job', 'STOP', 'ABORTED', /still RUNNING after 120 minutes\. It was asked to stop/],
    ['fails, although a deployment would carry on', 'CONTINUE', 'RUNNING', /still RUNNING/],
  ])('%s when its timeout is over, and not before', async (_what, OnTimeout, State, cause) => {
    harness.standIn.script('*', { runningSeconds: 9000, abortingSeconds: 0 });
    await run({ TimeoutSeconds: 7200, OnTimeout }, OCCASION);
    expect(harness.runs).toMatchObject([{ status: 'FAILED', seconds: 7200, cause: expect.stringMatching(cause) }]);
    expect(harness.standIn.jobs[0].State).toBe(State);
  });

  test.each([{}, { WarnOnFailure: true }])('fails when its job fails, so that an alarm sees it: %p', async (how) => {
    harness.standIn.script('*', { outcome: 'FAILED', statusMessage: 'disk on fire' });
    await run(how, OCCASION);
    expect(harness.runs).toMatchObject([{ status: 'FAILED', cause: expect.stringContaining('disk on fire') }]);
  });
});

describe('before a change', () => {
  const WAY = { StackName: 'orders', LogicalResourceIds: ['Nested', 'FileSystem'], Type: 'AWS::EFS::FileSystem' };
  const NESTED_ID = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/orders-Nested-1A2B3C/61af3dc0-da77-11e4-872e-1234567db123';
  const FOUND = { 'orders/Nested': [NESTED_ID, 'UPDATE_IN_PROGRESS'], 'orders-Nested-1A2B3C/FileSystem': ['fs-01234567', 'UPDATE_COMPLETE'] } as const;
  const definition = (Revision: string, WaitPolicy?: Partial<WaitPolicy>) => properties({
    Trigger: 'BEFORE_CHANGE',
    History: HISTORY,
    Request: requestJson({ ResourceArn: undefined }),
    Resource: JSON.stringify(WAY),
    Revision,
    DeployTimeValues: [],
    WaitPolicy: WaitPolicy && JSON.stringify(waitPolicy(WaitPolicy)),
  });
  const update = (id: string, from: string, to: string) =>
    updateEvent({ PhysicalResourceId: id, OldResourceProperties: definition(from), ResourceProperties: definition(to) });

  /** An update of nothing that the backup depends on. */
  const ofOther = (event: ReturnType<typeof update>) => ({ ...event, ResourceProperties: { ...event.ResourceProperties, ResourceType: 'EFS' } });

  test('a resource in a nested stack is backed up', async () => {
    harness.stacks.resources = FOUND;
    expect(await answerTo(harness, createEvent({ ResourceProperties: definition('1') }))).toMatchObject({ Status: 'SUCCESS', Data: { Outcome: 'succeeded' } });
    expect(harness.standIn.jobs).toMatchObject([{ ResourceArn: 'arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-01234567' }]);
  });

  test('a nested stack that is not there has nothing to back up', async () => {
    harness.stacks.resources = { 'orders/Nested': FOUND['orders/Nested'] };
    const { Status, Data } = await answerTo(harness, createEvent({ ResourceProperties: definition('1') }));
    expect([Status, Data?.BackupJobId, Data?.Outcome]).toEqual(['SUCCESS', '', 'skipped']);
    expect(Data?.StatusMessage).toBe('There is nothing to back up yet: stack orders-Nested-1A2B3C has no FileSystem');
    expect(jobs()).toBe(0);
  });

  test('a life: skipped at first, backed up for each change, and for nothing else', async () => {
    const skipped = await answerTo(harness, createEvent({ ResourceProperties: definition('1') }));
    harness.stacks.resources = FOUND;
    const same = await answerTo(harness, ofOther(update(skipped.PhysicalResourceId, '1', '1')));
    expect(same).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: skipped.PhysicalResourceId, Data: { BackupJobId: '', Outcome: 'skipped' } });
    expect(jobs()).toBe(0);
    const changed = await answerTo(harness, update(same.PhysicalResourceId, '1', '2'));
    expect(changed).toMatchObject({ Status: 'SUCCESS', Data: { Outcome: 'succeeded' } });
    const again = await answerTo(harness, ofOther(update(changed.PhysicalResourceId, '2', '2')));
    expect(again).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: changed.PhysicalResourceId, Data: changed.Data });
    harness.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await answerTo(harness, update(changed.PhysicalResourceId, '3', '2'))).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: changed.PhysicalResourceId, Data: changed.Data });
    expect(jobs()).toBe(1);
  });

  describe('when the resource moves', () => {
    const moved = (id: string) => {
      const event = update(id, '1', '1');
      return { ...event, ResourceProperties: { ...definition('1'), Resource: JSON.stringify({ ...WAY, LogicalResourceIds: ['Renamed', 'FileSystem'] }) } };
    };

    test('the former one is backed up, and a rollback backs up nothing', async () => {
      harness.stacks.resources = FOUND;
      const answer = await answerTo(harness, moved(PHYSICAL_ID));
      expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { Outcome: 'succeeded' } });
      harness.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
      const { OldResourceProperties: ResourceProperties, ResourceProperties: OldResourceProperties } = moved(answer.PhysicalResourceId);
      await answerTo(harness, updateEvent({ PhysicalResourceId: answer.PhysicalResourceId, ResourceProperties, OldResourceProperties }));
      expect(harness.standIn.jobs).toMatchObject([{ ResourceArn: 'arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-01234567' }]);
    });

    test('neither is there: skipped, and both are named', async () => {
      const { Data } = await answerTo(harness, moved(PHYSICAL_ID));
      expect([Data?.Outcome, jobs()]).toEqual(['skipped', 0]);
      expect(Data?.StatusMessage).toBe('There is nothing to back up yet: stack orders has no Renamed, and stack orders has no Nested');
    });

    test('without its backup the update fails, and nothing was changed', async () => {
      harness.stacks.resources = FOUND;
      harness.standIn.script('*', { outcome: 'FAILED' });
      expect(await answerTo(harness, moved(PHYSICAL_ID))).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('nothing was changed') });
    });
  });

  test('a chain takes up the job of its first, and is skipped with it', async () => {
    const next = ({ Data }: CustomResourceResponse) => createEvent({
      ResourceProperties: { ...definition('1'), ContinuedJobId: Data?.BackupJobId, ContinuedOutcome: Data?.Outcome, ContinuedStatusMessage: Data?.StatusMessage },
    });
    const first = () => answerTo(harness, createEvent({ ResourceProperties: definition('1', { TimeoutSeconds: 60, OnTimeout: 'HAND_ON' }) }));
    const skipped = await first();
    expect((await answerTo(harness, next(skipped))).Data).toEqual(skipped.Data);
    harness.stacks.resources = FOUND;
    harness.standIn.script('*', { runningSeconds: 900 });
    const handedOn = await first();
    expect(handedOn.Data?.Outcome).toBe('timedOut');
    expect((await answerTo(harness, next(handedOn))).Data).toMatchObject({ Outcome: 'succeeded', BackupJobId: handedOn.Data?.BackupJobId });
    expect(jobs()).toBe(1);
  });
});

describe('on delete', () => {
  const HEAD = PHYSICAL_ID;
  const LINK = PHYSICAL_ID;
  const definition = properties({ Trigger: 'ON_DELETE' });
  const final = () => deleteEvent({ PhysicalResourceId: HEAD, ResourceProperties: definition });

  /** CloudFormation begins to delete the stack, and gets to the first resource a second later. */
  async function beginDeletion(): Promise<void> {
    Object.assign(harness.stacks, { status: 'DELETE_IN_PROGRESS', times: { DeletionTime: new Date(Date.now()) } });
    await harness.withinDeadline(() => harness.sleep(1));
  }

  test('a Delete that is delivered twice is one job', async () => {
    const event = { ...final(), RequestId: 'twice', ResponseURL: harness.answerServer.url };
    harness.deliver(event);
    harness.deliver(event, 1);
    await harness.settle();
    expect(theAnswer(harness, event)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: HEAD });
    expect(jobs()).toBe(1);
  });

  test('a Delete that is tried again after a failure makes a job of its own, and keeps its id', async () => {
    await beginDeletion();
    harness.standIn.script('*', [{ outcome: 'FAILED' }, {}]);
    expect(await answerTo(harness, final())).toMatchObject({ Status: 'FAILED', PhysicalResourceId: HEAD, Reason: expect.stringContaining('nothing was deleted') });
    await beginDeletion();
    expect(await answerTo(harness, final())).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: HEAD, Data: { Outcome: 'succeeded' } });
    expect(jobs()).toBe(2);
  });

  describe('in a chain', () => {
    const handOn = JSON.stringify(waitPolicy({ TimeoutSeconds: 60, OnTimeout: 'HAND_ON' }));
    const head = () => deleteEvent({ PhysicalResourceId: HEAD, ResourceProperties: { ...definition, WaitPolicy: handOn } });
    const link = () => deleteEvent({ PhysicalResourceId: LINK, ResourceProperties: { ...definition, Continued: 'true' } });

    test('a backup of before the deletion is none', async () => {
      harness.standIn.script('*', {});
      await answerTo(harness, createEvent());
      await beginDeletion();
      expect(await answerTo(harness, link())).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: LINK });
      expect(jobs()).toBe(2);
    });

    test.each([['tells when', true], ['does not tell that', false]])('a job that failed is not taken up when the deletion is tried again, and the stack %s it was', async (_what, tells) => {
      await beginDeletion();
      const { times } = harness.stacks;
      harness.standIn.script('*', [{ runningSeconds: 900, outcome: 'FAILED' }, {}]);
      expect(await answerTo(harness, head())).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: HEAD });
      expect(await answerTo(harness, link())).toMatchObject({ Status: 'FAILED', PhysicalResourceId: LINK });
      expect(jobs()).toBe(1);
      await beginDeletion();
      if (!tells) { harness.stacks.times = times; }
      expect(await answerTo(harness, link())).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: LINK, Data: { Outcome: 'succeeded' } });
      expect(jobs()).toBe(2);
    });

    test('a stack that does not tell when its deletion began gets a backup of its own', async () => {
      await beginDeletion();
      await answerTo(harness, head());
      harness.stacks.times = { LastUpdatedTime: new Date(0) };
      expect(await answerTo(harness, link())).toMatchObject({ Status: 'SUCCESS' });
      expect(jobs()).toBe(2);
    });
  });
});
