import { decideBy, decideWith, historyOf } from './fixture';
import { NOT_ASKED } from '../../../lambda/aws/stack-status';
import { decide } from '../../../lambda/cloudformation/decide';
import type { HistoryRecord } from '../../../src/request/history/history-record';
import { RECORD } from '../../request/history/fixture';
import { deleteEvent, PHYSICAL_ID, properties, waitPolicy } from '../../util/events';

const DESTROY = properties({ History: '/cdk-on-demand-backup/orders/OrdersBackup', WaitPolicy: JSON.stringify(waitPolicy({ Destroy: true })) });
const FINAL = properties({ History: '/cdk-on-demand-backup/orders/OrdersBackup', Trigger: 'ON_DELETE' });
const PhysicalResourceId = `${PHYSICAL_ID}|failed`;
const NOTHING = { action: 'respond', reason: 'the creation failed, so there is nothing to delete or to back up' };
/** What changes or cleans up a stack that stays. */
const UPDATES = ['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_FAILED', 'CREATE_IN_PROGRESS', 'NEW_IN_PROGRESS', ''];

function by(requestId: string, members: Partial<HistoryRecord> = {}): HistoryRecord {
  return { ...RECORD, requestId, formerFingerprint: '', ...members };
}
const CREATED = by('failed', { outcome: 'failed' });
const UPDATED = by('updated', { formerFingerprint: RECORD.fingerprint });

describe.each([['destroys', 'remove', DESTROY], ['is backed up before', 'start', FINAL]] as const)('the Delete of a failed creation that %s', (_how, action, ResourceProperties) => {
  const event = deleteEvent({ PhysicalResourceId, ResourceProperties });

  test.each(UPDATES)('does nothing while the stack stays: %s', (status) => {
    for (const records of [[], [CREATED], [by('created again'), CREATED], [UPDATED, by('created again'), CREATED], [UPDATED, CREATED, by('created again'), CREATED]]) {
      expect(decideBy(event, status, records)).toEqual(NOTHING);
    }
  });

  test('does nothing, whoever else was updated', () => {
    expect(decideBy(event, 'UPDATE_IN_PROGRESS', [{ ...UPDATED, logicalId: 'Other' }, CREATED])).toEqual(NOTHING);
    expect(decideBy(event, 'UPDATE_IN_PROGRESS', [CREATED, UPDATED])).toEqual(NOTHING);
  });

  test('is that of any other, when an update kept its id', () => {
    for (const records of [[UPDATED, CREATED], [UPDATED], [UPDATED, { ...CREATED, outcome: '' }, by('a former one of the name')]]) {
      expect(decideBy(event, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', records).action).toBe(action);
    }
  });

  test.each(['DELETE_IN_PROGRESS', 'DELETE_FAILED'])('is that of any other, when the stack goes: %s', (status) => {
    expect(decideBy(event, status, [by('created again'), CREATED]).action).toBe(action);
  });

  test('does nothing in the rollback of an update', () => {
    expect(decideBy(event, 'UPDATE_ROLLBACK_IN_PROGRESS', [UPDATED, CREATED]).action).toBe('respond');
  });

  test('asks for the status of the stack first, and for the history only while the stack stays', () => {
    expect(decideWith(event, NOT_ASKED).action).toBe('askStack');
    expect(decide(event, { stack: { Status: 'UPDATE_IN_PROGRESS' }, history: NOT_ASKED }).action).toBe('askHistory');
    expect(decide(event, { stack: { Status: 'DELETE_IN_PROGRESS' }, history: NOT_ASKED }).action).toBe(action);
    const other = deleteEvent({ PhysicalResourceId: PHYSICAL_ID, ResourceProperties });
    expect(decide(other, { stack: { Status: 'UPDATE_IN_PROGRESS' }, history: NOT_ASKED }).action).toBe(action);
    expect(decide(other, { stack: { Status: 'UPDATE_IN_PROGRESS' }, history: historyOf(other, [CREATED]) }).action).toBe(action);
  });
});

test('what cannot be known destroys nothing, and is a backup too many', () => {
  const destroyed = deleteEvent({ PhysicalResourceId, ResourceProperties: DESTROY });
  const last = deleteEvent({ PhysicalResourceId, ResourceProperties: FINAL });
  expect(decideBy(destroyed, 'UPDATE_IN_PROGRESS', undefined)).toEqual(NOTHING);
  expect(decideBy(last, 'UPDATE_IN_PROGRESS', undefined).action).toBe('start');
  expect(decideBy(destroyed, undefined, [CREATED]).action).toBe('refuse');
  expect(decideBy(last, undefined, [CREATED]).action).toBe('start');
});

test('the creation of the stack that is undone removes what its failed custom resource left, and backs up nothing', () => {
  expect(decideBy(deleteEvent({ PhysicalResourceId, ResourceProperties: DESTROY }), 'ROLLBACK_IN_PROGRESS', [CREATED]).action).toBe('remove');
  expect(decideBy(deleteEvent({ PhysicalResourceId, ResourceProperties: FINAL }), 'ROLLBACK_IN_PROGRESS', [CREATED]).action).toBe('respond');
});
