import { App, Aspects, Fn, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BackupProtection, ProtectionStatus } from 'cdk-on-demand-backup';
import type { Construct } from 'constructs';
import { backupsIn, protect, resourcesOf, table, warningsIn } from './fixture';

const { OPTED_OUT } = ProtectionStatus;

describe('opting out', () => {
  test.each<[string, (app: App, stack: Stack) => void]>([
    ['the resource', (_app, stack) => BackupProtection.optOut(stack.node.findChild('Orders').node.defaultChild as Construct, 'a cache')],
    ['its construct', (_app, stack) => BackupProtection.optOut(stack.node.findChild('Orders'), 'a cache')],
    ['its stack', (_app, stack) => BackupProtection.optOut(stack, 'a cache')],
    ['its app', (app) => BackupProtection.optOut(app, 'a cache')],
    ['its construct, after another reason', (_app, stack) => ['old', 'a cache'].forEach((reason) => BackupProtection.optOut(stack.node.findChild('Orders'), reason))],
    ['its construct, for its own reason', (app, stack) => {
      BackupProtection.optOut(app, 'old');
      BackupProtection.optOut(stack.node.findChild('Orders'), 'a cache');
    }],
  ])('%s is enough, and is reported', (_what, act) => {
    const { app, stack, protection } = protect(table);
    act(app, stack);
    app.synth();
    expect(protection.report).toEqual([{ resource: 'Shop/Orders/Resource', cfnType: 'AWS::DynamoDB::Table', resourceType: 'DynamoDB', status: OPTED_OUT, reason: 'a cache' }]);
    expect(Object.values(resourcesOf(stack)).map(({ Type }) => Type)).toEqual(['AWS::DynamoDB::Table']);
  });

  test('may precede the protection, and does not affect others', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    BackupProtection.optOut(table(stack), 'a cache');
    table(stack, 'Others');
    Aspects.of(app).add(new BackupProtection());
    expect(Object.keys(backupsIn(stack))).toEqual(['OthersBeforeChange', 'OthersOnDelete']);
  });

  test('silences the warning', () => {
    const { stack } = protect((scope) => BackupProtection.optOut(new Bucket(scope, 'Drafts'), 'made anew'));
    expect(warningsIn(stack)).toEqual([]);
  });

  test.each(['', '  ', Fn.ref('Reason')])('for the reason "%s" is an error', (reason) => {
    expect(() => BackupProtection.optOut(new App(), reason)).toThrow(/say why, for the report/);
  });
});
