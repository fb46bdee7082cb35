import { withUnrecorded } from '../../../lambda/response/unrecorded';

test.each([
  [{}, 'Done.'],
  [{ Unrecorded: '/x/on-deploy: no' }, 'Done. The history of the backup lacks this execution: /x/on-deploy: no'],
  [{ RecordError: { Error: 'Lambda.Unknown', Cause: 'gone' } }, 'Done. The history of the backup lacks this execution: Lambda.Unknown: gone'],
  [{ Unrecorded: 'first', RecordError: { Error: 'x' } }, 'Done. The history of the backup lacks this execution: first'],
])('%p', (state, reason) => {
  expect(withUnrecorded('Done.', state)).toBe(reason);
});
