import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { App, Aspects, Stack } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { BackupProtection, ProtectionStatus } from 'cdk-on-demand-backup';
import { Construct } from 'constructs';
import { backupsIn, resourcesOf, statuses, table } from './fixture';

const OUR_ROLES = {
  'OnDemandBackupProvider/Handler/Role': 'handler',
  'OnDemandBackupProvider/StateMachineRole': 'machine',
  'OnDemandBackupProvider/Role/Resource': 'backup',
};

/** An app whose roles exist already, with a protected table, by `Role.customizeRoles()`. */
function customized(protectedPart: (stack: Stack) => Construct) {
  const app = new App();
  Role.customizeRoles(app, {
    usePrecreatedRoles: Object.fromEntries(Object.entries(OUR_ROLES).map(([id, name]) => [`Shop/${id}`, name])),
  });
  const stack = new Stack(app, 'Shop');
  table(new Construct(stack, 'Part'));
  const protection = new BackupProtection();
  Aspects.of(protectedPart(stack)).add(protection);
  const { directory } = app.synth();
  return { stack, protection, report: readFileSync(path.join(directory, 'iam-policy-report.txt'), 'utf8') };
}

describe('with the roles of Role.customizeRoles()', () => {
  test.each<[string, (stack: Stack) => Construct]>([
    ['the app', (stack) => stack.node.root as Construct],
    ['a stack', (stack) => stack],
    ['a construct', (stack) => stack.node.findChild('Part') as Construct],
  ])('a protection of %s adds no role and no policy, and the report of the CDK has all that the roles need', (_what, scope) => {
    const { stack, protection, report } = customized(scope);
    expect(statuses(protection)).toEqual({ 'Shop/Part/Orders/Resource': ProtectionStatus.PROTECTED });
    expect(Object.keys(backupsIn(stack))).toEqual(['PartOrdersBeforeChange', 'PartOrdersOnDelete']);
    expect(Object.values(resourcesOf(stack)).map(({ Type }) => Type).filter((type) => type.startsWith('AWS::IAM'))).toEqual([]);
    for (const action of ['states:StartExecution', 'backup:StartBackupJob', 'iam:PassRole', 'lambda:InvokeFunction', 'cloudformation:DescribeStackResource']) {
      expect(report).toContain(`"${action}"`);
    }
    expect(report).toContain('AWSBackupServiceRolePolicyForBackup');
  });
});

test('without them, the permission to start is a policy of its own that a backup waits for', () => {
  const stack = new Stack(new App(), 'Shop');
  table(stack);
  Aspects.of(stack).add(new BackupProtection());
  const [[id]] = Object.entries(resourcesOf(stack)).filter(([name]) => name.includes('PermissionToStart'));
  expect(backupsIn(stack).OrdersBeforeChange.DependsOn).toContain(id);
  expect(resourcesOf(stack)[id].Properties?.Roles).toEqual([{ Ref: expect.stringContaining('HandlerRole') }]);
});
