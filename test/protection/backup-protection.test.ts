import { App, Aspects, CfnCondition, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BackupProtection, type BackupProtectionProps, BackupResourceType, BackupTrigger, OnDemandBackup, type OnDemandBackupProps, ProtectionStatus } from 'cdk-on-demand-backup';
import { Construct } from 'constructs';
import { backupsIn, filesOf, l1Table, protect, REPORT, resourcesOf, role, STABILIZATION, statuses, table } from './fixture';

const { PROTECTED, COVERED, HELD_ELSEWHERE, OPTED_OUT } = ProtectionStatus;

describe('a protected stateful resource', () => {
  test('waits for its backup when it changes, and its deletion waits for its final backup', () => {
    const { stack } = protect((scope) => l1Table(scope));
    const { Orders } = resourcesOf(stack);
    const { OrdersBeforeChange, OrdersOnDelete } = backupsIn(stack);
    expect(Orders.DependsOn).toEqual([expect.stringMatching(/^BackupProtectionOrders.*BeforeChange/)]);
    expect([OrdersBeforeChange.DependsOn].flat()).not.toContain('Orders');
    expect([OrdersOnDelete.DependsOn].flat()).toContain('Orders');
    expect(OrdersBeforeChange.Properties).toMatchObject({ Trigger: 'BEFORE_CHANGE', ResourceType: 'DynamoDB' });
    expect(OrdersOnDelete.Properties).toMatchObject({ Trigger: 'ON_DELETE', ResourceType: 'DynamoDB' });
  });

  test('is protected in any location: in a construct, in a stack that is added later, in a nested stack', () => {
    const { app, stack, protection } = protect((scope) => { table(new Construct(scope, 'Part')); });
    const nested = new NestedStack(stack, 'Nested');
    table(nested);
    const later = new Stack(app, 'Later');
    table(later);
    app.synth();
    expect(Object.keys(backupsIn(stack))).toEqual(['PartOrdersBeforeChange', 'PartOrdersOnDelete']);
    expect(Object.keys(backupsIn(nested))).toEqual(['OrdersBeforeChange', 'OrdersOnDelete']);
    expect(Object.keys(backupsIn(later))).toEqual(['OrdersBeforeChange', 'OrdersOnDelete']);
    expect(statuses(protection)).toEqual({
      'Later/Orders/Resource': PROTECTED,
      'Shop/Nested.NestedStack/Nested.NestedStackResource': HELD_ELSEWHERE,
      'Shop/Nested/Orders/Resource': PROTECTED,
      'Shop/Part/Orders/Resource': PROTECTED,
    });
  });

  test('adds no outputs, and nothing to a stack without a stateful resource', () => {
    const { app, stack } = protect(table);
    const empty = new Stack(app, 'Empty');
    role(empty);
    table(new NestedStack(empty, 'Nested'));
    expect(Template.fromStack(stack).toJSON()).not.toHaveProperty('Outputs');
    expect(Object.values(resourcesOf(empty)).map(({ Type }) => Type)).toEqual(['AWS::IAM::Role', 'AWS::CloudFormation::Stack']);
  });

  test('with a condition gives the condition to its final backup', () => {
    const { stack } = protect((scope) => {
      l1Table(scope).cfnOptions.condition = new CfnCondition(scope, 'IsProduction', { expression: Fn.conditionEquals('a', 'a') });
      l1Table(scope, 'Always');
    });
    const conditions = Object.entries(backupsIn(stack)).map(([id, { Condition }]) => [id, Condition]);
    expect(Object.fromEntries(conditions)).toEqual({
      OrdersBeforeChange: undefined, OrdersOnDelete: 'IsProduction', AlwaysBeforeChange: undefined, AlwaysOnDelete: undefined,
    });
  });

  test('of this library itself is neither protected nor reported', () => {
    const { app, protection } = protect((scope) => {
      table(scope);
      new LogGroup(scope, 'Log');
    });
    app.synth();
    expect(Object.keys(statuses(protection))).toEqual(['Shop/Log/Resource', 'Shop/Orders/Resource']);
  });
});

describe('the scope of a protection', () => {
  test('can be one stack', () => {
    const app = new App();
    const [shop, other] = [new Stack(app, 'Shop'), new Stack(app, 'Other')];
    [shop, other].forEach((stack) => table(stack));
    Aspects.of(shop).add(new BackupProtection());
    expect([Object.keys(backupsIn(shop)).length, Object.keys(backupsIn(other)).length]).toEqual([2, 0]);
    expect(other.node.tryFindChild('BackupProtection')).toBeUndefined();
  });

  test('can be a nested stack', () => {
    const stack = new Stack(new App(), 'Shop');
    const nested = new NestedStack(stack, 'Nested');
    [stack, nested].forEach((scope) => table(scope));
    Aspects.of(nested).add(new BackupProtection());
    expect([Object.keys(backupsIn(stack)).length, Object.keys(backupsIn(nested)).length]).toEqual([0, 2]);
  });

  test.each([true, false])('can be a part of a stack (aspectStabilization: %s)', (stabilization) => {
    const app = new App({ context: { [STABILIZATION]: stabilization } });
    const stack = new Stack(app, 'Shop');
    const part = new Construct(stack, 'Part');
    const nested = new NestedStack(part, 'Nested');
    [stack, part, nested].forEach((scope) => table(scope));
    role(part);
    const protection = new BackupProtection();
    Aspects.of(part).add(protection);
    expect(Object.keys(backupsIn(stack))).toEqual(['PartOrdersBeforeChange', 'PartOrdersOnDelete']);
    expect(Object.keys(backupsIn(nested))).toEqual(['OrdersBeforeChange', 'OrdersOnDelete']);
    expect(Object.values(statuses(protection))).toEqual([HELD_ELSEWHERE, PROTECTED, PROTECTED]);
  });

  test('can be one resource', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    Aspects.of(l1Table(stack)).add(new BackupProtection());
    l1Table(stack, 'Other');
    expect(JSON.parse(filesOf(app)[REPORT])).toEqual([expect.objectContaining({ resource: 'Shop/Orders', status: PROTECTED })]);
    expect(Object.keys(backupsIn(stack))).toEqual(['OrdersBeforeChange', 'OrdersOnDelete']);
  });

  test('is the nearest one if several have a protection', () => {
    const { app, stack, protection } = protect(table);
    const other = new Stack(app, 'Other');
    table(other);
    const nearer = new BackupProtection({ onDelete: false });
    Aspects.of(other).add(nearer);
    app.synth();
    expect([Object.keys(backupsIn(stack)), Object.keys(backupsIn(other))]).toEqual([['OrdersBeforeChange', 'OrdersOnDelete'], ['OrdersBeforeChange']]);
    expect([statuses(protection), statuses(nearer)]).toEqual([{ 'Shop/Orders/Resource': PROTECTED }, { 'Other/Orders/Resource': PROTECTED }]);
  });

  test('can have several protections', () => {
    const { app, stack, protection } = protect((scope) => {
      table(scope);
      new Bucket(scope, 'Invoices', { versioned: true });
    }, { resourceTypes: [BackupResourceType.DYNAMODB], onDelete: false });
    Aspects.of(app).add(new BackupProtection({ resourceTypes: [BackupResourceType.S3] }));
    Aspects.of(app).add(new BackupProtection({ resourceTypes: [BackupResourceType.DYNAMODB], beforeChange: false }));
    const files = filesOf(app);
    expect(Object.keys(backupsIn(stack)).sort()).toEqual(['InvoicesBeforeChange', 'InvoicesOnDelete', 'OrdersBeforeChange', 'OrdersOnDelete']);
    expect(statuses(protection)).toEqual({ 'Shop/Invoices/Resource': OPTED_OUT, 'Shop/Orders/Resource': PROTECTED });
    const entries = JSON.parse(files[REPORT]) as { status: string; beforeChange: string; onDelete: string }[];
    expect(entries.map(({ status, beforeChange, onDelete }) => [status, beforeChange === onDelete])).toEqual([[PROTECTED, true], [PROTECTED, true]]);
  });
});

describe('a backup of the user', () => {
  const define = (stack: Stack, ...triggers: OnDemandBackupProps['triggers'] & object) =>
    new OnDemandBackup(stack, 'Own', { resource: BackupResource.fromDynamoDbTable(table(stack)), triggers });
  const both = [BackupTrigger.beforeChange(), BackupTrigger.onDelete()];
  const entry = { resource: 'Shop/Orders/Resource', cfnType: 'AWS::DynamoDB::Table', resourceType: 'DynamoDB' };
  const made = expect.stringMatching(/^Shop\/BackupProtection\/Orders/) as unknown;

  test.each<[string, typeof both, BackupProtectionProps, object, string[]]>([
    ['for both is enough', both, {}, { status: COVERED, beforeChange: 'Shop/Own', onDelete: 'Shop/Own' }, []],
    ['for all that is wanted is enough', [BackupTrigger.onDelete()], { beforeChange: false }, { status: COVERED, onDelete: 'Shop/Own' }, []],
    ['before a change is complemented', [BackupTrigger.beforeChange()], {}, { status: PROTECTED, beforeChange: 'Shop/Own', onDelete: made }, ['OrdersOnDelete']],
    ['on delete is complemented', [BackupTrigger.onDelete()], {}, { status: PROTECTED, beforeChange: made, onDelete: 'Shop/Own' }, ['OrdersBeforeChange']],
    ['on deploy covers nothing', [BackupTrigger.onDeploy()], {}, { status: PROTECTED, beforeChange: made, onDelete: made }, ['OrdersBeforeChange', 'OrdersOnDelete']],
  ])('%s', (_what, triggers, props, expected, added) => {
    const { app, stack, protection } = protect((scope) => define(scope, ...triggers), props);
    app.synth();
    expect(protection.report).toEqual([{ ...entry, ...expected }]);
    expect(Object.keys(backupsIn(stack)).filter((id) => !id.startsWith('Own'))).toEqual(added);
  });
});

describe('a stack of more than 500 resources', () => {
  const tables = (scope: Construct, count: number) => { for (let index = 0; index < count; index++) { l1Table(scope, `Table${index}`); } };

  test('is an error that says how many of them belong to the protection', () => {
    const { app } = protect((stack) => tables(stack, 170));
    expect(() => app.synth()).toThrow(/the stack has 5\d\d resources, 340 of them of its protection, but CloudFormation accepts 500: split the stack/);
  });

  test('is left to the CDK if none of them belongs to the protection', () => {
    const { app } = protect((stack) => {
      BackupProtection.optOut(stack, 'too large');
      tables(stack, 501);
    });
    expect(() => app.synth()).toThrow(/greater than allowed maximum/);
  });

  test('is not one if some of them are in a nested stack', () => {
    const { app } = protect((stack) => {
      tables(stack, 20);
      tables(new NestedStack(stack, 'Nested'), 150);
    });
    expect(() => app.synth()).not.toThrow();
  });
});
