import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as cdk from 'aws-cdk-lib';
import { App, Aspects, type CfnElement, CfnOutput, Fn, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { CfnInclude as IncludedTemplate } from 'aws-cdk-lib/cloudformation-include';
import { BackupProtection, BackupResourceType, ProtectionStatus } from 'cdk-on-demand-backup';
import type { Construct } from 'constructs';
import { filesOf, protect, REPORT, statuses, table, warningsIn } from '../fixture';

const { PROTECTED, NOT_PROTECTED, OPTED_OUT } = ProtectionStatus;
const TABLE = { Type: 'AWS::DynamoDB::Table', Properties: { KeySchema: [] } };
const TEMPLATE = { Resources: { Orders: TABLE, Jobs: { Type: 'AWS::SQS::Queue' }, Reader: { Type: 'AWS::IAM::Role' } }, Outputs: {} };
/** A deprecated class, which is left out of the types of aws-cdk-lib. */
const { CfnInclude } = cdk as unknown as { CfnInclude: new (scope: Construct, id: string, props: { template: object }) => CfnElement };
const include = (scope: Construct, template: object = TEMPLATE) => new CfnInclude(scope, 'Old', { template });
const ADVICE = 'a part of a template that CfnInclude of aws-cdk-lib takes in as it is, so that it cannot wait for a backup: use CfnInclude of aws-cdk-lib/cloudformation-include';

describe('the stateful resources of a template that the core CfnInclude takes in', () => {
  test('are reported as not protected, each with a warning that says what to do', () => {
    const { app, stack, protection } = protect((scope) => {
      include(scope);
      table(scope);
    });
    const file = filesOf(app)[REPORT];
    expect(protection.report.filter(({ status }) => status === NOT_PROTECTED)).toEqual([
      { resource: 'Shop/Old/Jobs', cfnType: 'AWS::SQS::Queue', status: NOT_PROTECTED, reason: expect.stringMatching('AWS Backup does not support AWS::SQS::Queue: empty it') },
      { resource: 'Shop/Old/Orders', cfnType: 'AWS::DynamoDB::Table', resourceType: 'DynamoDB', status: NOT_PROTECTED, reason: ADVICE },
    ]);
    expect(JSON.parse(file)).toEqual(protection.report);
    expect(warningsIn(stack)).toEqual([
      `/Shop/Old Shop/Old/Orders is not protected by backups: ${ADVICE}; or call BackupProtection.optOut(construct, reason) [ack: cdk-on-demand-backup:notProtected]`,
      expect.stringMatching('/Shop/Old Shop/Old/Jobs is not protected by backups: AWS Backup does not support AWS::SQS::Queue'),
    ]);
    expect(statuses(protection)['Shop/Orders/Resource']).toBe(PROTECTED);
  });

  test.each<[string, (scope: Stack) => Construct]>([
    ['a nested stack', (stack) => new NestedStack(stack, 'Nested')],
    ['another stack', (stack) => new Stack(stack.node.root as Construct, 'Other')],
  ])('are reported in %s', (_what, scope) => {
    const { app, protection } = protect((stack) => include(scope(stack), { Resources: { Orders: TABLE } }));
    app.synth();
    expect(protection.report.filter(({ resource }) => resource.endsWith('/Old/Orders')).map(({ status }) => status)).toEqual([NOT_PROTECTED]);
  });

  test('can be opted out, or excluded by their types', () => {
    const { app, protection, stack } = protect((scope) => BackupProtection.optOut(include(scope), 'retained'));
    const other = protect((scope) => include(scope, { Resources: { Orders: TABLE } }), { resourceTypes: [BackupResourceType.S3] });
    [app, other.app].forEach((each) => each.synth());
    expect(statuses(protection)).toEqual({ 'Shop/Old/Jobs': OPTED_OUT, 'Shop/Old/Orders': OPTED_OUT });
    expect(statuses(other.protection)).toEqual({ 'Shop/Old/Orders': OPTED_OUT });
    expect([...warningsIn(stack), ...warningsIn(other.stack)]).toEqual([]);
  });

  test.each([[{}], [{ Resources: {} }], [{ Resources: { Reader: { Type: 'AWS::IAM::Role' } } }], [{ Resources: { Odd: null, Other: { Type: Fn.ref('Type') } } }]])('are none in %j', (template) => {
    const { app, protection } = protect((scope) => {
      include(scope, template);
      new CfnOutput(scope, 'Output', { value: 'any' });
    });
    app.synth();
    expect(protection.report).toEqual([]);
  });

  test('of a stage without a protection are an error', () => {
    const app = new App();
    include(new Stack(new Stage(app, 'Production'), 'Shop'), { Resources: { Orders: TABLE } });
    Aspects.of(app).add(new BackupProtection());
    expect(() => app.synth()).toThrow(/the stage Production are not protected/);
  });

  test('are entries once, if two protections decide', () => {
    const { app } = protect((scope) => include(scope));
    Aspects.of(app).add(new BackupProtection());
    expect((JSON.parse(filesOf(app)[REPORT]) as object[])).toHaveLength(2);
  });
});

test('the resources of CfnInclude of cloudformation-include are protected like all others', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'include-')), 'template.json');
  writeFileSync(file, JSON.stringify({ Resources: { Orders: { ...TABLE, Properties: { KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] } } } }));
  const { app, protection } = protect((scope) => new IncludedTemplate(scope, 'New', { templateFile: file }));
  app.synth();
  expect(statuses(protection)).toEqual({ 'Shop/New/Orders': PROTECTED });
});
