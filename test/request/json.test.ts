import { sameJson, sortKeys } from '../../src/request/json';

test.each<[string, string | undefined, string | undefined, boolean]>([
  ['the same text', '{"a":1}', '{"a":1}', true],
  ['another value', '{"a":1}', '{"a":2}', false],
  ['another type', '{"a":1}', '{"a":"1"}', false],
  ['the order of members', '{"a":1,"b":2}', '{"b":2,"a":1}', true],
  ['the order of three members', '{"a":1,"b":2,"c":3}', '{"c":3,"a":1,"b":2}', true],
  ['the order of nested members', '{"x":{"a":1,"b":2}}', '{"x":{"b":2,"a":1}}', true],
  ['the order of members in a list', '[{"a":1,"b":2}]', '[{"b":2,"a":1}]', true],
  ['the order of a list', '[1,2]', '[2,1]', false],
  ['white space', '{"a":1}', '{ "a" : 1 }\n', true],
  ['a list for an object', '{"a":[1]}', '{"a":{"0":1}}', false],
  ['a null for an object', '{"a":null}', '{"a":{}}', false],
  ['a null for nothing', '{"a":null}', '{}', false],
  ['a member more', '{"a":1}', '{"a":1,"b":2}', false],
  ['no JSON, the same', '{', '{', true],
  ['no JSON, another', '{', '{ ', false],
  ['no JSON beside JSON', '{', '{}', false],
  ['nothing twice', undefined, undefined, true],
  ['nothing beside a string', undefined, '{}', false],
  ['a string beside nothing', '{}', undefined, false],
  ['a null beside nothing', 'null', undefined, false],
])('sameJson compares %s', (_what, a, b, expected) => {
  expect(sameJson(a, b)).toBe(expected);
  expect(sameJson(b, a)).toBe(expected);
});

test('sortKeys sorts the keys of each object and keeps the order of lists', () => {
  expect(JSON.stringify(sortKeys({ b: [{ d: 1, c: null }, 'x'], a: { z: 1, B: 2 } }))).toBe('{"a":{"B":2,"z":1},"b":[{"c":null,"d":1},"x"]}');
});
