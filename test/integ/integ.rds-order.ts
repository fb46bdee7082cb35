import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { InstanceClass, InstanceSize, InstanceType, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine } from 'aws-cdk-lib/aws-rds';
import { OnDemandBackup } from 'cdk-on-demand-backup';
import { app, driver, expectJob, question, vault } from './account-app';

/** Is a database available for a backup when CloudFormation goes on? How long after CREATE_COMPLETE does the job start, and with how many tries? */
const stack = new Stack(app, 'AccountRunRds');
const database = new DatabaseInstance(stack, 'Orders', {
  engine: DatabaseInstanceEngine.POSTGRES,
  instanceType: InstanceType.of(InstanceClass.T4G, InstanceSize.MICRO),
  allocatedStorage: 20,
  vpc: new Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0, subnetConfiguration: [{ name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED }] }),
  vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
  removalPolicy: RemovalPolicy.DESTROY,
});
const backupVault = vault(stack);
const backup = new OnDemandBackup(stack, 'Backup', {
  resource: BackupResource.fromRdsDatabaseInstance(database), backupVault, removalPolicy: RemovalPolicy.DESTROY,
});

expectJob(question('RdsOrder', [stack], { hooks: { postDeploy: [driver('rds-order')] } }), backup, 'RDS');
app.synth();
