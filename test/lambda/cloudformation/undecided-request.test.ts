import { responseAddress } from '../../../lambda/cloudformation/cloudformation-event';
import { requestOf, undecidedRequest } from '../../../lambda/cloudformation/undecided-request';
import { fingerprintOf } from '../../../lambda/history/fingerprint-of';
import { createEvent, deleteEvent, executionState, properties, updateEvent } from '../../util/events';

const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test.each([
  ['an update', updateEvent({ ResourceProperties: properties({ Revision: '2', Trigger: 'BEFORE_CHANGE', WaitPolicy: '{}' }) })],
  ['a delete', deleteEvent()],
  ['one without former properties', updateEvent({ OldResourceProperties: undefined })],
])('%s is the same request again', (_what, event) => {
  const state = executionState({ ResponseAddress: responseAddress(event) });
  expect(copy(requestOf(state, undecidedRequest(event)))).toEqual(copy(event));
});

test.each([
  ['equal', { a: '1', b: '2' }, { b: '2', a: '1' }, undefined],
  ['different', ['hush'], ['secret'], 'changed'],
  ['new', undefined, 'secret', 'changed'],
  ['gone', 'hush', undefined, 'changed'],
  ['none', undefined, undefined, undefined],
])('deploy-time values that are %s are left out, except for whether they changed', (_what, before, now, expected) => {
  const { ResourceProperties, OldResourceProperties } = undecidedRequest(updateEvent({
    OldResourceProperties: properties({ DeployTimeValues: before }), ResourceProperties: properties({ DeployTimeValues: now }),
  }));
  expect([OldResourceProperties?.DeployTimeValues, ResourceProperties.DeployTimeValues]).toEqual([undefined, expected]);
});

test('the address of the response is not repeated', () => {
  expect(Object.keys(undecidedRequest(createEvent())).sort()).toEqual(['ResourceProperties']);
  expect(Object.keys(undecidedRequest(updateEvent())).sort()).toEqual(['Fingerprint', 'OldFingerprint', 'OldResourceProperties', 'ResourceProperties']);
});

test('the fingerprints are of the whole properties, and do not show the values', () => {
  const [before, now] = ['hush', 'secret'].map((value) => properties({ DeployTimeValues: [value] }));
  const undecided = undecidedRequest(updateEvent({ OldResourceProperties: before, ResourceProperties: now }));
  expect(undecided).toMatchObject({ Fingerprint: fingerprintOf(now), OldFingerprint: fingerprintOf(before) });
  expect(JSON.stringify(undecided)).not.toMatch(/hush|secret/);
});
