import { failedCreate, keptId } from '../../../lambda/response/physical-id';
import { FAILED_ID, JOB_ID, PHYSICAL_ID, RECOVERY_POINT_ARN, responseAddress } from '../../util/events';

test('the id of a new custom resource names its stack and itself, and no job', () => {
  expect(keptId(responseAddress(), 'SUCCESS')).toBe(PHYSICAL_ID);
  expect(keptId(responseAddress({ RequestId: 'another' }), 'SUCCESS')).toBe(PHYSICAL_ID);
  expect(keptId(responseAddress({ LogicalResourceId: 'Other' }), 'SUCCESS')).toBe('51af3dc0-da77-11e4-872e-1234567db123|Other');
});

test('a stack that is created again under the same name gives another id', () => {
  expect(keptId(responseAddress({ StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/orders/61af3dc0' }), 'SUCCESS')).toBe('61af3dc0|OrdersBackup1A2B3C4D');
});

test('the longest logical id that CloudFormation accepts fits', () => {
  expect(keptId(responseAddress({ LogicalResourceId: 'x'.repeat(255) }), 'SUCCESS').length).toBeLessThanOrEqual(1024);
  const RequestId = '5f2d1c9e-7c0b-4c55-9a53-0d9c2f0f3a01';
  expect(keptId(responseAddress({ LogicalResourceId: 'x'.repeat(255), RequestId }), 'FAILED').endsWith(`x|${RequestId}`)).toBe(true);
  expect(keptId(responseAddress({ RequestId: 'y'.repeat(2000) }), 'FAILED')).toHaveLength(1024);
});

test.each([PHYSICAL_ID, 'orders-OrdersBackup1A2B3C4D-1ABCDEFGHIJKL', '', `${PHYSICAL_ID}|`, `other|${FAILED_ID}`, JOB_ID, `${JOB_ID}|${RECOVERY_POINT_ARN}`, 'not-started-5f2d1c9e', '2025/11/23/[$LATEST]0123'])(
  'an id is kept as it is, whoever made it up: "%s"', (PhysicalResourceId) => {
    expect(keptId(responseAddress({ PhysicalResourceId }), 'SUCCESS')).toBe(PhysicalResourceId);
    expect(keptId(responseAddress({ PhysicalResourceId }), 'FAILED')).toBe(PhysicalResourceId);
    expect(failedCreate(responseAddress({ PhysicalResourceId }))).toBeUndefined();
  });

test('a creation that fails has an id of its own, which names its request', () => {
  expect(keptId(responseAddress(), 'FAILED')).toBe(FAILED_ID);
  expect(keptId(responseAddress({ RequestId: 'another' }), 'FAILED')).toBe(`${PHYSICAL_ID}|another`);
  expect(failedCreate(responseAddress({ PhysicalResourceId: `${PHYSICAL_ID}|another` }))).toBe('another');
  expect(failedCreate(responseAddress({ PhysicalResourceId: `${PHYSICAL_ID}|another`, LogicalResourceId: 'Other' }))).toBeUndefined();
  expect(failedCreate(responseAddress())).toBeUndefined();
});
