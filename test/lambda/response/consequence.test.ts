import { withConsequence } from '../../../lambda/response/consequence';
import { responseAddress } from '../../util/events';

const address = responseAddress();
const REASON = 'Backup job 1 ended FAILED.';

test.each([undefined, '', 'ON_DEPLOY', 'ON_FIRST_DEPLOY', 'NEW'])('of a backup that precedes nothing is none: %p', (Trigger) => {
  expect(withConsequence(REASON, { Trigger }, address)).toBe(REASON);
});

test.each([undefined, 'UPDATE_IN_PROGRESS'])('of a backup before a change: nothing was changed', (StackStatus) => {
  expect(withConsequence(REASON, { Trigger: 'BEFORE_CHANGE', StackStatus }, address))
    .toBe('The backup comes before the change, so nothing was changed. Backup job 1 ended FAILED.');
});

test.each([undefined, '', 'DELETE_IN_PROGRESS', 'DELETE_FAILED'])('of a final backup: nothing was deleted, and three ways to go on: %p', (StackStatus) => {
  const text = withConsequence(REASON, { Trigger: 'ON_DELETE', StackStatus }, address);
  expect(text).toMatch(/^The backup comes before the deletion, so nothing was deleted\. Backup job 1 ended FAILED\. To go on: /);
  expect(text).toContain('delete again when the cause is gone');
  expect(text).toContain('`onFailure: FailureAction.WARN`');
  expect(text).toContain('`aws cloudformation delete-stack --stack-name orders --retain-resources OrdersBackup1A2B3C4D`');
});

test.each(['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_IN_PROGRESS'])('of a final backup in an update: it may be deleted all the same: %s', (StackStatus) => {
  const text = withConsequence(REASON, { Trigger: 'ON_DELETE', StackStatus }, responseAddress({ RequestType: 'Delete' }));
  expect(text).toMatch(/^There is no final backup, and CloudFormation may delete the resource all the same.*Backup job 1 ended FAILED\.$/);
  expect(text).not.toContain('nothing was deleted');
});

test.each(['UPDATE_IN_PROGRESS', undefined])('of the backup of what is replaced: nothing was deleted, the update fails, and two ways to go on: %p', (StackStatus) => {
  const text = withConsequence(REASON, { Trigger: 'ON_DELETE', StackStatus }, responseAddress({ RequestType: 'Update' }));
  expect(text).toMatch(/^The backup comes before the deletion of what is replaced, so nothing was deleted, and the update fails\. Backup job 1 ended FAILED\. To go on: /);
  expect(text).toContain('deploy again when the cause is gone');
  expect(text).toContain('`onFailure: FailureAction.WARN`');
  expect(text).toContain('gone already');
  expect(text).not.toContain('all the same');
  expect(text).not.toContain('delete-stack');
});
