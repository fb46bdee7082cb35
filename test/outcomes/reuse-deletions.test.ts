import { answerTo } from './answer-to';
import type { Harness } from './harness';
import { inVirtualTime } from './in-virtual-time';
import { deletedBy, pointsIn } from './points';
import { HISTORY } from './run-case';
import { recordsOf } from './verify-record';
import type { CustomResourceResponse } from '../../lambda/response/custom-resource-response';
import type { CustomResourceProperties } from '../../src/request/custom-resource';
import type { WaitPolicy } from '../../src/request/execution/wait-policy';
import { createEvent, deleteEvent, properties, requestJson, updateEvent, waitPolicy } from '../util/events';

/* What is deleted of the recovery points that a backup made, and used again instead of new ones. */

jest.mock('node:timers/promises', () => jest.requireActual<typeof import('./time')>('./time').virtualTimers);

let harness: Harness;
inVirtualTime((started) => { harness = started; });

const HOUR = 3600;
const StartPolicy = JSON.stringify({ MaxAgeSeconds: HOUR });
const DESTROY: Partial<WaitPolicy> = { Destroy: true };

function of(Revision: string, policy: Partial<WaitPolicy>, more: Partial<CustomResourceProperties> = {}): CustomResourceProperties {
  const WaitPolicy = JSON.stringify(waitPolicy(policy));
  return properties({ History: HISTORY, Trigger: 'ON_DEPLOY', Revision, StartPolicy, WaitPolicy, ...more });
}

async function create(
  policy: Partial<WaitPolicy>, members: object = {}, more: Partial<CustomResourceProperties> = {},
): Promise<CustomResourceResponse> {
  harness.stacks.status = 'UPDATE_IN_PROGRESS';
  return answerTo(harness, createEvent({ ResourceProperties: of('1', policy, more), ...members }));
}

async function update(from: string, to: string, policy: Partial<WaitPolicy>): Promise<CustomResourceResponse> {
  harness.stacks.status = 'UPDATE_COMPLETE';
  return answerTo(harness, updateEvent({ ResourceProperties: of(to, policy), OldResourceProperties: of(from, policy) }));
}

async function remove(status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'): Promise<void> {
  harness.stacks.status = status;
  expect((await answerTo(harness, deleteEvent({ ResourceProperties: of('1', DESTROY) }))).Status).toBe('SUCCESS');
}

async function runOnSchedule(): Promise<void> {
  const Recorded = { trigger: 'on-schedule-1a2b3c4d', fingerprint: '', formerFingerprint: '', revision: '', stackId: createEvent().StackId, requestId: '', logicalId: '' };
  harness.startRun({
    Request: requestJson(), WaitPolicy: waitPolicy(), StartPolicy: { MaxAgeSeconds: HOUR }, IdempotencyKey: 'schedule', History: { Path: HISTORY, Recorded },
  });
  await harness.settle();
}

const later = () => harness.withinDeadline(() => harness.sleep(2 * HOUR));
const originsOf = (trigger = 'on-deploy') => recordsOf(harness, trigger).map(({ origin }) => origin);

describe('RemovalPolicy.DESTROY', () => {
  test('deletes what the trigger made, also when it used it again', async () => {
    await create(DESTROY);
    await update('1', '2', DESTROY);
    expect(originsOf()).toEqual(['own', 'reused']);
    await remove();
    expect(pointsIn(harness)).toEqual([]);
    expect(harness.standIn.parameters.all).toEqual([]);
  });

  test('leaves what the trigger only used', async () => {
    await runOnSchedule();
    await create(DESTROY);
    expect(originsOf()).toEqual(['reused']);
    await remove();
    expect(deletedBy(harness)).toEqual([]);
  });

  test('leaves what a renamed custom resource uses', async () => {
    await create(DESTROY);
    const renamed = await create(DESTROY, { LogicalResourceId: 'Renamed' });
    expect(renamed.Data?.Outcome).toBe('reused');
    await remove();
    expect(pointsIn(harness)).toEqual([renamed.Data?.RecoveryPointArn]);
  });

  test('leaves what another trigger uses: before a change', async () => {
    await create(DESTROY);
    const other = await create(DESTROY, { LogicalResourceId: 'BeforeChange' }, { Trigger: 'BEFORE_CHANGE' });
    expect(other.Data?.Outcome).toBe('reused');
    await remove();
    expect(pointsIn(harness)).toEqual([other.Data?.RecoveryPointArn]);
  });

  test('leaves what a schedule uses', async () => {
    await create(DESTROY);
    await runOnSchedule();
    expect(originsOf('on-schedule-1a2b3c4d')).toEqual(['reused']);
    await remove();
    expect(deletedBy(harness)).toEqual([]);
  });

  test('leaves what is the final backup', async () => {
    await create(DESTROY);
    harness.stacks.status = 'DELETE_IN_PROGRESS';
    const final = await answerTo(harness, deleteEvent({ LogicalResourceId: 'Final', ResourceProperties: of('1', {}, { Trigger: 'ON_DELETE' }) }));
    expect(final.Data?.Outcome).toBe('reused');
    await remove('DELETE_IN_PROGRESS');
    expect(pointsIn(harness)).toEqual([final.Data?.RecoveryPointArn]);
  });
});

describe('keepLast', () => {
  const KEEP: Partial<WaitPolicy> = { KeepLast: 1 };

  test('lets go what the backup used again, once newer ones supersede it', async () => {
    const first = await create(KEEP);
    await update('1', '2', KEEP);
    expect(originsOf()).toEqual(['own', 'reused']);
    for (const revision of [2, 3, 4]) {
      await later();
      await update(String(revision), String(revision + 1), KEEP);
    }
    expect(originsOf()).toEqual(['own', 'reused', 'own', 'own', 'own']);
    expect(deletedBy(harness)).toEqual([first.Data?.RecoveryPointArn, recordsOf(harness, 'on-deploy')[2].recoveryPointArn]);
  });

  test('keeps it while the attributes name it', async () => {
    const { Data } = await create(KEEP);
    const other = await create(KEEP, { LogicalResourceId: 'BeforeChange' }, { Trigger: 'BEFORE_CHANGE' });
    expect(other.Data?.Outcome).toBe('reused');
    for (const revision of [1, 2, 3, 4]) {
      await later();
      await update(String(revision), String(revision + 1), KEEP);
    }
    expect(deletedBy(harness)).toEqual(recordsOf(harness, 'on-deploy').slice(1, 3).map(({ recoveryPointArn }) => recoveryPointArn));
    expect(pointsIn(harness)).toContain(Data?.RecoveryPointArn);
  });
});
