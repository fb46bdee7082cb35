import { decide } from '../../lambda/decide';
import { notStartedId } from '../../lambda/physical-id';
import type { CustomResourceProperties } from '../../src/request/custom-resource';
import { createEvent, deleteEvent, JOB_ID, properties, requestText, updateEvent } from '../util/events';

const NOT_STARTED = notStartedId('a-former-request');
const FOLLOW = { action: 'follow', jobId: JOB_ID, reason: 'neither the definition nor the revision changed' };
const start = (reason: string) => ({ action: 'start', reason });

test('Create starts a job', () => {
  expect(decide(createEvent())).toEqual(start('the definition is new'));
});

test.each<[string, string | undefined]>([
  ['of a job', JOB_ID],
  ['of a job never started', NOT_STARTED],
  ['that CloudFormation made up', 'stack-Backup-1A2B3C'],
  ['that is missing', undefined],
])('Delete with an id %s starts nothing and is answered at once', (_kind, PhysicalResourceId) => {
  expect(decide(deleteEvent({ PhysicalResourceId }))).toEqual({ action: 'answer', reason: 'recovery points are retained' });
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
    ['a request that is no JSON', {}, { Request: '{' }, start('the definition changed')],
    ['nothing, in a request that is no JSON', { Request: '{' }, { Request: '{' }, FOLLOW],
  ])('what changed is %s', (_what, before, now, expected) => {
    const event = updateEvent({ OldResourceProperties: properties(before), ResourceProperties: properties(now) });
    expect(decide(event)).toEqual(expected);
  });

  test.each([
    ['nothing', {}],
    ['the machine', { StateMachineArn: 'arn:new' }],
    ['the resource type', { ResourceType: 'EFS' }],
  ])('starts a job when only %s changed and none was started before', (_what, now) => {
    const event = updateEvent({ ResourceProperties: properties(now), PhysicalResourceId: NOT_STARTED });
    expect(decide(event)).toEqual(start('no job was started before'));
  });

  test.each([['is unknown', undefined], ['is of a job never started', NOT_STARTED]])('starts a job when the id %s', (_kind, PhysicalResourceId) => {
    expect(decide(updateEvent({ PhysicalResourceId })).action).toBe('start');
  });

  test('starts a job when the former properties are not told', () => {
    expect(decide(updateEvent({ OldResourceProperties: undefined }))).toEqual(start('the definition changed'));
  });
});
