import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, type CfnResource, Duration, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { WaitLevel } from 'cdk-on-demand-backup';
import { dependenciesOf, flaws, guard, lookupsOf, newTable, tableResource } from './fixture';
import { CFN_TYPES } from '../util/cfn-types';
import { type MakeResource, partitionKey, RESOURCES } from '../util/resources';
import { linksOf } from '../util/synth';
import { define, flatten, newStack, warningsOf } from '../util/template';
import { idOf, wayIn } from '../util/template-graph';

describe('beforeChange for each resource type', () => {
  test('is tested with a resource', () => {
    expect([...new Set(RESOURCES.map(([, type]) => type))].sort()).toEqual([...CFN_TYPES].sort());
  });

  test.each(RESOURCES)('%s waits for the backup, which does not refer to it', (_name, type, make) => {
    const stack = newStack();
    guard(stack, make(stack));
    const template = Template.fromStack(stack);
    const [[id, { DependsOn }]] = Object.entries(template.findResources(type));
    const [custom] = Object.keys(template.findResources('Custom::OnDemandBackup'));
    expect(DependsOn).toContain(custom);
    expect(wayIn(template.toJSON(), custom, id)).toBeUndefined();
    expect(flaws(stack)).toEqual([]);

    const { BeforeChange: { Properties } } = linksOf(stack);
    expect(JSON.parse(flatten(Properties.Resource))).toEqual({ StackName: '<AWS::StackName>', LogicalResourceIds: [id], Type: type });
    expect(Properties).toMatchObject({ Trigger: 'BEFORE_CHANGE', Revision: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(Object.keys(JSON.parse(flatten(Properties.Request)) as object)).toEqual(['BackupVaultName', 'IamRoleArn']);
  });
});

describe('a resource of a nested stack', () => {
  test('waits with its whole stack for a backup above', () => {
    const stack = newStack();
    const nested = new NestedStack(new NestedStack(stack, 'Outer'), 'Inner');
    const table = newTable(nested);
    guard(stack, tableResource(table));
    const { Properties } = linksOf(stack).BeforeChange;
    expect(JSON.parse(flatten(Properties.Resource))).toEqual({
      StackName: '<AWS::StackName>',
      LogicalResourceIds: [expect.stringMatching(/^Outer/), expect.stringMatching(/^Inner/), idOf(table)],
      Type: 'AWS::DynamoDB::Table',
    });
    expect(Object.values(Template.fromStack(stack).findResources('AWS::CloudFormation::Stack'))[0].DependsOn).toEqual([expect.stringMatching(/^BackupBeforeChange/)]);
    expect(flaws(stack)).toEqual([]);
  });

  test('waits for a backup beside it', () => {
    const nested = new NestedStack(newStack(), 'Nested');
    const table = newTable(nested);
    guard(nested, tableResource(table));
    expect(JSON.parse(flatten(linksOf(nested).BeforeChange.Properties.Resource))).toMatchObject({ StackName: '<AWS::StackName>', LogicalResourceIds: [idOf(table)] });
    expect(dependenciesOf(nested, table)).toEqual([expect.stringMatching(/^BackupBeforeChange/)]);
    expect(flaws(nested)).toEqual([]);
  });

  test('waits for a backup in a nested stack beside its own', () => {
    const stack = newStack();
    const [one, two] = ['One', 'Two'].map((id) => new NestedStack(stack, id));
    const table = newTable(one);
    guard(two, tableResource(table));
    expect(JSON.parse(flatten(linksOf(two).BeforeChange.Properties.Resource))).toMatchObject({ StackName: 'Shop', LogicalResourceIds: [expect.stringMatching(/^One/), idOf(table)] });
    expect(wayIn(Template.fromStack(stack).toJSON(), idOf(one), idOf(two))).toBeDefined();
    expect(flaws(stack)).toEqual([]);
  });
});

test('a resource above the nested stack of its backup waits for that stack', () => {
  const stack = newStack();
  const nested = new NestedStack(stack, 'Nested');
  const table = newTable(stack);
  guard(nested, tableResource(table));
  expect(JSON.parse(flatten(linksOf(nested).BeforeChange.Properties.Resource))).toMatchObject({ StackName: 'Shop', LogicalResourceIds: [idOf(table)] });
  expect(dependenciesOf(stack, table)).toEqual([idOf(nested)]);
  expect(flaws(stack)).toEqual([]);
});

describe('beforeChange with a long timeout', () => {
  test('makes the resource wait for the last custom resource of a chain, of which only the first watches', () => {
    const stack = newStack();
    const table = newTable(stack);
    guard(stack, tableResource(table), {}, { timeout: Duration.hours(3) });
    const links = linksOf(stack);
    expect(Object.keys(links)).toEqual(['BeforeChange', 'BeforeChangeContinued1', 'BeforeChangeContinued2', 'BeforeChangeContinued3']);
    expect(dependenciesOf(stack, table)).toEqual([expect.stringMatching(/^BackupBeforeChangeContinued3/)]);
    const properties = Object.values(links).map(({ Properties }) => Properties);
    const [first, ...others] = properties;
    expect(new Set(properties.map(({ Trigger, Request, Resource }) => JSON.stringify([Trigger, Request, Resource]))).size).toBe(1);
    expect(others.map(({ Revision, DeployTimeValues }) => [Revision, DeployTimeValues])).toEqual([1, 2, 3].map(() => [undefined, undefined]));
    expect(first).toMatchObject({ Trigger: 'BEFORE_CHANGE', Revision: expect.any(String) });
    expect(others.map(({ ContinuedJobId }) => flatten(ContinuedJobId))).toEqual(
      ['BeforeChange', 'BeforeChangeContinued1', 'BeforeChangeContinued2'].map((id) => expect.stringMatching(`^<Backup${id}[0-9A-F]{8}.BackupJobId>$`)));
    expect(flaws(stack)).toEqual([]);
  });
});

describe('with beforeChange the function may ask', () => {
  const OWN = {
    'cloudformation:DescribeStackResource': ['<AWS::StackName>/*', '<AWS::StackName>-*Nested*-???????????*/*']
      .map((name) => `arn:<AWS::Partition>:cloudformation:<AWS::Region>:<AWS::AccountId>:stack/${name}`),
  };
  const makeOf = (name: string) => RESOURCES.find(([each]) => each === name)?.[2] as MakeResource;

  test.each<[string, MakeResource | undefined, object]>([
    ['nothing without the trigger', undefined, {}],
    ['for its own stack, and for what was nested in it', makeOf('a table'), OWN],
    ['for a volume of FSx', makeOf('a volume of FSx (L1)'), { ...OWN, 'fsx:DescribeVolumes': ['*'] }],
    ['for a Redshift namespace', makeOf('a Redshift namespace (L1)'), { ...OWN, 'redshift-serverless:GetNamespace': ['*'] }],
  ])('%s', (_name, make, lookups) => {
    const stack = newStack();
    if (make) { guard(stack, make(stack)); } else { define(stack, 'Backup'); }
    expect(lookupsOf(stack)).toEqual(lookups);
  });

  test('once, however many backups there are', () => {
    const stack = newStack();
    ['One', 'Two', 'Three'].forEach((id) => guard(stack, tableResource(newTable(stack, `${id}Table`)), {}, {}, id));
    const policies = JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
    expect(policies.split('cloudformation:DescribeStackResource')).toHaveLength(2);
  });
});

test.each<[string, WaitLevel | undefined, number]>([['accepted', WaitLevel.ACCEPTED, 1], ['completed', WaitLevel.COMPLETED, 0], ['waited for by default', undefined, 0]])(
  'beforeChange warns if the resource may change during the backup: a job that is %s', (_name, waitFor, count) => {
    const stack = newStack();
    guard(stack, tableResource(newTable(stack)), {}, { waitFor });
    expect(warningsOf(stack).filter((warning) => /while its backup still runs.*\[ack: cdk-on-demand-backup:changeDuringBackup\]/.test(warning))).toHaveLength(count);
  });

test('beforeChange creates no dependency cycle for a backup in the construct of its resource', () => {
  const stack = newStack();
  const table = newTable(stack);
  guard(table, tableResource(table));
  const bucket = new Bucket(stack, 'Bucket', { versioned: true });
  guard(bucket.node.defaultChild as CfnResource, BackupResource.fromArn(bucket.bucketArn));
  expect(dependenciesOf(stack, table)).toEqual([expect.stringMatching(/^OrdersBackupBeforeChange/)]);
  expect(dependenciesOf(stack, bucket)).toEqual([expect.stringMatching(/^Bucket.*BeforeChange/)]);
  expect(flaws(stack)).toEqual([]);
});

test('two syntheses of one app in two folders, each with its own asset, give the same templates', () => {
  const templates = ['one', 'another'].map((name) => {
    const folder = mkdtempSync(path.join(tmpdir(), name));
    try {
      mkdirSync(path.join(folder, 'asset'));
      writeFileSync(path.join(folder, 'asset', 'index.js'), 'exports.handler = () => 1;');
      const stack = new Stack(new App({ outdir: path.join(folder, 'cdk.out') }), 'Shop');
      const nested = new NestedStack(stack, 'Nested');
      const code = Code.fromAsset(path.join(folder, 'asset'));
      const lambda = new LambdaFunction(nested, 'Function', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code });
      guard(stack, tableResource(newTable(nested)), { watch: [lambda] });
      guard(nested, BackupResource.fromDynamoDbTable(new TableV2(nested, 'Global', { partitionKey })), { watch: [new Bucket(stack, 'Bucket')] });
      guard(stack, BackupResource.fromArn(nested.stackId), {}, {}, 'Whole');
      expect(flaws(stack)).toEqual([]);
      return [stack, nested].map((each) => Template.fromStack(each).toJSON());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
  expect(templates[1]).toEqual(templates[0]);
});
