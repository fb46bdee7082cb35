import { CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import { BackupResource, BackupVault, type CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BackupTrigger } from 'cdk-on-demand-backup';
import { guard, newTable, tableResource } from './fixture';
import { synthErrorOf } from '../util/synth';
import { define, newStack, TABLE } from '../util/template';

describe('beforeChange is an error for', () => {
  const errorOf = (make: () => unknown): string => {
    try {
      make();
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };

  test.each<[string, (stack: Stack) => unknown, RegExp]>([
    ['an imported resource', (stack) => guard(stack, TABLE), /`resource` is not defined in this app.*beforeChange\(\{ watch: \[\.\.\.\] \}\)/],
    ['an empty watch', (stack) => guard(stack, tableResource(newTable(stack)), { watch: [] }), /`watch` is empty/],
    ['a malformed property path', (stack) => guard(stack, tableResource(newTable(stack)), { ignoreProperties: ['Tags', 'tags/x'] }), /`ignoreProperties` is \["Tags","tags\/x"\]/],
    ['a second beforeChange', (stack) => guard(stack, tableResource(newTable(stack)), {}, { triggers: [BackupTrigger.beforeChange(), BackupTrigger.beforeChange()] }), /more than one beforeChange/],
    ['an idempotencyToken', (stack) => guard(stack, tableResource(newTable(stack)), {}, { idempotencyToken: 't' }), /`idempotencyToken` does not go with beforeChange/],
    ['a resource of another stack', (stack) => guard(new Stack(stack.node.root, 'Other'), tableResource(newTable(stack))),
      /Shop\/Orders\/Resource is in the stack Shop and the backup in Other.*put the backup into the stack of what it protects/],
    ['a watched construct of another stack', (stack) => guard(new Stack(stack.node.root, 'Other'), TABLE, { watch: [newTable(stack)] }), /is in the stack Shop and the backup in Other/],
    ['a custom resource', (stack) => {
      const thing = new CfnResource(stack, 'Thing', { type: 'Custom::Thing' });
      guard(stack, BackupResource.fromArn(thing.getAtt('Arn').toString()));
    }, /is of type Custom::Thing, whose ARN is not known before it changes: use BackupTrigger.onDeploy\(\)/],
    ['a nested stack beside that of the backup', (stack) => {
      const [one, two] = ['One', 'Two'].map((id) => new NestedStack(stack, id));
      guard(one, BackupResource.fromArn(two.stackId));
    }, /is a nested stack, which a backup in another nested stack cannot watch/],
  ])('%s', (_name, make, message) => {
    expect(errorOf(() => make(newStack()))).toMatch(message);
  });

  test.each<[string, (stack: Stack, table: Table) => unknown, RegExp]>([
    ['a tag that refers to the resource', (stack, table) => guard(stack, tableResource(table), {}, { recoveryPointTags: { Table: table.tableName } }),
      /\(Shop\/Orders\/Resource\), which is a dependency cycle: take the reference to it out of the tags/],
    ['a role that refers to the resource', (stack, table) => {
      const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('backup.amazonaws.com') });
      table.grantReadData(role);
      guard(stack, tableResource(table), {}, { role });
    }, /\(Shop\/Role\/DefaultPolicy\/Resource -> Shop\/Orders\/Resource\), which is a dependency cycle/],
    ['a vault that refers to the resource', (stack, table) => {
      const backupVault = new BackupVault(stack, 'Vault');
      (backupVault.node.defaultChild as CfnBackupVault).addPropertyOverride('BackupVaultTags.Table', table.tableName);
      guard(stack, tableResource(table), {}, { backupVault });
    }, /Shop\/Vault\/Resource -> Shop\/Orders\/Resource\), which is a dependency cycle/],
    ['the role of another backup that refers to the resource', (stack, table) => {
      const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('backup.amazonaws.com'), roleName: `role-of-${table.tableName}` });
      define(stack, 'Other', { role });
      guard(stack, tableResource(table));
    }, /OnDemandBackupProvider\/.* -> Shop\/Role\/Resource -> Shop\/Orders\/Resource\), which is a dependency cycle/],
    ['a construct in executeAfter that refers to the resource', (stack, table) => {
      const user = new CfnResource(stack, 'User', { type: 'Custom::User', properties: { Table: table.tableName } });
      guard(stack, tableResource(table), {}, { executeAfter: [user] });
    }, /\(Shop\/User -> Shop\/Orders\/Resource\), which is a dependency cycle.*`executeAfter`/],
    ['a nested stack that refers to the resource', (stack, table) => {
      const nested = new NestedStack(stack, 'Nested');
      guard(nested, tableResource(table), {}, { triggers: [BackupTrigger.beforeChange(), BackupTrigger.onDelete()] });
    }, /\(Shop\/Orders\/Resource\), which is a dependency cycle: a nested stack waits as a whole/],
    ['a role in the nested stack of the resource', (stack) => {
      const nested = new NestedStack(stack, 'Nested');
      const role = new Role(nested, 'Role', { assumedBy: new ServicePrincipal('backup.amazonaws.com') });
      guard(stack, tableResource(newTable(nested)), {}, { role });
    }, /Nested.*Shop\/Nested\/Orders\/Resource\), which is a dependency cycle/],
  ])('%s, which would be a dependency cycle', (_name, make, message) => {
    const stack = newStack();
    make(stack, newTable(stack));
    expect(synthErrorOf(stack)).toMatch(message);
  });
});
