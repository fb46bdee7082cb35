import { parseResourceInStack } from '../../src/request/resource-in-stack';

const TABLE = { StackName: 'orders', LogicalResourceIds: ['Nested', 'Table'], Type: 'AWS::DynamoDB::Table' };

test('is read from JSON', () => {
  expect(parseResourceInStack(JSON.stringify(TABLE))).toEqual(TABLE);
});

test.each<readonly [string, unknown]>([
  ['no JSON', '{'],
  ['nothing', undefined],
  ['an object and no text', TABLE],
  ['null', 'null'],
  ['a list', '[]'],
  ['a string', '"orders"'],
  ...Object.keys(TABLE).flatMap((member) => [undefined, '', null, {}, [], 5].map((value) =>
    [`a resource whose ${member} is ${JSON.stringify(value)}`, JSON.stringify({ ...TABLE, [member]: value })] as const)),
  ['a resource with a way that ends in nothing', JSON.stringify({ ...TABLE, LogicalResourceIds: ['Nested', ''] })],
  ['a resource with a way that leads through a number', JSON.stringify({ ...TABLE, LogicalResourceIds: [5, 'Table'] })],
])('is not %s', (_what, json) => {
  expect(parseResourceInStack(json)).toBeUndefined();
});
