import { answerTo } from './answer-to';
import type { Harness } from './harness';
import { inVirtualTime } from './in-virtual-time';
import { deletedBy, pointsIn } from './points';
import { HISTORY } from './run-case';
import type { CustomResourceProperties } from '../../src/request/custom-resource';
import { createEvent, deleteEvent, PHYSICAL_ID, properties, updateEvent, waitPolicy } from '../util/events';

/* With rollback off, CloudFormation may create a failed custom resource again, and delete the failed one afterwards. */

jest.mock('node:timers/promises', () => jest.requireActual<typeof import('./time')>('./time').virtualTimers);

let harness: Harness;
inVirtualTime((started) => { harness = started; });

const DESTROY = of('1');
const CLEAN_UP = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';

function of(Revision: string): CustomResourceProperties {
  return properties({ History: HISTORY, Trigger: 'ON_DEPLOY', Revision, WaitPolicy: JSON.stringify(waitPolicy({ Destroy: true })) });
}

/** Creates the custom resource in vain: its job leaves a part. Returns its physical id. */
async function fail(): Promise<string> {
  harness.stacks.status = 'UPDATE_IN_PROGRESS';
  harness.standIn.script('*', { outcome: 'PARTIAL' });
  const answer = await answerTo(harness, createEvent({ ResourceProperties: DESTROY }));
  expect(answer.Status).toBe('FAILED');
  expect(answer.PhysicalResourceId.startsWith(`${PHYSICAL_ID}|request-`)).toBe(true);
  harness.standIn.script('*', {});
  return answer.PhysicalResourceId;
}

async function remove(PhysicalResourceId: string, status = CLEAN_UP, ResourceProperties = DESTROY) {
  harness.stacks.status = status;
  return answerTo(harness, deleteEvent({ PhysicalResourceId, ResourceProperties }));
}

test('that is created again: the Delete of the failed one leaves all, that of the new one removes all', async () => {
  const failed = await fail();
  const { Status, PhysicalResourceId, Data } = await answerTo(harness, createEvent({ ResourceProperties: DESTROY }));
  expect([Status, PhysicalResourceId]).toEqual(['SUCCESS', PHYSICAL_ID]);
  const reason = 'the creation failed, so there is nothing to delete or to back up';
  expect(await remove(failed)).toMatchObject({ Status: 'SUCCESS', Reason: reason, PhysicalResourceId: failed });
  expect(deletedBy(harness)).toEqual([]);
  expect(pointsIn(harness)).toContain(Data?.RecoveryPointArn);
  expect((await remove(PhysicalResourceId)).Status).toBe('SUCCESS');
  expect(pointsIn(harness)).toEqual([]);
});

test('that is created again and updated at once: the Delete of the failed one leaves all', async () => {
  const failed = await fail();
  const { PhysicalResourceId } = await answerTo(harness, createEvent({ ResourceProperties: DESTROY }));
  await answerTo(harness, updateEvent({ PhysicalResourceId, ResourceProperties: of('2'), OldResourceProperties: DESTROY }));
  await remove(failed);
  expect(deletedBy(harness)).toEqual([]);
});

test('that is updated instead: its Delete removes all', async () => {
  const failed = await fail();
  const update = updateEvent({ PhysicalResourceId: failed, ResourceProperties: DESTROY, OldResourceProperties: DESTROY });
  expect(await answerTo(harness, update)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: failed, Data: { Outcome: 'succeeded' } });
  expect(await remove(failed)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: failed });
  expect(harness.standIn.jobs).toHaveLength(2);
  expect(pointsIn(harness)).toEqual([]);
});

test.each(['DELETE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'])('whose stack goes (%s): all is removed, so that a vault of the stack can be deleted', async (status) => {
  await remove(await fail(), status);
  expect(pointsIn(harness)).toEqual([]);
});

test('whose history cannot be read: nothing is removed', async () => {
  const failed = await fail();
  harness.standIn.faults.add({ kind: 'error', error: 'AccessDeniedException', operation: 'GetParameterHistory' });
  expect((await remove(failed)).Status).toBe('SUCCESS');
  expect(deletedBy(harness)).toEqual([]);
});

test('of a trigger on delete: no final backup, unless the stack is deleted', async () => {
  const FINAL = properties({ History: HISTORY, Trigger: 'ON_DELETE' });
  expect(await remove(`${PHYSICAL_ID}|failed`, CLEAN_UP, FINAL)).toMatchObject({ Status: 'SUCCESS' });
  expect(harness.standIn.jobs).toHaveLength(0);
  await remove(`${PHYSICAL_ID}|failed`, 'DELETE_IN_PROGRESS', FINAL);
  expect(harness.standIn.jobs).toHaveLength(1);
});
