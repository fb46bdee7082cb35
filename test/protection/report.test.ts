import { Annotations, Aspects, CfnResource, Stack } from 'aws-cdk-lib';
import { Annotations as Said, Match } from 'aws-cdk-lib/assertions';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { BackupProtection, BackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';
import { filesOf, type Fill, protect, REPORT, role, table, warningsIn } from './fixture';
import { infosOf } from '../util/synth';

describe('the report of a protection', () => {
  const fill: Fill = (stack) => {
    BackupProtection.optOut(table(stack, 'Cache'), 'made anew each night');
    table(stack);
    new Bucket(stack, 'Drafts');
    new Queue(stack, 'Queue');
    new CfnResource(stack, 'Member', { type: 'AWS::RDS::DBInstance', properties: { DBClusterIdentifier: 'customers' } });
    new CfnResource(stack, 'Replica', { type: 'AWS::RDS::DBInstance', properties: { SourceDBInstanceIdentifier: 'customers' } });
    new OnDemandBackup(stack, 'Own', {
      resource: BackupResource.fromDynamoDbTable(table(stack, 'Ledger')), triggers: [BackupTrigger.beforeChange(), BackupTrigger.onDelete()], stackOutputs: false,
    });
  };
  const made = (id: string) => ({
    beforeChange: expect.stringMatching(`^Shop/BackupProtection/${id}`) as unknown, onDelete: expect.stringMatching(`^Shop/BackupProtection/${id}`) as unknown,
  });
  const ENTRIES = [
    { resource: 'Shop/Cache/Resource', cfnType: 'AWS::DynamoDB::Table', resourceType: 'DynamoDB', status: 'OPTED_OUT', reason: 'made anew each night' },
    {
      resource: 'Shop/Drafts/Resource',
      cfnType: 'AWS::S3::Bucket',
      resourceType: 'S3',
      status: 'NOT_PROTECTED',
      reason: 'a bucket without versioning, which AWS Backup needs: set `versioned: true` on the bucket',
    },
    { resource: 'Shop/Ledger/Resource', cfnType: 'AWS::DynamoDB::Table', resourceType: 'DynamoDB', status: 'COVERED', beforeChange: 'Shop/Own', onDelete: 'Shop/Own' },
    { resource: 'Shop/Member', cfnType: 'AWS::RDS::DBInstance', status: 'HELD_ELSEWHERE', reason: 'a member of the cluster customers, which has the data' },
    { resource: 'Shop/Orders/Resource', cfnType: 'AWS::DynamoDB::Table', resourceType: 'DynamoDB', status: 'PROTECTED', ...made('Orders') },
    {
      resource: 'Shop/Queue/Resource',
      cfnType: 'AWS::SQS::Queue',
      status: 'NOT_PROTECTED',
      reason: 'AWS Backup does not support AWS::SQS::Queue: empty it before its deletion, or keep it with RemovalPolicy.RETAIN',
    },
    {
      resource: 'Shop/Replica',
      cfnType: 'AWS::RDS::DBInstance',
      resourceType: 'RDS',
      status: 'PROTECTED',
      ...made('Replica'),
      reason: 'a read replica of the database customers: its backup holds what it has replicated',
    },
  ];

  test('has an entry for each stateful resource, in the order of their paths', () => {
    const { app, protection } = protect(fill);
    app.synth();
    expect(protection.report).toEqual(ENTRIES);
  });

  test('is a file in the cloud assembly, the same in each folder, like the templates', () => {
    const [one, other] = [filesOf(protect(fill).app), filesOf(protect(fill).app)];
    expect(JSON.parse(one[REPORT])).toEqual(ENTRIES);
    expect(one).toEqual(other);
  });

  test('is summarised in one sentence on each stack', () => {
    const { app, stack } = protect(fill);
    const [other, empty] = [new Stack(app, 'Other'), new Stack(app, 'Empty')];
    table(other);
    role(empty);
    app.synth();
    const said = (each: Stack) => Said.fromStack(each).findInfo('*', Match.stringLikeRegexp('before change and deletion')).map(({ id, entry }) => `${id}: ${entry.data as string}`);
    const ack = '[ack: cdk-on-demand-backup:protection]';
    expect(said(stack)).toEqual(['/Shop/BackupProtection: backups before change and deletion: of 7 stateful resources, 2 protected, 1 covered by other backups, '
      + `1 with their data elsewhere, 1 opted out, 2 not protected; ${REPORT} has them all ${ack}`]);
    expect(said(other)).toEqual([`/Other/BackupProtection: backups before change and deletion: of 1 stateful resource, 1 protected; ${REPORT} has them all ${ack}`]);
    expect(said(empty)).toEqual([]);
  });

  test('can have its sentence acknowledged on the stack', () => {
    const { stack } = protect(fill);
    Annotations.of(stack).acknowledgeInfo('cdk-on-demand-backup:protection');
    expect(infosOf(stack).filter((info) => info.includes('before change and deletion'))).toEqual([]);
  });

  test('warns of each resource that cannot be protected, and of no other', () => {
    expect(warningsIn(protect(fill).stack)).toEqual([
      '/Shop/Drafts/Resource not protected by backups: a bucket without versioning, which AWS Backup needs: set `versioned: true` on the bucket; '
      + 'or call BackupProtection.optOut(construct, reason) [ack: cdk-on-demand-backup:notProtected]',
      '/Shop/Queue/Resource not protected by backups: AWS Backup does not support AWS::SQS::Queue: empty it before its deletion, '
      + 'or keep it with RemovalPolicy.RETAIN; or call BackupProtection.optOut(construct, reason) [ack: cdk-on-demand-backup:typeNotSupported]',
    ]);
  });

  test('does not warn of what is acknowledged', () => {
    const { stack } = protect(fill);
    Annotations.of(stack).acknowledgeWarning('cdk-on-demand-backup:typeNotSupported');
    Annotations.of(stack.node.findChild('Drafts')).acknowledgeWarning('cdk-on-demand-backup:notProtected');
    expect(warningsIn(stack)).toEqual([]);
  });

  test('is empty before the synthesis, and without a stateful resource', () => {
    const { app, protection } = protect((stack) => role(stack));
    expect(protection.report).toEqual([]);
    app.synth();
    expect(protection.report).toEqual([]);
  });

  test('leaves the custom synthesis of the app to the user, and is not written twice', () => {
    const { app } = protect(table);
    Aspects.of(app).add(new BackupProtection());
    app.synth();
    expect(app.node.children.filter(({ node }) => node.id === 'BackupProtectionReport')).toHaveLength(1);
  });
});
