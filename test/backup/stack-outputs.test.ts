import { App, CfnOutput, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { define, newStack, stackWith } from '../util/template';

const outputsOf = (stack: Stack) => Template.fromStack(stack).findOutputs('*');

test('the stack outputs are the job id and the recovery point ARN, named after the path of the backup', () => {
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
])('with `stackOutputs` %s the stack outputs are %p', (stackOutputs, names) => {
  expect(Object.keys(outputsOf(stackWith({ stackOutputs })))).toEqual(names);
});

test('the stack outputs have the names given by the props', () => {
  const stack = stackWith({ backupJobIdOutputName: 'BackupJobId', recoveryPointArnOutputName: 'RecoveryPointArn' });
  expect(Object.keys(outputsOf(stack))).toEqual(['BackupJobId', 'RecoveryPointArn']);
});

test('the stack outputs of two backups have different names', () => {
  const stack = newStack();
  ['One', 'Two'].forEach((id) => define(stack, id));
  expect(Object.keys(outputsOf(stack))).toHaveLength(4);
});

test('the outputs of a backup in a nested stack are in that stack, named after its path there', () => {
  const nested = new NestedStack(newStack(), 'Nested');
  define(nested, 'Orders');
  expect(Object.keys(outputsOf(nested))).toEqual(['OrdersBackupJobId', 'OrdersRecoveryPointArn']);
});

test.each([[100, 0], [100, 1]])('a template with the outputs of %d backups and %d of the user may hold at most 200', (backups, others) => {
  const stack = newStack();
  for (let i = 0; i < backups; i++) { define(stack, `Backup${i}`); }
  for (let i = 0; i < others; i++) { new CfnOutput(stack, `Other${i}`, { value: 'x' }); }
  const synth = () => (stack.node.root as App).synth();
  if (others === 0) { expect(synth).not.toThrow(); } else { expect(synth).toThrow(/201 outputs.*200.*`stackOutputs: false`/); }
});

test('the outputs of nested and other stacks do not count towards the limit of a stack', () => {
  const stack = newStack();
  const nested = new NestedStack(stack, 'Nested');
  for (let i = 0; i < 60; i++) { define(stack, `Backup${i}`); define(nested, `Backup${i}`); }
  expect(() => (stack.node.root as App).synth()).not.toThrow();
});
