import { App, Aspects, type IAspect, NestedStack, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { BackupProtection, BackupTrigger, OnDemandBackup, ProtectionStatus } from 'cdk-on-demand-backup';
import { Construct } from 'constructs';
import { backupsIn, filesOf, l1Table, protect, REPORT, statuses, table } from './fixture';

const { PROTECTED, COVERED, OPTED_OUT } = ProtectionStatus;

type Library = typeof import('cdk-on-demand-backup');
type Cdk = Pick<typeof import('aws-cdk-lib'), 'CfnResource' | 'Stack'>;

/** A second copy of this library, with a second copy of aws-cdk-lib. */
function secondCopy(): { readonly library: Library; readonly cdk: Cdk } {
  const copy: { library?: Library; cdk?: Cdk } = {};
  jest.isolateModules(() => {
    copy.library = jest.requireActual<Library>('cdk-on-demand-backup');
    const { CfnResource, Stack: OtherStack } = jest.requireActual<Cdk>('aws-cdk-lib'); // loaded at the first use
    copy.cdk = { CfnResource, Stack: OtherStack };
  });
  return copy as { library: Library; cdk: Cdk };
}

describe('a second copy of this library', () => {
  test('is one', () => {
    const { library, cdk } = secondCopy();
    expect([library.BackupProtection === BackupProtection, cdk.Stack === Stack]).toEqual([false, false]);
  });

  test.each<[string, (app: App, part: Construct) => Construct]>([
    ['the same scope', (app) => app],
    ['another scope', (_app, part) => part],
  ])('with a protection of %s is one clear error', (_what, scope) => {
    const app = new App();
    const part = new Construct(new Stack(app, 'Shop'), 'Part');
    table(part);
    Aspects.of(app).add(new BackupProtection());
    Aspects.of(scope(app, part)).add(new (secondCopy().library.BackupProtection)() as IAspect);
    expect(() => app.synth()).toThrow(/^the app has a backup protection of each of two copies .* so that Shop\/Part\/Orders\/Resource may have two backups: use one copy \(`npm ls cdk/);
  });

  test.each([true, false])('with a backup of a resource covers it, and is not protected itself (nested: %s)', (nested) => {
    const { library } = secondCopy();
    const { app, stack, protection } = protect((scope) => {
      const inner = nested ? new NestedStack(scope, 'Nested') : scope;
      new library.OnDemandBackup(inner, 'Own', {
        resource: BackupResource.fromDynamoDbTable(table(inner)), triggers: [library.BackupTrigger.beforeChange(), library.BackupTrigger.onDelete()],
      });
    });
    app.synth();
    const entries = protection.report.filter(({ status }) => status !== ProtectionStatus.HELD_ELSEWHERE);
    expect(entries.map(({ resource, status }) => [resource, status])).toEqual([[`Shop${nested ? '/Nested' : ''}/Orders/Resource`, COVERED]]);
    expect(Object.keys(backupsIn(stack)).filter((id) => id.includes('Orders'))).toEqual([]);
  });

  test('can opt out', () => {
    const { app, protection } = protect((scope) => secondCopy().library.BackupProtection.optOut(table(scope), 'a cache'));
    app.synth();
    expect(Object.values(statuses(protection))).toEqual([OPTED_OUT]);
  });

  test('with a protection of another app is no error', () => {
    const { library } = secondCopy();
    const apps = [new BackupProtection(), new library.BackupProtection()].map((protection) => {
      const app = new App();
      table(new Stack(app, 'Shop'));
      Aspects.of(app).add(protection as IAspect);
      return app;
    });
    expect(() => apps.forEach((app) => app.synth())).not.toThrow();
  });
});

test('resources of a second copy of aws-cdk-lib are protected', () => {
  const { cdk } = secondCopy();
  const { app, protection, stack } = protect((scope) => new cdk.CfnResource(scope, 'Orders', { type: 'AWS::DynamoDB::Table' }));
  const other = new cdk.Stack(app as never, 'Other');
  l1Table(other as never);
  app.synth();
  expect(statuses(protection)).toEqual({ 'Other/Orders': PROTECTED, 'Shop/Orders': PROTECTED });
  expect(Object.keys(backupsIn(stack))).toEqual(['OrdersBeforeChange', 'OrdersOnDelete']);
});

describe('a construct of the user', () => {
  test.each<[string, (app: App, stack: Stack) => void]>([
    ['BackupProtectionReport in the app', (app) => { table(new Stack(app, 'BackupProtectionReport')); }],
    ['BackupProtectionReport and OnDemandBackupProtectionReport in the app', (app) =>
      ['BackupProtectionReport', 'OnDemandBackupProtectionReport'].forEach((id) => { new Construct(app, id); })],
    ['BackupProtection in a stack', (_app, stack) => { new Construct(stack, 'BackupProtection'); }],
    ['BackupProtection in a stack, with a table', (_app, stack) => { table(new Construct(stack, 'BackupProtection')); }],
    ['BackupProtection and OnDemandBackupProtection in a stack', (_app, stack) =>
      ['BackupProtection', 'OnDemandBackupProtection'].forEach((id) => { new Construct(stack, id); })],
  ])('that is named %s changes nothing', (_what, act) => {
    const { app, stack, protection } = protect(table);
    act(app, stack);
    const files = filesOf(app);
    expect(JSON.parse(files[REPORT])).toEqual(protection.report);
    expect(new Set(Object.values(statuses(protection)))).toEqual(new Set([PROTECTED]));
    expect(Object.keys(backupsIn(stack)).filter((id) => /Orders(BeforeChange|OnDelete)$/.test(id)).length).toBeGreaterThanOrEqual(2);
    const again = app.synth({ force: true });
    expect(again.getStackByName('Shop').template).toEqual(JSON.parse(files['Shop.template.json']));
  });
});

describe('a backup in another deployment', () => {
  test.each([BackupTrigger.onDelete(), BackupTrigger.beforeChange()])('is an error: nothing orders the two (%#)', (trigger) => {
    const { app, stack } = protect(table);
    const resource = BackupResource.fromDynamoDbTable(stack.node.findChild('Orders') as ReturnType<typeof table>);
    expect(() => new OnDemandBackup(new Stack(app, 'Backups'), 'Other', { resource, triggers: [trigger] }))
      .toThrow(/Shop\/Orders\/Resource is in the stack Shop and the backup in Backups, .*: put the backup into the stack of what it protects/);
  });

  test.each<[string, (stack: Stack) => [Construct, Construct]]>([
    ['the stack around', (stack) => [new NestedStack(stack, 'Nested'), stack]],
    ['a nested stack beside', (stack) => [new NestedStack(stack, 'Nested'), new NestedStack(stack, 'Beside')]],
    ['a nested stack', (stack) => [stack, new NestedStack(stack, 'Nested')]],
  ])('is not one in %s', (_what, scopes) => {
    const { app, stack, protection } = protect(() => {}, { beforeChange: false });
    const [data, backups] = scopes(stack);
    new OnDemandBackup(backups, 'Own', { resource: BackupResource.fromDynamoDbTable(table(data)), triggers: [BackupTrigger.onDelete()] });
    app.synth();
    expect(protection.report.filter(({ status }) => status !== ProtectionStatus.HELD_ELSEWHERE).map(({ status }) => status)).toEqual([COVERED]);
  });
});
