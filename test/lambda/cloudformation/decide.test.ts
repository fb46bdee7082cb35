import { NOT_ASKED } from '../../../lambda/aws/stack-status';
import type { CloudFormationEvent } from '../../../lambda/cloudformation/cloudformation-event';
import { decide as decideBy } from '../../../lambda/cloudformation/decide';
import { notStartedId } from '../../../lambda/job/physical-id';
import type { CustomResourceProperties } from '../../../src/request/custom-resource';
import { createEvent, deleteEvent, waitPolicy, JOB_ID, OTHER_JOB_ID, properties, RECOVERY_POINT_ARN, requestJson, updateEvent } from '../../util/events';

/** Decides by the own status of the stack; undefined when it cannot be known. */
const decide = (event: CloudFormationEvent, status: string | undefined) => decideBy(event, status === undefined ? undefined : { Status: status });

const NOT_STARTED = notStartedId('a-former-request');
const FOLLOW = { action: 'follow', job: { BackupJobId: JOB_ID }, reason: 'neither the backup nor the revision changed' };
const DESTROY = properties({ History: '/cdk-on-demand-backup/orders/OrdersBackup', WaitPolicy: JSON.stringify(waitPolicy({ Destroy: true })) });
const start = (reason: string) => ({ action: 'start', reason });
const UPDATE = 'UPDATE_IN_PROGRESS';
const ROLLBACK = 'UPDATE_ROLLBACK_IN_PROGRESS';
const DELETE = 'DELETE_IN_PROGRESS';
/** The status of the stack; undefined when it is not known. */
const STATUSES = [[UPDATE], [ROLLBACK], [DELETE], [undefined]] as const;

test.each([undefined, '', 'ON_DEPLOY', 'ON_FIRST_DEPLOY', 'BEFORE_CHANGE', 'NEW', 'constructor', 5, { toString: false }])('Create starts a job: %p', (Trigger) => {
  const event = createEvent({ ResourceProperties: properties({ Trigger: Trigger as string }) });
  expect(decide(event, undefined)).toEqual(start('the backup is new'));
});

const IDS: [string, string | undefined][] = [
  ['of a job', JOB_ID],
  ['of a job and its recovery point', `${JOB_ID}|${RECOVERY_POINT_ARN}`],
  ['of a job never started', NOT_STARTED],
  ['that CloudFormation made up', 'stack-Backup-1A2B3C'],
  ['that is missing', undefined],
];

describe.each(STATUSES)('Delete (status: %s)', (status) => {
  test.each(IDS)('with an id %s starts nothing and gets its response at once, when recovery points are retained', (_kind, PhysicalResourceId) => {
    for (const WaitPolicy of [undefined, '{', '{}', '{"Destroy":false}', '{"TimeoutSeconds":60,"WarnOnFailure":true}']) {
      const event = deleteEvent({ PhysicalResourceId, ResourceProperties: properties({ WaitPolicy }) });
      expect(decide(event, status)).toEqual({ action: 'respond', reason: 'recovery points are retained' });
    }
  });

  test.each([undefined, ''])('without a history (%p) removes nothing, when they are destroyed', (History) => {
    const event = deleteEvent({ ResourceProperties: { ...DESTROY, History } });
    expect(decide(event, status)).toEqual({ action: 'respond', reason: 'there is no history, so no recovery points are known' });
  });

  test('of a further custom resource of a chain removes nothing', () => {
    expect(decide(deleteEvent({ ResourceProperties: properties({ ContinuedJobId: JOB_ID }) }), status).action).toBe('respond');
  });
});

describe('Delete that destroys', () => {
  const event = deleteEvent({ ResourceProperties: DESTROY });

  test.each(IDS)('removes what the history names, whatever the id says: %s', (_kind, PhysicalResourceId) => {
    for (const status of [UPDATE, DELETE, '']) {
      expect(decide({ ...event, PhysicalResourceId }, status)).toEqual({ action: 'remove', reason: 'recovery points are destroyed' });
    }
  });

  test('removes nothing while an update is rolled back', () => {
    expect(decide(event, ROLLBACK)).toEqual({ action: 'respond', reason: 'the update is being rolled back: nothing is deleted' });
  });

  test('removes nothing, and says so, when the status of the stack is not known', () => {
    expect(decide(event, undefined)).toEqual({ action: 'refuse', reason: expect.stringContaining('nothing was deleted') });
  });
});

describe('a further custom resource of a chain', () => {
  const continued = properties({ ContinuedJobId: OTHER_JOB_ID });

  test.each([
    ['Create', createEvent({ ResourceProperties: continued })],
    ['Update of another job', updateEvent({ ResourceProperties: continued })],
    ['Update of another backup', updateEvent({ ResourceProperties: { ...continued, Request: '{}' } })],
    ['Update of one never started', updateEvent({ ResourceProperties: continued, PhysicalResourceId: NOT_STARTED })],
  ])('follows the job of the previous one, and starts none: %s', (_what, event) => {
    for (const [status] of STATUSES) {
      const inRollback = status === ROLLBACK && event.RequestType === 'Update' ? { inRollback: true } : {};
      expect(decide(event, status)).toEqual({
        action: 'follow', job: { BackupJobId: OTHER_JOB_ID }, reason: 'the previous custom resource of the chain handed on its job', ...inRollback,
      });
    }
  });

  test.each([['Create', createEvent()], ['Update', updateEvent()]])('has nothing to do when the previous one started none: %s', (_type, event) => {
    const ResourceProperties = properties({ ContinuedJobId: '' });
    expect(decide({ ...event, ResourceProperties }, UPDATE)).toEqual({ action: 'respond', reason: 'the previous custom resource of the chain started no job' });
  });
});

describe('Update', () => {
  const nested = (lifecycle: object) => requestJson({ Lifecycle: lifecycle });

  test.each<[string, Partial<CustomResourceProperties>, Partial<CustomResourceProperties>, object]>([
    ['nothing', {}, {}, FOLLOW],
    ['a member of the request', {}, { Request: requestJson({ Index: 'ENABLED' }) }, start('the backup changed')],
    ['a removed member', { Request: requestJson({ Index: 'ENABLED' }) }, {}, start('the backup changed')],
    ['the type of a value', { Request: requestJson({ StartWindowMinutes: 60 }) }, { Request: requestJson({ StartWindowMinutes: '60' }) }, start('the backup changed')],
    ['the order of members', { Request: '{"a":1,"b":2}' }, { Request: '{"b":2,"a":1}' }, FOLLOW],
    ['white space', { Request: '{"a":1}' }, { Request: '{ "a": 1 }' }, FOLLOW],
    ['the order of nested members', { Request: nested({ x: 1, y: 2 }) }, { Request: nested({ y: 2, x: 1 }) }, FOLLOW],
    ['a nested value', { Request: nested({ x: 1, y: 2 }) }, { Request: nested({ x: 1, y: 3 }) }, start('the backup changed')],
    ['a null that became an object', { Request: nested({ x: null }) }, { Request: nested({ x: {} }) }, start('the backup changed')],
    ['the order of members beside a null', { Request: '{"a":null,"b":2}' }, { Request: '{"b":2,"a":null}' }, FOLLOW],
    ['a list that became an object', { Request: '{"a":[1]}' }, { Request: '{"a":{"0":1}}' }, start('the backup changed')],
    ['the order in a list', { Request: '{"a":[1,2]}' }, { Request: '{"a":[2,1]}' }, start('the backup changed')],
    ['the revision', { Revision: '1' }, { Revision: '2' }, start('the revision changed')],
    ['an added revision', {}, { Revision: '1' }, start('the revision changed')],
    ['a removed revision', { Revision: '1' }, {}, start('the revision changed')],
    ['the state machine', { StateMachineArn: 'arn:old' }, {}, FOLLOW],
    ['the resource type', {}, { ResourceType: 'EFS' }, FOLLOW],
    ['the wait policy', { WaitPolicy: '{"TimeoutSeconds":60}' }, { WaitPolicy: '{"TimeoutSeconds":90}' }, FOLLOW],
    ['a request that is not JSON', {}, { Request: '{' }, start('the backup changed')],
    ['nothing, in a request that is not JSON', { Request: '{' }, { Request: '{' }, FOLLOW],
    ['a deploy-time value', { DeployTimeValues: ['a', { b: 'c' }] }, { DeployTimeValues: ['a', { b: 'd' }] }, start('a deploy-time value changed')],
    ['the order of values', { DeployTimeValues: ['a', 'b'] }, { DeployTimeValues: ['b', 'a'] }, start('a deploy-time value changed')],
    ['added values', {}, { DeployTimeValues: [] }, start('a deploy-time value changed')],
    ['removed values', { DeployTimeValues: 'a' }, {}, start('a deploy-time value changed')],
    ['the order of members of a value', { DeployTimeValues: [{ a: '1', b: '2' }] }, { DeployTimeValues: [{ b: '2', a: '1' }] }, FOLLOW],
    ['nothing, with values', { DeployTimeValues: ['a', { b: 'c' }] }, { DeployTimeValues: ['a', { b: 'c' }] }, FOLLOW],
  ])('what changed is %s', (_what, before, now, expected) => {
    const event = updateEvent({ OldResourceProperties: properties(before), ResourceProperties: properties(now) });
    expect(decide(event, UPDATE)).toEqual(expected);
    expect(decide(event, undefined)).toEqual(expected);
    expect(decide(event, ROLLBACK)).toEqual({ ...FOLLOW, reason: 'the stack is being rolled back', inRollback: true });
  });

  test('knows the recovery point of the job that it follows', () => {
    const job = { BackupJobId: JOB_ID, RecoveryPointArn: RECOVERY_POINT_ARN };
    expect(decide(updateEvent({ PhysicalResourceId: `${JOB_ID}|${RECOVERY_POINT_ARN}` }), UPDATE)).toMatchObject({ action: 'follow', job });
  });

  test.each([
    ['nothing', {}],
    ['the state machine', { StateMachineArn: 'arn:new' }],
    ['the resource type', { ResourceType: 'EFS' }],
  ])('starts a job when only %s changed and none was started before', (_what, now) => {
    const event = updateEvent({ ResourceProperties: properties(now), PhysicalResourceId: NOT_STARTED });
    expect(decide(event, UPDATE)).toEqual(start('no job was started before'));
  });

  test.each(IDS.slice(2))('starts a job for an id %s, but not while the stack is rolled back', (_kind, PhysicalResourceId) => {
    expect(decide(updateEvent({ PhysicalResourceId }), UPDATE)).toEqual(start('no job was started before'));
    expect(decide(updateEvent({ PhysicalResourceId }), ROLLBACK)).toEqual({ action: 'respond', reason: 'the stack is being rolled back, and no job was started' });
  });

  test('starts a job when the former properties are not known', () => {
    expect(decide(updateEvent({ OldResourceProperties: undefined }), UPDATE)).toEqual(start('the backup changed'));
  });
});

describe('on the first deploy', () => {
  const ONCE = properties({ Trigger: 'ON_FIRST_DEPLOY' });
  const CHANGED = { ...ONCE, Request: requestJson({ Index: 'ENABLED' }), Revision: '2', DeployTimeValues: ['new'] };
  const update = (PhysicalResourceId: string) => updateEvent({ PhysicalResourceId, ResourceProperties: CHANGED, OldResourceProperties: ONCE });

  test('an update follows the known job, whatever changed', () => {
    const followed = { action: 'follow', job: { BackupJobId: JOB_ID }, reason: 'the first deployment ran the backup' };
    for (const status of [UPDATE, undefined]) { expect(decide(update(JOB_ID), status)).toEqual(followed); }
    expect(decide(update(JOB_ID), ROLLBACK)).toEqual({ ...followed, reason: 'the stack is being rolled back', inRollback: true });
  });

  test('an update starts a job when none is known, but not while the stack is rolled back', () => {
    for (const status of [UPDATE, undefined]) { expect(decide(update(NOT_STARTED), status)).toEqual(start('no job was started before')); }
    expect(decide(update(NOT_STARTED), ROLLBACK)).toEqual({ action: 'respond', reason: 'the stack is being rolled back, and no job was started' });
  });
});

describe('before a change', () => {
  const BEFORE = properties({
    Trigger: 'BEFORE_CHANGE',
    Revision: 'hash',
    DeployTimeValues: ['a', { b: ['c'] }],
    Resource: '{"StackName":"orders","LogicalResourceIds":["FileSystem"],"Type":"AWS::EFS::FileSystem"}',
  });
  const update = (now: Partial<CustomResourceProperties>, PhysicalResourceId = JOB_ID) =>
    updateEvent({ PhysicalResourceId, ResourceProperties: { ...BEFORE, ...now }, OldResourceProperties: BEFORE });
  const located = (...LogicalResourceIds: string[]) => JSON.stringify({ StackName: 'orders', LogicalResourceIds, Type: 'AWS::EFS::FileSystem' });
  const UNCHANGED = 'the backed-up resource does not change';

  test.each<[string, Partial<CustomResourceProperties>, string]>([
    ['the fingerprint', { Revision: 'other' }, 'the revision changed'],
    ['a deploy-time value', { DeployTimeValues: ['a', { b: ['d'] }] }, 'a deploy-time value changed'],
    ['both, and the request', { Revision: 'other', DeployTimeValues: [], Request: '{}' }, 'the revision changed'],
    ['the name of the resource', { Resource: located('Renamed') }, 'the backed-up resource moves'],
    ['the nested stack that contains it', { Resource: located('Nested', 'FileSystem') }, 'the backed-up resource moves'],
  ])('an update starts a job when %s changed, but not while the stack is rolled back', (_what, now, reason) => {
    for (const id of [JOB_ID, NOT_STARTED]) {
      for (const status of [UPDATE, undefined]) { expect(decide(update(now, id), status)).toEqual(start(reason)); }
      expect(decide(update(now, id), ROLLBACK).action).toBe(id === JOB_ID ? 'follow' : 'respond');
    }
  });

  test.each<[string, Partial<CustomResourceProperties>]>([
    ['nothing', {}],
    ['the request', { Request: requestJson({ Index: 'ENABLED' }) }],
    ['the way to name the resource', { Resource: undefined }],
    ['the order of members', { DeployTimeValues: ['a', { b: ['c'] }] }],
    ['the wait policy', { WaitPolicy: '{"TimeoutSeconds":60}' }],
  ])('an update starts none when %s changed', (_what, now) => {
    expect(decide(update(now), UPDATE)).toEqual({ action: 'follow', job: { BackupJobId: JOB_ID }, reason: UNCHANGED });
    expect(decide(update(now, NOT_STARTED), UPDATE)).toEqual({ action: 'respond', reason: `${UNCHANGED}, and no job was started` });
  });

  test('the next of a chain takes up the job of the previous one', () => {
    const event = createEvent({ ResourceProperties: { ...BEFORE, ContinuedJobId: OTHER_JOB_ID } });
    expect(decide(event, undefined)).toMatchObject({ action: 'follow', job: { BackupJobId: OTHER_JOB_ID } });
  });

  test.each([['retains', {}, 'respond'], ['destroys', DESTROY, 'remove']])('a delete that %s does so', (_what, now, action) => {
    expect(decide(deleteEvent({ ResourceProperties: { ...BEFORE, ...now } }), DELETE).action).toBe(action);
  });
});

describe('the status of the stack is asked for', () => {
  const FINAL = properties({ Trigger: 'ON_DELETE' });

  test.each<[string, CloudFormationEvent, object]>([
    ['a delete that destroys, which says so', deleteEvent({ ResourceProperties: DESTROY }), { isRemoval: true, reason: 'recovery points are destroyed, except in a rollback' }],
    ['a delete that is backed up before', deleteEvent({ ResourceProperties: FINAL }), { reason: 'the backed-up resource may be deleted next, except in a rollback' }],
    ['an update that starts a job', updateEvent({ ResourceProperties: properties({ Revision: '2' }) }), { reason: 'the revision changed, unless the stack is being rolled back' }],
    ['an update that follows a job', updateEvent(), { reason: `${FOLLOW.reason}, unless the stack is being rolled back` }],
    ['an update of a chain', updateEvent({ ResourceProperties: properties({ ContinuedJobId: OTHER_JOB_ID }) }), { reason: expect.stringContaining('handed on its job') }],
  ])('by %s', (_what, event, asked) => {
    expect(decideBy(event, NOT_ASKED)).toEqual({ action: 'askStack', ...asked });
  });

  test.each<[string, CloudFormationEvent]>([
    ['a create', createEvent()],
    ['a create of a chain', createEvent({ ResourceProperties: properties({ ContinuedJobId: OTHER_JOB_ID }) })],
    ['a create that waits for a deletion', createEvent({ ResourceProperties: FINAL })],
    ['a delete that retains', deleteEvent()],
    ['a delete without a history', deleteEvent({ ResourceProperties: { ...DESTROY, History: undefined } })],
    ['an update of one that waits for a deletion', updateEvent({ ResourceProperties: FINAL, OldResourceProperties: FINAL })],
    ['an update of a chain that started no job', updateEvent({ ResourceProperties: properties({ ContinuedJobId: '' }) })],
    ['an update before no change, without a job', updateEvent({
      ResourceProperties: properties({ Trigger: 'BEFORE_CHANGE' }), OldResourceProperties: properties({ Trigger: 'BEFORE_CHANGE' }), PhysicalResourceId: NOT_STARTED,
    })],
  ])('but not by %s, which any status treats alike', (_what, event) => {
    const decision = decideBy(event, NOT_ASKED);
    expect(decision.action).not.toBe('askStack');
    for (const [status] of STATUSES) { expect(decide(event, status)).toMatchObject({ action: decision.action }); }
  });
});

describe('a nested stack that is being deleted', () => {
  const FINAL = properties({ Trigger: 'ON_DELETE' });
  const destroyed = deleteEvent({ ResourceProperties: DESTROY });
  const last = deleteEvent({ ResourceProperties: FINAL });

  test.each(['CREATE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'])(
    'by the rollback of its outermost stack (%s): no final backup, and nothing is destroyed', (RootStatus) => {
      const stack = { Status: DELETE, RootStatus };
      expect(decideBy(last, stack)).toEqual({ action: 'respond', reason: 'the stack is being rolled back: the failed operation created what is deleted' });
      expect(decideBy(destroyed, stack)).toEqual({ action: 'respond', reason: 'the outermost stack is being rolled back: nothing is deleted' });
    });

  test.each([
    'DELETE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_IN_PROGRESS', 'CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', '',
  ])('by intent (%s): a final backup, and recovery points are destroyed', (RootStatus) => {
    const stack = { Status: DELETE, RootStatus };
    expect([decideBy(last, stack).action, decideBy(destroyed, stack).action]).toEqual(['start', 'remove']);
  });

  test.each(['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'DELETE_FAILED'])('counts its own status first: %s', (Status) => {
    const stack = { Status, RootStatus: 'ROLLBACK_IN_PROGRESS' };
    expect([decideBy(last, stack).action, decideBy(destroyed, stack).action]).toEqual(['start', 'remove']);
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
    ['update of one that has an id like a job', updateEvent({ ResourceProperties: FINAL, PhysicalResourceId: JOB_ID })],
  ])('a %s has nothing to do', (_what, event) => {
    for (const [status] of STATUSES) { expect(decide(event, status)).toEqual({ action: 'respond', reason: 'the backup is made before the resource is deleted' }); }
  });

  test.each([DELETE, 'DELETE_FAILED', UPDATE, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_COMPLETE', 'CREATE_COMPLETE', 'NEW_ROLLBACK', '', undefined])(
    'a delete starts a job: %s', (status) => {
      for (const ResourceProperties of [FINAL, WITH_ALL]) {
        expect(decide(deleteEvent({ ResourceProperties, PhysicalResourceId: NOT_STARTED }), status)).toEqual(start('the backed-up resource may be deleted next'));
      }
    });

  test.each(['ROLLBACK_IN_PROGRESS', 'ROLLBACK_FAILED', 'ROLLBACK_COMPLETE', ROLLBACK, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_FAILED'])(
    'a delete starts none while the stack is rolled back: %s', (status) => {
      expect(decide(deleteEvent({ ResourceProperties: FINAL }), status)).toEqual({
        action: 'respond', reason: 'the stack is being rolled back: the failed operation created what is deleted',
      });
    });
});
