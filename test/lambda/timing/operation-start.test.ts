import { operationStart } from '../../../lambda/timing/operation-start';

const DeletionTime = new Date('2025-11-23T04:00:00Z');
const LastUpdatedTime = new Date('2025-11-23T03:00:00Z');

test.each(['DELETE_IN_PROGRESS', 'DELETE_FAILED'])('a deletion began when the stack says that it did: %s', (StackStatus) => {
  expect(operationStart({ StackStatus, DeletionTime, LastUpdatedTime })).toBe(DeletionTime);
  expect(operationStart({ StackStatus, LastUpdatedTime })).toBeUndefined();
});

test.each(['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_IN_PROGRESS', ''])('an update began when the stack was last updated: %s', (StackStatus) => {
  expect(operationStart({ StackStatus, DeletionTime, LastUpdatedTime })).toBe(LastUpdatedTime);
  expect(operationStart({ StackStatus, DeletionTime })).toBeUndefined();
});

test('an invalid time is not known', () => {
  expect(operationStart({ StackStatus: 'DELETE_IN_PROGRESS', DeletionTime: new Date(NaN) })).toBeUndefined();
});
