import { responseAddress, isCloudFormationEvent } from '../../../lambda/cloudformation/cloudformation-event';
import { responseAddress as address, createEvent, deleteEvent, JOB_ID, properties, updateEvent } from '../../util/events';

test.each([['Create', createEvent()], ['Update', updateEvent()], ['Delete', deleteEvent()]])('knows a %s', (_type, event) => {
  expect(isCloudFormationEvent(event)).toBe(true);
});

test.each([
  ['a step of the state machine', { Step: 'Start', State: {} }],
  ['a step whose state holds an address', { Step: 'Start', State: { ResponseAddress: address() } }],
  ['an event without a response URL', { RequestType: 'Create' }],
  ['an event without a type', { ResponseURL: 'https://here' }],
  ['an empty event', {}],
])('does not mistake %s for a request', (_what, event) => {
  expect(isCloudFormationEvent(event)).toBe(false);
});

test('an address contains what the response needs, and no more', () => {
  expect(responseAddress(updateEvent())).toEqual(address({ PhysicalResourceId: JOB_ID, RequestType: 'Update' }));
  expect(Object.keys(responseAddress(updateEvent())).sort()).toEqual(['KeepsId', 'LogicalResourceId', 'PhysicalResourceId', 'RequestId', 'RequestType', 'ResponseURL', 'StackId']);
});

test.each([
  ['a custom resource that is deleted', deleteEvent(), true],
  ['one that waits for a deletion', updateEvent({ ResourceProperties: properties({ Trigger: 'ON_DELETE' }) }), true],
  ['any other that is updated', updateEvent({ ResourceProperties: properties({ Trigger: 'BEFORE_CHANGE' }) }), undefined],
  ['any other that is new', createEvent(), undefined],
])('%s keeps its id: %p', (_what, event, keeps) => {
  expect(responseAddress(event).KeepsId).toBe(keeps);
});

test('an address without an id has none after JSON either', () => {
  expect(JSON.parse(JSON.stringify(responseAddress(createEvent())))).toStrictEqual(address({ RequestType: 'Create' }));
});
