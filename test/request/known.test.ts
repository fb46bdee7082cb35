import { TOKEN, TOKEN_NUMBER, TOKEN_OBJECT, UNRESOLVED } from './fixture';
import { isKnown, isObject, knownNumber, knownObject, knownString, show } from '../../src/request/known';

test.each([
  ['text', 'text'], ['', ''], [TOKEN, undefined], [1, undefined], [null, undefined], [undefined, undefined],
])('knownString(%j) is %j', (value, expected) => {
  expect(knownString(value, UNRESOLVED)).toBe(expected);
});

test.each([
  [1, 1], [0, 0], [TOKEN_NUMBER, undefined], ['1', undefined], [null, undefined],
])('knownNumber(%j) is %j', (value, expected) => {
  expect(knownNumber(value, UNRESOLVED)).toBe(expected);
});

test('knownObject takes objects with members only', () => {
  const object = { a: TOKEN };
  expect(knownObject(object, UNRESOLVED)).toBe(object);
  expect([TOKEN_OBJECT, null, [], 'text', 1].map((value) => knownObject(value, UNRESOLVED))).toEqual(Array(5).fill(undefined));
});

test('without isUnresolved everything is known', () => {
  expect(isKnown(TOKEN, {})).toBe(true);
  expect(isKnown(TOKEN, UNRESOLVED)).toBe(false);
});

test('an object is neither null nor a list', () => {
  expect([{}, null, [], 'text', 1, undefined].map(isObject)).toEqual([true, false, false, false, false, false]);
});

test.each([
  ['text', '"text"'],
  ['x'.repeat(200), `"${'x'.repeat(200)}"`],
  ['x'.repeat(201), `"${'x'.repeat(200)}…"`],
  [1.5, '1.5'], [true, 'true'], [null, 'null'], [undefined, 'undefined'], [[1], 'a list'], [{ a: 1 }, 'an object'],
])('show(%j) is %j', (value, expected) => {
  expect(show(value)).toBe(expected);
});
