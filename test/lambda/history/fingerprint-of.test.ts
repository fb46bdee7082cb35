import { fingerprintOf } from '../../../lambda/history/fingerprint-of';
import type { CustomResourceProperties } from '../../../src/request/custom-resource';
import { FULL_REQUEST, properties, requestJson } from '../../util/events';

const RESOURCE = { StackName: 'orders', LogicalResourceIds: ['Table'], Type: 'AWS::DynamoDB::Table' };
const ALL: CustomResourceProperties = properties({
  Request: JSON.stringify(FULL_REQUEST), Revision: '1.4', Resource: JSON.stringify(RESOURCE), DeployTimeValues: [{ Ref: 'x', Other: ['y'] }],
});

function reversed(value: object): object {
  return Object.fromEntries(Object.entries(value).reverse());
}

test('a fingerprint has 32 hexadecimal digits', () => {
  expect(fingerprintOf(ALL)).toMatch(/^[0-9a-f]{32}$/);
});

/** A change of the hash would make each backup run once more after an update of the library. */
test('a fingerprint stays the same', () => {
  expect(fingerprintOf({ Request: '{"ResourceArn":"a"}', Revision: '1' })).toBe('5968464bda6e15d059ac729c33dcd303');
});

test.each<[string, Partial<CustomResourceProperties>]>([
  ['the order of the members of the request', { Request: JSON.stringify(reversed(FULL_REQUEST), undefined, 1) }],
  ['the order of the members of the resource', { Resource: JSON.stringify(reversed(RESOURCE)) }],
  ['the order of the members of deploy-time values', { DeployTimeValues: [reversed({ Ref: 'x', Other: ['y'] })] }],
  ['the wait policy', { WaitPolicy: '{"TimeoutSeconds":5}' }],
  ['the state machine', { StateMachineArn: 'arn' }],
  ['the trigger', { Trigger: 'BEFORE_CHANGE' }],
  ['the resource type', { ResourceType: 'EFS' }],
  ['the job of the previous custom resource', { ContinuedJobId: 'job', ContinuedOutcome: 'timedOut', ContinuedStatusMessage: 'x', Continued: 'true' }],
])('%s makes no other fingerprint', (_what, change) => {
  expect(fingerprintOf({ ...ALL, ...change })).toBe(fingerprintOf(ALL));
});

test.each<[string, Partial<CustomResourceProperties>]>([
  ['another request', { Request: requestJson() }],
  ['a request that is not JSON', { Request: '{' }],
  ['no revision', { Revision: undefined }],
  ['an empty revision', { Revision: '' }],
  ['another revision', { Revision: '1.5' }],
  ['another resource', { Resource: JSON.stringify({ ...RESOURCE, Type: 'AWS::S3::Bucket' }) }],
  ['no resource', { Resource: undefined }],
  ['other deploy-time values', { DeployTimeValues: [{ Ref: 'z', Other: ['y'] }] }],
  ['no deploy-time values', { DeployTimeValues: undefined }],
  ['deploy-time values in another order', { DeployTimeValues: [{ Ref: 'x', Other: ['y', 'y'] }] }],
])('%s makes another fingerprint', (_what, change) => {
  expect(fingerprintOf({ ...ALL, ...change })).not.toBe(fingerprintOf(ALL));
});

test('a value does not move from one property to another', () => {
  expect(fingerprintOf({ Request: '1', Revision: '2' })).not.toBe(fingerprintOf({ Request: '2', Revision: '1' }));
  expect(fingerprintOf({ Request: '{}', Resource: '{"a":1}' })).not.toBe(fingerprintOf({ Request: '{"a":1}', Resource: '{}' }));
});

test.each([[undefined], [null], [5], [['a']], [{ a: 1 }]])('properties that are %j have a fingerprint', (value) => {
  const any = value as unknown as string;
  expect(fingerprintOf({ Request: any, Revision: any, Resource: any, DeployTimeValues: value })).toMatch(/^[0-9a-f]{32}$/);
});
