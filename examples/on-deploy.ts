/**
 * Backs up a DynamoDB table, an S3 bucket and an RDS instance during `cdk deploy`.
 *
 * Shows: three resource types with one construct; what the defaults do (one vault and one role for the stack, both retained);
 * retention; tags; when a backup runs again; and how another resource waits for a backup.
 *
 * Run it: `npx cdk deploy --app 'npx tsx on-deploy.ts'` in a folder with `aws-cdk-lib`, `constructs`, `tsx` and
 * `cdk-on-demand-backup` installed. In this repository `npm run demo` deploys it to a local AWS, without an account.
 * Before you deploy it to an account: AWS Backup backs up only the resource types that are switched on in its settings.
 */
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { InstanceClass, InstanceSize, InstanceType, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { BackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';

const stack = new Stack(new App(), 'OnDeploy');

// The resources. They are deleted with the stack, because this is an example: omit `removalPolicy` for real data.
const removalPolicy = RemovalPolicy.DESTROY;

const orders = new TableV2(stack, 'Orders', {
  partitionKey: { name: 'orderId', type: AttributeType.STRING },
  removalPolicy,
});

const invoices = new Bucket(stack, 'Invoices', {
  versioned: true, // AWS Backup requires it
  removalPolicy,
});

const network = new Vpc(stack, 'Network', {
  natGateways: 0,
  restrictDefaultSecurityGroup: false,
  subnetConfiguration: [{ name: 'Data', subnetType: SubnetType.PRIVATE_ISOLATED }],
});
const customers = new DatabaseInstance(stack, 'Customers', {
  engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_6 }),
  instanceType: InstanceType.of(InstanceClass.T4G, InstanceSize.MICRO),
  allocatedStorage: 20,
  vpc: network,
  vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
  removalPolicy,
});

// A backup is one construct. It runs when the stack is created, and again when what it asks of AWS Backup changes.
const ordersBackup = new OnDemandBackup(stack, 'OrdersBackup', {
  resource: BackupResource.fromDynamoDbTable(orders),
  deleteAfter: Duration.days(35),
});

// `BackupResource` has no factory for buckets: `fromArn` takes any resource that AWS Backup supports.
new OnDemandBackup(stack, 'InvoicesBackup', {
  resource: BackupResource.fromArn(invoices.bucketArn),
  deleteAfter: Duration.days(35),
  recoveryPointTags: { 'data-class': 'finance' },
});

// With a revision (a release number, a git SHA), it also runs for each new revision.
new OnDemandBackup(stack, 'CustomersBackup', {
  resource: BackupResource.fromRdsDatabaseInstance(customers),
  deleteAfter: Duration.days(35),
  startWindow: Duration.hours(1),
  triggers: [BackupTrigger.onDeploy({ revision: process.env.REVISION ?? '1.0.0' })],
});

// Whatever depends on a backup waits for its recovery point, such as a migration.
const migration = new StringParameter(stack, 'Migration', { stringValue: 'schema 2' });
migration.node.addDependency(ordersBackup);

// The rest of the stack can use what the job created; the stack also has outputs for it.
new StringParameter(stack, 'OrdersRecoveryPoint', { stringValue: ordersBackup.recoveryPointArn });
