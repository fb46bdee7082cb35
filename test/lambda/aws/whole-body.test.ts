import { wholeBody } from '../../../lambda/aws/whole-body';

const whole = (sent: object, wanted: object) => JSON.parse(wholeBody(JSON.stringify(sent), wanted) as string) as unknown;

test('adds what is missing, at any depth', () => {
  expect(whole({ A: 1, L: { D: 7 } }, { A: 1, L: { D: 7, New: { x: [1] } }, Newer: 'x' })).toEqual({ A: 1, L: { D: 7, New: { x: [1] } }, Newer: 'x' });
});

test('changes nothing that was sent', () => {
  expect(whole({ A: '2025-11-27', B: [1], C: null, D: { x: 1 } }, { A: 1, B: [1, 2], C: { y: 1 }, D: 'text' })).toEqual({ A: '2025-11-27', B: [1], C: null, D: { x: 1 } });
});

test('adds no member without a value', () => {
  expect(whole({}, { A: undefined, B: null, C: false, D: 0 })).toEqual({ B: null, C: false, D: 0 });
});

test('reads bytes, and leaves a body alone that lacks nothing', () => {
  const bytes = new TextEncoder().encode('{"A": "ä"}');
  expect(wholeBody(bytes, { A: 'ä' })).toBe(bytes);
  expect(wholeBody(bytes, { A: 'ä', B: 1 })).toBe('{"A":"ä","B":1}');
});
