import { decideBy, decideWith, recordFor } from './fixture';
import { NOT_ASKED } from '../../../lambda/aws/stack-status';
import type { CloudFormationEvent } from '../../../lambda/cloudformation/cloudformation-event';
import { decide } from '../../../lambda/cloudformation/decide';
import { NOTHING_ASKED } from '../../../lambda/cloudformation/knowledge/knowledge';
import { RECORD } from '../../request/history/fixture';
import { createEvent, deleteEvent, JOB_ID, OTHER_JOB_ID, properties, requestJson, updateEvent, waitPolicy } from '../../util/events';

const DESTROY = properties({ History: '/cdk-on-demand-backup/orders/OrdersBackup', WaitPolicy: JSON.stringify(waitPolicy({ Destroy: true })) });
const start = (reason: string) => ({ action: 'start', reason });
const UPDATE = 'UPDATE_IN_PROGRESS';
const ROLLBACK = 'UPDATE_ROLLBACK_IN_PROGRESS';
const DELETE = 'DELETE_IN_PROGRESS';
/** The status of the stack; undefined when it is not known. */
const STATUSES = [[UPDATE], [ROLLBACK], [DELETE], [undefined]] as const;

test.each([undefined, '', 'ON_DEPLOY', 'ON_FIRST_DEPLOY', 'BEFORE_CHANGE', 'NEW', 'constructor', 5, { toString: false }])('Create starts a job: %p', (Trigger) => {
  const event = createEvent({ ResourceProperties: properties({ Trigger: Trigger as string }) });
  expect(decide(event, NOTHING_ASKED)).toEqual(start('the backup is new'));
});

describe.each(STATUSES)('Delete (status: %s)', (status) => {
  test.each([[[]], [[RECORD]], [undefined]])('starts nothing and gets its response at once, when recovery points are retained', (records) => {
    for (const WaitPolicy of [undefined, '{', '{}', '{"Destroy":false}', '{"TimeoutSeconds":60,"WarnOnFailure":true}']) {
      const event = deleteEvent({ ResourceProperties: properties({ WaitPolicy }) });
      expect(decideBy(event, status, records)).toEqual({ action: 'respond', reason: 'recovery points are retained' });
      expect(decide(event, NOTHING_ASKED).action).toBe('respond');
    }
  });

  test.each([undefined, ''])('without a history (%p) removes nothing, when they are destroyed', (History) => {
    const event = deleteEvent({ ResourceProperties: { ...DESTROY, History } });
    expect(decideBy(event, status, [])).toEqual({ action: 'respond', reason: 'there is no history, so no recovery points are known' });
  });

  test('of a further custom resource of a chain removes nothing', () => {
    expect(decideBy(deleteEvent({ ResourceProperties: properties({ ContinuedJobId: JOB_ID }) }), status, [RECORD]).action).toBe('respond');
  });
});

describe('Delete that destroys', () => {
  const event = deleteEvent({ ResourceProperties: DESTROY });

  test.each([UPDATE, DELETE, ''])('removes what the history names: %s', (status) => {
    expect(decideBy(event, status, [])).toEqual({ action: 'remove', reason: 'recovery points are destroyed' });
  });

  test('removes nothing while an update is rolled back', () => {
    expect(decideBy(event, ROLLBACK, [RECORD])).toEqual({ action: 'respond', reason: 'the update is being rolled back: nothing is deleted' });
  });

  test('removes nothing, and says so, when the status of the stack is not known', () => {
    expect(decideBy(event, undefined, [RECORD])).toEqual({ action: 'refuse', reason: expect.stringContaining('nothing was deleted') });
  });
});

describe('what matters is asked for', () => {
  const FINAL = properties({ Trigger: 'ON_DELETE' });
  const CHANGED = properties({ Revision: '2' });
  const CHAIN = properties({ ContinuedJobId: OTHER_JOB_ID });

  test.each<[string, CloudFormationEvent]>([
    ['an update', updateEvent()],
    ['an update of the backup', updateEvent({ ResourceProperties: CHANGED })],
    ['a create of a chain', createEvent({ ResourceProperties: CHAIN })],
    ['an update of a chain', updateEvent({ ResourceProperties: CHAIN })],
    ['an update in which nothing differs, of one that waits for a deletion', updateEvent({ ResourceProperties: FINAL, OldResourceProperties: FINAL })],
  ])('the history first, by %s', (_what, event) => {
    expect(decide(event, NOTHING_ASKED)).toMatchObject({ action: 'askHistory' });
  });

  test.each<[string, CloudFormationEvent, object]>([
    ['a delete that is backed up before', deleteEvent({ ResourceProperties: FINAL }), { reason: 'the backed-up resource may be deleted next, except in a rollback' }],
    ['an update that starts a job', updateEvent({ ResourceProperties: CHANGED }), { reason: 'the revision changed, unless the stack is being rolled back' }],
    ['an update of a chain', updateEvent({ ResourceProperties: CHAIN }), { reason: expect.stringContaining('handed on its job') }],
    ['a delete that destroys, which says so', deleteEvent({ ResourceProperties: DESTROY }), { isRemoval: true }],
  ])('then the status of the stack, by %s', (_what, event, asked) => {
    expect(decideWith(event, NOT_ASKED, [recordFor(properties())])).toMatchObject({ action: 'askStack', ...asked });
  });

  test.each<[string, CloudFormationEvent]>([
    ['a create', createEvent()],
    ['a create of a chain', createEvent({ ResourceProperties: CHAIN })],
    ['a create that waits for a deletion', createEvent({ ResourceProperties: FINAL })],
    ['a delete that retains', deleteEvent()],
    ['a delete without a history', deleteEvent({ ResourceProperties: { ...DESTROY, History: undefined } })],
    ['an update of one that waits for a deletion', updateEvent({ ResourceProperties: { ...FINAL, WaitPolicy: '{}' }, OldResourceProperties: FINAL })],
    ['an update of a chain that started no job', updateEvent({ ResourceProperties: properties({ ContinuedJobId: '' }) })],
    ['an update of something else', updateEvent({ ResourceProperties: properties({ ResourceType: 'EFS' }) })],
    ['an update in which nothing differs, after a success', updateEvent()],
  ])('but not the status by %s, which any status treats alike', (_what, event) => {
    const records = [recordFor(properties())];
    const { action } = decideWith(event, NOT_ASKED, records);
    expect(action).not.toBe('askStack');
    for (const [status] of STATUSES) { expect(decideBy(event, status, records)).toMatchObject({ action }); }
  });

  test.each<[string, CloudFormationEvent]>([['a create', createEvent()], ['a create that waits for a deletion', createEvent({ ResourceProperties: FINAL })], ['a delete that retains', deleteEvent()]])(
    'and neither by %s', (_what, event) => {
      expect(['start', 'respond']).toContain(decide(event, NOTHING_ASKED).action);
    });
});

describe('a nested stack that is being deleted', () => {
  const FINAL = properties({ Trigger: 'ON_DELETE' });
  const destroyed = deleteEvent({ ResourceProperties: DESTROY });
  const last = deleteEvent({ ResourceProperties: FINAL });

  test.each(['CREATE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'])(
    'by the rollback of its outermost stack (%s): no final backup, and nothing is destroyed', (RootStatus) => {
      const stack = { Status: DELETE, RootStatus };
      expect(decideWith(last, stack, [RECORD])).toEqual({ action: 'respond', reason: 'the stack is being rolled back: the failed operation created what is deleted' });
      expect(decideWith(destroyed, stack, [RECORD])).toEqual({ action: 'respond', reason: 'the outermost stack is being rolled back: nothing is deleted' });
    });

  test.each([
    'DELETE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_IN_PROGRESS', 'CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', '',
  ])('by intent (%s): a final backup, and recovery points are destroyed', (RootStatus) => {
    const stack = { Status: DELETE, RootStatus };
    expect([decideWith(last, stack, [RECORD]).action, decideWith(destroyed, stack, [RECORD]).action]).toEqual(['start', 'remove']);
  });

  test.each(['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'DELETE_FAILED'])('counts its own status first: %s', (Status) => {
    const stack = { Status, RootStatus: 'ROLLBACK_IN_PROGRESS' };
    expect([decideWith(last, stack, [RECORD]).action, decideWith(destroyed, stack, [RECORD]).action]).toEqual(['start', 'remove']);
  });
});

describe('on delete', () => {
  const FINAL = properties({ Trigger: 'ON_DELETE' });
  const WITH_ALL = { ...FINAL, Continued: 'true', WaitPolicy: DESTROY.WaitPolicy, Revision: '2', ContinuedJobId: JOB_ID };

  test.each([
    ['create', createEvent({ ResourceProperties: FINAL })],
    ['create of a chain', createEvent({ ResourceProperties: WITH_ALL })],
    ['update of everything except the resource', updateEvent({ ResourceProperties: { ...WITH_ALL, Request: requestJson({ Index: 'ENABLED' }) }, OldResourceProperties: FINAL })],
    ['update without the former properties', updateEvent({ ResourceProperties: FINAL, OldResourceProperties: undefined })],
    ['update of a request that cannot be read', updateEvent({ ResourceProperties: FINAL, OldResourceProperties: { ...FINAL, Request: '{' } })],
    ['update of a request that named no resource', updateEvent({ ResourceProperties: FINAL, OldResourceProperties: { ...FINAL, Request: '{"ResourceArn":5}' } })],
  ])('a %s has nothing to do', (_what, event) => {
    for (const [status] of STATUSES) { expect(decideBy(event, status, [RECORD])).toEqual({ action: 'respond', reason: 'the backup is made before the resource is deleted' }); }
  });

  test.each([DELETE, 'DELETE_FAILED', UPDATE, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_COMPLETE', 'CREATE_COMPLETE', 'NEW_ROLLBACK', '', undefined])(
    'a delete starts a job: %s', (status) => {
      for (const ResourceProperties of [FINAL, WITH_ALL]) {
        expect(decideBy(deleteEvent({ ResourceProperties }), status, [RECORD])).toEqual(start('the backed-up resource may be deleted next'));
      }
    });

  test.each(['ROLLBACK_IN_PROGRESS', 'ROLLBACK_FAILED', 'ROLLBACK_COMPLETE', ROLLBACK, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_FAILED'])(
    'a delete starts none while the stack is rolled back: %s', (status) => {
      expect(decideBy(deleteEvent({ ResourceProperties: FINAL }), status, [RECORD])).toEqual({
        action: 'respond', reason: 'the stack is being rolled back: the failed operation created what is deleted',
      });
    });
});
