import { App, CfnOutput, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { define, newStack, stackWith } from '../util/template';

const outputsOf = (stack: Stack) => Template.fromStack(stack).findOutputs('*');

test('are id and recovery point, under the path of the definition', () => {
  const stack = newStack();
  define(new Construct(stack, 'Data-Layer') as Stack, 'Orders', {});
  expect(outputsOf(stack)).toEqual({
    DataLayerOrdersBackupJobId: { Description: expect.any(String), Value: { 'Fn::GetAtt': [expect.stringMatching('OnDeploy'), 'BackupJobId'] } },
    DataLayerOrdersRecoveryPointArn: { Description: expect.any(String), Value: { 'Fn::GetAtt': [expect.stringMatching('OnDeploy'), 'RecoveryPointArn'] } },
  });
});

test.each<[boolean | undefined, string[]]>([
  [undefined, ['BackupBackupJobId', 'BackupRecoveryPointArn']],
  [true, ['BackupBackupJobId', 'BackupRecoveryPointArn']],
  [false, []],
])('with `stackOutputs` %s are %p', (stackOutputs, names) => {
  expect(Object.keys(outputsOf(stackWith({ stackOutputs })))).toEqual(names);
});

test('have the names that are given', () => {
  const stack = stackWith({ backupJobIdOutputName: 'BackupJobId', recoveryPointArnOutputName: 'RecoveryPointArn' });
  expect(Object.keys(outputsOf(stack))).toEqual(['BackupJobId', 'RecoveryPointArn']);
});

test('of two definitions do not clash', () => {
  const stack = newStack();
  ['One', 'Two'].forEach((id) => define(stack, id));
  expect(Object.keys(outputsOf(stack))).toHaveLength(4);
});

test('are within a nested stack when the definition is, under its path there', () => {
  const nested = new NestedStack(newStack(), 'Nested');
  define(nested, 'Orders');
  expect(Object.keys(outputsOf(nested))).toEqual(['OrdersBackupJobId', 'OrdersRecoveryPointArn']);
});

test.each([[100, 0], [100, 1]])('of %d definitions and %d of the user: at most 200', (definitions, others) => {
  const stack = newStack();
  for (let i = 0; i < definitions; i++) { define(stack, `Backup${i}`); }
  for (let i = 0; i < others; i++) { new CfnOutput(stack, `Other${i}`, { value: 'x' }); }
  const synth = () => (stack.node.root as App).synth();
  if (others === 0) { expect(synth).not.toThrow(); } else { expect(synth).toThrow(/201 outputs.*200.*`stackOutputs: false`/); }
});

test('of nested and other stacks do not count', () => {
  const stack = newStack();
  const nested = new NestedStack(stack, 'Nested');
  for (let i = 0; i < 60; i++) { define(stack, `Backup${i}`); define(nested, `Backup${i}`); }
  expect(() => (stack.node.root as App).synth()).not.toThrow();
});
