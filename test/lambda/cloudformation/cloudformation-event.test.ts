import { responseAddress, isCloudFormationEvent } from '../../../lambda/cloudformation/cloudformation-event';
import { responseAddress as address, createEvent, deleteEvent, PHYSICAL_ID, updateEvent } from '../../util/events';

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
  expect(responseAddress(updateEvent())).toEqual(address({ PhysicalResourceId: PHYSICAL_ID, RequestType: 'Update' }));
  expect(Object.keys(responseAddress(updateEvent())).sort()).toEqual(['LogicalResourceId', 'PhysicalResourceId', 'RequestId', 'RequestType', 'ResponseURL', 'StackId']);
});

test('an address without an id has none after JSON either', () => {
  expect(JSON.parse(JSON.stringify(responseAddress(createEvent())))).toStrictEqual(address({ RequestType: 'Create' }));
});
