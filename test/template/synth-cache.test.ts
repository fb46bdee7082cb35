import { cached, clearSynthCache } from '../../src/template/synth-cache';
import { newStack } from '../util/template';

test('an answer is found once for each thing and question, also when it is undefined', () => {
  const [one, two] = [newStack(), newStack()];
  const find = jest.fn(() => undefined);
  [one, one, two].forEach((about) => cached(about, 'a', find));
  cached(one, 'b', find);
  expect(find).toHaveBeenCalledTimes(3);
});

test('a cached value is returned again', () => {
  const about = newStack();
  expect([1, 2].map((value) => cached(about, 'value', () => value))).toEqual([1, 1]);
});

test('all is found again after it was forgotten', () => {
  const about = newStack();
  cached(about, 'value', () => 1);
  clearSynthCache();
  expect(cached(about, 'value', () => 2)).toBe(2);
});
