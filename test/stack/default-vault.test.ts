import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { define, newStack, templateWith } from '../util/template';

/** The name of the stack's vault, when the stack has this id. */
function vaultName(stack: Stack, stackId: string): string {
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::Backup::BackupVault'));
  return evaluate(Properties.BackupVaultName, stackId) as string;
}

/** What CloudFormation makes of the intrinsic functions that the name has in it. */
function evaluate(value: unknown, stackId: string): unknown {
  if (typeof value !== 'object' || value === null) { return value; }
  const [intrinsic, argument] = Object.entries(value)[0] as [string, unknown[]];
  const inner = (index: number) => evaluate(argument[index], stackId);
  switch (intrinsic) {
    case 'Ref': return stackId;
    case 'Fn::Split': return (inner(1) as string).split(argument[0] as string);
    case 'Fn::Select': return (inner(1) as string[])[argument[0] as number];
    case 'Fn::Join': return (argument[1] as unknown[]).map((part) => evaluate(part, stackId)).join(argument[0] as string);
    default: throw new Error(intrinsic);
  }
}

const idOf = (uuid: string) => `arn:aws:cloudformation:eu-west-1:111122223333:stack/Shop/${uuid}`;
const LIFE = '51af3dc0-da77-11e4-872e-1234567db123';

test('the default vault is retained, and encrypted with the key of AWS Backup', () => {
  templateWith().hasResource('AWS::Backup::BackupVault', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  const [{ Properties }] = Object.values(templateWith().findResources('AWS::Backup::BackupVault'));
  expect(Object.keys(Properties)).toEqual(['BackupVaultName']);
});

test('the name of the default vault consists of the stack name and a part of the stack id', () => {
  const stack = newStack();
  define(stack, 'Backup');
  expect(vaultName(stack, idOf(LIFE))).toBe('Shop-51af3dc0-da77');
});

test('the default vault has another name when the stack is deleted and created again', () => {
  const stack = newStack();
  define(stack, 'Backup');
  expect(vaultName(stack, idOf('51af3dc1-da77-11e4-872e-1234567db123'))).not.toBe(vaultName(stack, idOf(LIFE)));
  expect(vaultName(stack, idOf('51af3dc0-da78-11e4-872e-1234567db123'))).not.toBe(vaultName(stack, idOf(LIFE)));
});

test.each(['A', 'a-stack-with-a-name-of-which-there-is-no-end-and-that-goes-on-and-on-for-128-characters'])('the default vault of the stack %s has a name that AWS Backup accepts', (name) => {
  const stack = new Stack(new App(), name);
  define(stack, 'Backup');
  expect(vaultName(stack, idOf(LIFE))).toMatch(/^[a-zA-Z0-9\-_]{2,50}$/);
});

test('the default vault is not created if no backup needs it', () => {
  const stack = newStack();
  define(stack, 'Backup', { backupVault: BackupVault.fromBackupVaultName(stack, 'Mine', 'mine') });
  Template.fromStack(stack).resourceCountIs('AWS::Backup::BackupVault', 0);
});
