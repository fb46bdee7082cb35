import { answerAddress, isCloudFormationEvent } from '../../lambda/cloudformation-event';
import { answerAddress as address, createEvent, deleteEvent, JOB_ID, updateEvent } from '../util/events';

test.each([['Create', createEvent()], ['Update', updateEvent()], ['Delete', deleteEvent()]])('knows a %s', (_type, event) => {
  expect(isCloudFormationEvent(event)).toBe(true);
});

test.each([
  ['a step of the machine', { Step: 'Start', State: {} }],
  ['a step whose state holds an address', { Step: 'Start', State: { Answer: address() } }],
  ['an event without a way to answer', { RequestType: 'Create' }],
  ['an event without a type', { ResponseURL: 'https://here' }],
  ['an empty event', {}],
])('does not take %s for a request', (_what, event) => {
  expect(isCloudFormationEvent(event)).toBe(false);
});

test('an address is what the answer needs and no more', () => {
  expect(answerAddress(updateEvent())).toStrictEqual(address({ PhysicalResourceId: JOB_ID, RequestType: 'Update' }));
});

test('an address without an id stays without one on its way through JSON', () => {
  expect(JSON.parse(JSON.stringify(answerAddress(createEvent())))).toStrictEqual(address({ RequestType: 'Create' }));
});
