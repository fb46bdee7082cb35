import { forget, remember } from '../../src/template/synth-cache';

test('an answer is found once for each thing and question, also when it is undefined', () => {
  const [one, two] = [{}, {}];
  const find = jest.fn(() => undefined);
  [one, one, two].forEach((about) => remember(about, 'a', find));
  remember(one, 'b', find);
  expect(find).toHaveBeenCalledTimes(3);
});

test('what was remembered is told again', () => {
  const about = {};
  expect([1, 2].map((value) => remember(about, 'value', () => value))).toEqual([1, 1]);
});

test('all is found again after it was forgotten', () => {
  const about = {};
  remember(about, 'value', () => 1);
  forget();
  expect(remember(about, 'value', () => 2)).toBe(2);
});
