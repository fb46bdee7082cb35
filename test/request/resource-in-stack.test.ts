import { parseResourceInStack } from '../../src/request/resource-in-stack';

const TABLE = { StackName: 'orders', LogicalResourceIds: ['Nested', 'Table'], Type: 'AWS::DynamoDB::Table' };

test('a resource in a stack is parsed from JSON', () => {
  expect(parseResourceInStack(JSON.stringify(TABLE))).toEqual(TABLE);
});

test.each<readonly [string, unknown]>([
  ['no JSON', '{'],
  ['nothing', undefined],
  ['an object instead of a string', TABLE],
  ['null', 'null'],
  ['a list', '[]'],
  ['a string', '"orders"'],
  ...Object.keys(TABLE).flatMap((member) => [undefined, '', null, {}, [], 5].map((value) =>
    [`a resource whose ${member} is ${JSON.stringify(value)}`, JSON.stringify({ ...TABLE, [member]: value })] as const)),
  ['a resource with an empty logical id', JSON.stringify({ ...TABLE, LogicalResourceIds: ['Nested', ''] })],
  ['a resource with a number as a logical id', JSON.stringify({ ...TABLE, LogicalResourceIds: [5, 'Table'] })],
])('a resource in a stack is not %s', (_what, json) => {
  expect(parseResourceInStack(json)).toBeUndefined();
});
