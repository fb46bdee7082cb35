import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnNamespace, CfnWorkgroup } from 'aws-cdk-lib/aws-redshiftserverless';
import { OnDemandBackup } from 'cdk-on-demand-backup';
import { app, expectJob, question, vault } from './account-app';

/** Does a job of a namespace start? Which form has the ARN of its snapshot, and does RemovalPolicy.DESTROY delete it? */
const stack = new Stack(app, 'AccountRunRedshiftServerless');
const namespace = new CfnNamespace(stack, 'Namespace', { namespaceName: 'account-run', manageAdminPassword: true });
namespace.applyRemovalPolicy(RemovalPolicy.DESTROY);
// A namespace without a workgroup is never AVAILABLE. It needs subnets in three zones
const vpc = new Vpc(stack, 'Vpc', { maxAzs: 3, natGateways: 0, subnetConfiguration: [{ name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }] });
const workgroup = new CfnWorkgroup(stack, 'Workgroup', {
  workgroupName: 'account-run', namespaceName: namespace.namespaceName, baseCapacity: 8, subnetIds: vpc.isolatedSubnets.map(({ subnetId }) => subnetId),
});
workgroup.addDependency(namespace);
const backupVault = vault(stack);
const backup = new OnDemandBackup(stack, 'Backup', {
  resource: BackupResource.fromArn(namespace.attrNamespaceNamespaceArn), backupVault, removalPolicy: RemovalPolicy.DESTROY, executeAfter: [workgroup],
});

const test = question('StartRedshiftServerless', [stack]);
// The form of the ARN stands in the response of the assertion
expectJob(test, backup, 'Redshift Serverless');
app.synth();
