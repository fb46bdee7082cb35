import { answerTo } from './answer-to';
import type { Harness } from './harness';
import { inVirtualTime } from './in-virtual-time';
import { theAnswer } from './verify';
import { deleteEvent, PHYSICAL_ID, properties, requestJson, RESOURCE_ARN, updateEvent, waitPolicy } from '../util/events';

jest.mock('node:timers/promises', () => jest.requireActual<typeof import('./time')>('./time').virtualTimers);

let harness: Harness;
inVirtualTime((started) => { harness = started; });

const jobs = () => harness.standIn.jobs.length;

describe('an update that replaces what is backed up on delete', () => {
  const HEAD = PHYSICAL_ID;
  const LINK = PHYSICAL_ID;
  const definition = properties({ Trigger: 'ON_DELETE' });
  const FORMER = RESOURCE_ARN.replace('fs-0', 'fs-f');
  const before = { ...definition, Request: requestJson({ ResourceArn: FORMER, BackupVaultName: 'former-vault' }) };
  const replacing = (now = definition, id = HEAD) =>
    updateEvent({ PhysicalResourceId: id, ResourceProperties: now, OldResourceProperties: before });
  const backedUp = () => harness.standIn.jobs.map(({ ResourceArn, BackupVaultName, State }) => [ResourceArn, BackupVaultName, State]);

  test('the former one is backed up once, to the vault of now; the new one when it is deleted', async () => {
    const event = { ...replacing(), RequestId: 'twice', ResponseURL: harness.answerServer.url };
    harness.deliver(event);
    harness.deliver(event, 1);
    await harness.settle();
    expect(theAnswer(harness, event)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: HEAD, Data: { Outcome: 'succeeded' } });
    expect(backedUp()).toEqual([[FORMER, 'vault', 'COMPLETED']]);
    harness.stacks.status = 'DELETE_IN_PROGRESS';
    expect(await answerTo(harness, deleteEvent({ PhysicalResourceId: HEAD, ResourceProperties: definition }))).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: HEAD });
    expect(backedUp()).toEqual([[FORMER, 'vault', 'COMPLETED'], [RESOURCE_ARN, 'vault', 'COMPLETED']]);
  });

  test('a failure, the rollback, and the next try: one job each, and none in the rollback', async () => {
    harness.standIn.script('*', [{ outcome: 'FAILED', statusMessage: 'disk on fire' }, {}]);
    expect(await answerTo(harness, replacing())).toMatchObject({
      Status: 'FAILED', PhysicalResourceId: HEAD, Reason: expect.stringMatching(/nothing was deleted, and the update fails.*disk on fire.*FailureAction\.WARN/),
    });
    harness.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    const { ResourceProperties: OldResourceProperties, OldResourceProperties: ResourceProperties } = replacing();
    const update = updateEvent({ PhysicalResourceId: HEAD, ResourceProperties: ResourceProperties ?? definition, OldResourceProperties });
    expect(await answerTo(harness, update))
      .toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: HEAD });
    expect(jobs()).toBe(1);
    harness.stacks.status = 'UPDATE_IN_PROGRESS';
    expect(await answerTo(harness, replacing())).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: HEAD });
    expect(jobs()).toBe(2);
  });

  test('a chain: the next, which comes first here, starts nothing; the first starts the job and hands it on to nobody', async () => {
    harness.standIn.script('*', { runningSeconds: 7200 });
    expect(await answerTo(harness, replacing({ ...definition, Continued: 'true' }, LINK))).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: LINK });
    expect(jobs()).toBe(0);
    const WaitPolicy = JSON.stringify(waitPolicy({ OnTimeout: 'HAND_ON' }));
    expect(await answerTo(harness, replacing({ ...definition, WaitPolicy }))).toMatchObject({
      Status: 'FAILED', PhysicalResourceId: HEAD, Reason: expect.stringContaining('still RUNNING after 57 minutes. The job goes on. An update can wait no longer'),
    });
    expect(jobs()).toBe(1);
  });

  test('a request that cannot be read fails the update before anything is deleted', async () => {
    expect(await answerTo(harness, replacing({ ...definition, Request: '{' }))).toMatchObject({ Status: 'FAILED', PhysicalResourceId: HEAD, Reason: expect.stringContaining('not JSON') });
    expect(jobs()).toBe(0);
  });
});
