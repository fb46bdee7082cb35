import { restingStack } from '../../../../lambda/steps/deletion/resting-stack';
import { responseAddress } from '../../../util/events';
import { FakeAws } from '../../../util/fake-aws';

const { StackId } = responseAddress();
const RootId = StackId.replace('/orders/', '/shop/');
const restOf = async (...stacks: Parameters<FakeAws['onStack']>) => (await restingStack(StackId, new FakeAws().onStack(...stacks).client)).rest;

test.each(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'IMPORT_COMPLETE', 'IMPORT_ROLLBACK_COMPLETE'])('%s is at rest', async (status) => {
  expect(await restOf(status)).toBe('complete');
});

test.each([
  'CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_FAILED',
  'UPDATE_ROLLBACK_FAILED', 'CREATE_FAILED', 'REVIEW_IN_PROGRESS', '',
])('"%s" is not', async (status) => {
  expect(await restOf(status)).toBe('busy');
});

test.each(['DELETE_IN_PROGRESS', 'DELETE_COMPLETE', 'DELETE_FAILED', 'ROLLBACK_IN_PROGRESS', 'ROLLBACK_COMPLETE', 'ROLLBACK_FAILED'])('%s has nothing to wait for', async (status) => {
  expect(await restOf(status)).toBe('gone');
});

test.each([['UPDATE_COMPLETE', 'complete'], ['UPDATE_IN_PROGRESS', 'busy'], ['UPDATE_ROLLBACK_IN_PROGRESS', 'busy'], ['DELETE_IN_PROGRESS', 'gone']])('a nested stack whose outermost one is %s: %s', async (root, rest) => {
  const aws = new FakeAws().onStack({ StackStatus: 'UPDATE_COMPLETE', RootId, OutputValues: ['a'] }, { StackStatus: root, OutputValues: ['b'] });
  expect(await restingStack(StackId, aws.client)).toEqual({ rest, status: root, outputValues: ['a', 'b'] });
  expect(aws.stackCalls).toEqual([StackId, RootId]);
});

test('another stack of the same name is not the stack', async () => {
  expect(await restOf({ StackStatus: 'UPDATE_COMPLETE', StackId: StackId.replace('51af3dc0', '00000000') })).toBe('gone');
  expect(await restOf({ StackStatus: 'UPDATE_COMPLETE', StackId })).toBe('complete');
});
