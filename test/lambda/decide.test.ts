import { decide } from '../../lambda/decide';
import { notStartedId } from '../../lambda/physical-id';
import type { CustomResourceProperties } from '../../src/request/custom-resource';
import { createEvent, deleteEvent, handling, JOB_ID, OTHER_JOB_ID, properties, RECOVERY_POINT_ARN, requestText, updateEvent } from '../util/events';

const NOT_STARTED = notStartedId('a-former-request');
const FOLLOW = { action: 'follow', job: { BackupJobId: JOB_ID }, reason: 'neither the definition nor the revision changed' };
const DESTROY = properties({ Handling: JSON.stringify(handling({ Destroy: true })) });
const start = (reason: string) => ({ action: 'start', reason });
/** Whether the stack is rolled back; undefined when it could not be asked. */
const ROLLBACKS = [[false], [true], [undefined]] as const;

test('Create starts a job', () => {
  expect(decide(createEvent(), false)).toEqual(start('the definition is new'));
});

const IDS: [string, string | undefined][] = [
  ['of a job', JOB_ID],
  ['of a job and its recovery point', `${JOB_ID}|${RECOVERY_POINT_ARN}`],
  ['of a job never started', NOT_STARTED],
  ['that CloudFormation made up', 'stack-Backup-1A2B3C'],
  ['that is missing', undefined],
];

describe.each(ROLLBACKS)('Delete (rollback: %s)', (isRollback) => {
  test.each(IDS)('with an id %s starts nothing and is answered at once, when recovery points are retained', (_kind, PhysicalResourceId) => {
    for (const Handling of [undefined, '{', '{}', '{"Destroy":false}', '{"TimeoutSeconds":60,"WarnOnFailure":true}']) {
      const event = deleteEvent({ PhysicalResourceId, ResourceProperties: properties({ Handling }) });
      expect(decide(event, isRollback)).toEqual({ action: 'answer', reason: 'recovery points are retained' });
    }
  });

  test.each(IDS.slice(2))('with an id %s removes nothing, when they are destroyed', (_kind, PhysicalResourceId) => {
    const event = deleteEvent({ PhysicalResourceId, ResourceProperties: DESTROY });
    expect(decide(event, isRollback)).toEqual({ action: 'answer', reason: 'no job was started' });
  });

  test('of a further custom resource of a chain removes nothing', () => {
    expect(decide(deleteEvent({ ResourceProperties: properties({ ContinuedJobId: JOB_ID }) }), isRollback).action).toBe('answer');
  });
});

describe('Delete that destroys', () => {
  const event = deleteEvent({ PhysicalResourceId: `${JOB_ID}|${RECOVERY_POINT_ARN}`, ResourceProperties: DESTROY });

  test('removes the job and the recovery point of the id', () => {
    const job = { BackupJobId: JOB_ID, RecoveryPointArn: RECOVERY_POINT_ARN };
    expect(decide(event, false)).toEqual({ action: 'remove', job, reason: 'recovery points are destroyed' });
    expect(decide({ ...event, PhysicalResourceId: JOB_ID }, false)).toMatchObject({ action: 'remove', job: { BackupJobId: JOB_ID } });
  });

  test('removes nothing while an update is rolled back', () => {
    expect(decide(event, true)).toEqual({ action: 'answer', reason: 'the update is rolled back: nothing is deleted' });
  });

  test('removes nothing, and says so, when nobody knows whether it is', () => {
    expect(decide(event, undefined)).toEqual({ action: 'refuse', reason: expect.stringContaining('nothing was deleted') });
  });
});

describe('a further custom resource of a chain', () => {
  const continued = properties({ ContinuedJobId: OTHER_JOB_ID });

  test.each([
    ['Create', createEvent({ ResourceProperties: continued })],
    ['Update of another job', updateEvent({ ResourceProperties: continued })],
    ['Update of another definition', updateEvent({ ResourceProperties: { ...continued, Request: '{}' } })],
    ['Update of one never started', updateEvent({ ResourceProperties: continued, PhysicalResourceId: NOT_STARTED })],
  ])('follows the job of the one before, and starts none: %s', (_what, event) => {
    for (const [isRollback] of ROLLBACKS) {
      expect(decide(event, isRollback)).toEqual({ action: 'follow', job: { BackupJobId: OTHER_JOB_ID }, reason: 'the resource before handed on' });
    }
  });

  test.each([['Create', createEvent()], ['Update', updateEvent()]])('has nothing to do when that one started none: %s', (_type, event) => {
    const ResourceProperties = properties({ ContinuedJobId: '' });
    expect(decide({ ...event, ResourceProperties }, false)).toEqual({ action: 'answer', reason: 'the resource before started no job' });
  });
});

describe('Update', () => {
  const nested = (lifecycle: object) => requestText({ Lifecycle: lifecycle });

  test.each<[string, Partial<CustomResourceProperties>, Partial<CustomResourceProperties>, object]>([
    ['nothing', {}, {}, FOLLOW],
    ['a member of the request', {}, { Request: requestText({ Index: 'ENABLED' }) }, start('the definition changed')],
    ['a member that went', { Request: requestText({ Index: 'ENABLED' }) }, {}, start('the definition changed')],
    ['the type of a value', { Request: requestText({ StartWindowMinutes: 60 }) }, { Request: requestText({ StartWindowMinutes: '60' }) }, start('the definition changed')],
    ['the order of members', { Request: '{"a":1,"b":2}' }, { Request: '{"b":2,"a":1}' }, FOLLOW],
    ['white space', { Request: '{"a":1}' }, { Request: '{ "a": 1 }' }, FOLLOW],
    ['the order of nested members', { Request: nested({ x: 1, y: 2 }) }, { Request: nested({ y: 2, x: 1 }) }, FOLLOW],
    ['a nested value', { Request: nested({ x: 1, y: 2 }) }, { Request: nested({ x: 1, y: 3 }) }, start('the definition changed')],
    ['a null that became an object', { Request: nested({ x: null }) }, { Request: nested({ x: {} }) }, start('the definition changed')],
    ['the order of members beside a null', { Request: '{"a":null,"b":2}' }, { Request: '{"b":2,"a":null}' }, FOLLOW],
    ['a list that became an object', { Request: '{"a":[1]}' }, { Request: '{"a":{"0":1}}' }, start('the definition changed')],
    ['the order in a list', { Request: '{"a":[1,2]}' }, { Request: '{"a":[2,1]}' }, start('the definition changed')],
    ['the revision', { Revision: '1' }, { Revision: '2' }, start('the revision changed')],
    ['a revision that came', {}, { Revision: '1' }, start('the revision changed')],
    ['a revision that went', { Revision: '1' }, {}, start('the revision changed')],
    ['the machine', { StateMachineArn: 'arn:old' }, {}, FOLLOW],
    ['the resource type', {}, { ResourceType: 'EFS' }, FOLLOW],
    ['the handling', { Handling: '{"TimeoutSeconds":60}' }, { Handling: '{"TimeoutSeconds":90}' }, FOLLOW],
    ['a request that is no JSON', {}, { Request: '{' }, start('the definition changed')],
    ['nothing, in a request that is no JSON', { Request: '{' }, { Request: '{' }, FOLLOW],
  ])('what changed is %s', (_what, before, now, expected) => {
    const event = updateEvent({ OldResourceProperties: properties(before), ResourceProperties: properties(now) });
    expect(decide(event, false)).toEqual(expected);
    expect(decide(event, undefined)).toEqual(expected);
    expect(decide(event, true)).toEqual({ ...FOLLOW, reason: 'the stack is rolled back' });
  });

  test('tells the recovery point of the job that it follows', () => {
    const job = { BackupJobId: JOB_ID, RecoveryPointArn: RECOVERY_POINT_ARN };
    expect(decide(updateEvent({ PhysicalResourceId: `${JOB_ID}|${RECOVERY_POINT_ARN}` }), false)).toMatchObject({ action: 'follow', job });
  });

  test.each([
    ['nothing', {}],
    ['the machine', { StateMachineArn: 'arn:new' }],
    ['the resource type', { ResourceType: 'EFS' }],
  ])('starts a job when only %s changed and none was started before', (_what, now) => {
    const event = updateEvent({ ResourceProperties: properties(now), PhysicalResourceId: NOT_STARTED });
    expect(decide(event, false)).toEqual(start('no job was started before'));
  });

  test.each(IDS.slice(2))('starts a job for an id %s, but not while the stack is rolled back', (_kind, PhysicalResourceId) => {
    expect(decide(updateEvent({ PhysicalResourceId }), false)).toEqual(start('no job was started before'));
    expect(decide(updateEvent({ PhysicalResourceId }), true)).toEqual({ action: 'answer', reason: 'the stack is rolled back, and no job was started' });
  });

  test('starts a job when the former properties are not told', () => {
    expect(decide(updateEvent({ OldResourceProperties: undefined }), false)).toEqual(start('the definition changed'));
  });
});
