import { formerResource } from '../../../lambda/cloudformation/former-resource';
import { createEvent, deleteEvent, properties, updateEvent } from '../../util/events';

const TABLE = { StackName: 'orders', LogicalResourceIds: ['Table'], Type: 'AWS::DynamoDB::Table' };
const MOVED = { ...TABLE, LogicalResourceIds: ['Nested', 'Table'] };
const of = (resource?: object) => properties({ Resource: resource && JSON.stringify(resource) });

test.each<readonly [string, object]>([
  ['by another name', { ...TABLE, LogicalResourceIds: ['Orders'] }],
  ['in a nested stack', MOVED],
  ['in another stack', { ...TABLE, StackName: 'shop' }],
  ['of another type', { ...TABLE, Type: 'AWS::DynamoDB::GlobalTable' }],
])('is the former location, when the resource is now %s', (_where, now) => {
  expect(formerResource(updateEvent({ OldResourceProperties: of(TABLE), ResourceProperties: of(now) }))).toEqual(TABLE);
});

test.each([
  ['it stays', updateEvent({ OldResourceProperties: of(TABLE), ResourceProperties: of(TABLE) })],
  ['only the order of members differs', updateEvent({ OldResourceProperties: of(TABLE), ResourceProperties: of(Object.fromEntries(Object.entries(TABLE).reverse())) })],
  ['it was named by its ARN', updateEvent({ OldResourceProperties: of(), ResourceProperties: of(TABLE) })],
  ['it is named by its ARN', updateEvent({ OldResourceProperties: of(TABLE), ResourceProperties: of() })],
  ['the former location cannot be read', updateEvent({ OldResourceProperties: properties({ Resource: '{}' }), ResourceProperties: of(TABLE) })],
  ['the former properties are not known', updateEvent({ OldResourceProperties: undefined, ResourceProperties: of(TABLE) })],
  ['it is new', createEvent({ OldResourceProperties: of(TABLE), ResourceProperties: of(MOVED) })],
  ['it is deleted', deleteEvent({ OldResourceProperties: of(TABLE), ResourceProperties: of(MOVED) })],
])('is none when %s', (_when, event) => {
  expect(formerResource(event)).toBeUndefined();
});
