import { isGoing, isRollback, isRollbackOfRoot, isUpdate, isUpdateRollback } from '../../../lambda/aws/stack-status';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html */
const STATUSES: readonly (readonly [string | undefined, boolean, boolean, boolean])[] = [
  ['CREATE_COMPLETE', false, false, false],
  ['CREATE_FAILED', false, false, false],
  ['CREATE_IN_PROGRESS', false, false, false],
  ['DELETE_COMPLETE', false, false, false],
  ['DELETE_FAILED', false, false, false],
  ['DELETE_IN_PROGRESS', false, false, false],
  ['REVIEW_IN_PROGRESS', false, false, false],
  ['ROLLBACK_COMPLETE', true, false, false],
  ['ROLLBACK_FAILED', true, false, false],
  ['ROLLBACK_IN_PROGRESS', true, false, false],
  ['UPDATE_COMPLETE', false, false, true],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', false, false, true],
  ['UPDATE_FAILED', false, false, true],
  ['UPDATE_IN_PROGRESS', false, false, true],
  ['UPDATE_ROLLBACK_COMPLETE', true, true, false],
  ['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', true, true, false],
  ['UPDATE_ROLLBACK_FAILED', true, true, false],
  ['UPDATE_ROLLBACK_IN_PROGRESS', true, true, false],
  ['', false, false, false],
  [undefined, false, false, false],
];

test.each(STATUSES)('%s', (status, rollback, updateRollback, update) => {
  const stack = status === undefined ? undefined : { Status: status };
  expect([isRollback(stack), isUpdateRollback(stack), isUpdate(status)]).toEqual([rollback, updateRollback, update]);
  expect(isRollbackOfRoot(stack)).toBe(false);
});

/** An outermost stack at rest deletes nothing: somebody deletes the nested stack itself. */
const ROLLING_BACK = ['CREATE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS'];

test.each(STATUSES)('the outermost stack is %s', (RootStatus) => {
  expect(isRollbackOfRoot({ Status: 'DELETE_IN_PROGRESS', RootStatus })).toBe(ROLLING_BACK.includes(RootStatus ?? ''));
  expect(isRollback({ Status: 'DELETE_IN_PROGRESS', RootStatus })).toBe(ROLLING_BACK.includes(RootStatus ?? ''));
  for (const Status of ['DELETE_FAILED', 'DELETE_COMPLETE', 'UPDATE_IN_PROGRESS', '']) { expect(isRollbackOfRoot({ Status, RootStatus })).toBe(false); }
});

test('all of a stack goes when it is deleted, or its creation undone', () => {
  expect(STATUSES.map(([status]) => status).filter((status) => status !== undefined && isGoing({ Status: status })))
    .toEqual(['DELETE_COMPLETE', 'DELETE_FAILED', 'DELETE_IN_PROGRESS', 'ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'ROLLBACK_IN_PROGRESS']);
});
