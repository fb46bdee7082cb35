import { keptId } from '../../../lambda/job/physical-id';
import { JOB_ID, PHYSICAL_ID, RECOVERY_POINT_ARN, responseAddress } from '../../util/events';

test('the id of a new custom resource names its stack and itself, and no job', () => {
  expect(keptId(responseAddress())).toBe(PHYSICAL_ID);
  expect(keptId(responseAddress({ RequestId: 'another' }))).toBe(PHYSICAL_ID);
  expect(keptId(responseAddress({ LogicalResourceId: 'Other' }))).toBe('51af3dc0-da77-11e4-872e-1234567db123|Other');
});

test('a stack that is created again under the same name gives another id', () => {
  expect(keptId(responseAddress({ StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/orders/61af3dc0' }))).toBe('61af3dc0|OrdersBackup1A2B3C4D');
});

test('the longest logical id that CloudFormation accepts fits', () => {
  expect(keptId(responseAddress({ LogicalResourceId: 'x'.repeat(255) })).length).toBeLessThanOrEqual(1024);
});

test.each([PHYSICAL_ID, 'orders-OrdersBackup1A2B3C4D-1ABCDEFGHIJKL', JOB_ID, `${JOB_ID}|${RECOVERY_POINT_ARN}`, 'not-started-5f2d1c9e', '2025/11/23/[$LATEST]0123', ''])(
  'an id is kept as it is, whoever made it up: "%s"', (PhysicalResourceId) => {
    expect(keptId(responseAddress({ PhysicalResourceId }))).toBe(PhysicalResourceId);
  });
