import { error, warning } from '../../src/request/problem';

test('an error and a warning differ in severity only', () => {
  expect(error('id', 'message')).toEqual({ severity: 'error', id: 'id', message: 'message' });
  expect(warning('id', 'message')).toEqual({ severity: 'warning', id: 'id', message: 'message' });
});
