import { fitsGlob } from '../../stand-in/util/glob';

test.each([
  ['*', '', true],
  ['arn:aws:s3:::*', 'arn:aws:s3:::a-bucket', true],
  ['arn:aws:s3:::a?b', 'arn:aws:s3:::a.b', true],
  ['arn:aws:s3:::a?b', 'arn:aws:s3:::ab', false],
  ['arn:aws:s3:::a.b', 'arn:aws:s3:::a.b', true],
  ['arn:aws:s3:::a.b', 'arn:aws:s3:::axb', false],
  ['a+(b)[c]{d}|^$\\', 'a+(b)[c]{d}|^$\\', true],
  ['a|b', 'a', false],
  ['table', 'my-table', false],
  ['table', 'tables', false],
  ['*table*', 'line\ntable\nline', true],
])('the glob %j fits %j: %s', (glob, value, fits) => {
  expect(fitsGlob(glob, value)).toBe(fits);
});
