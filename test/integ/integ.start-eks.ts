import { Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnCluster } from 'aws-cdk-lib/aws-eks';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { FailureAction, OnDemandBackup } from 'cdk-on-demand-backup';
import { app, deleteAfter, driver, question } from './account-app';

/** Does a job of an EKS cluster start with the policies of the default role, and is it COMPLETED, when the cluster has no volume? */
const stack = new Stack(app, 'AccountRunEks');
const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0, subnetConfiguration: [{ name: 'Public', subnetType: SubnetType.PUBLIC }] });
const clusterRole = new Role(stack, 'ClusterRole', {
  assumedBy: new ServicePrincipal('eks.amazonaws.com'), managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AmazonEKSClusterPolicy')],
});
const cluster = new CfnCluster(stack, 'Cluster', {
  name: 'account-run',
  roleArn: clusterRole.roleArn,
  resourcesVpcConfig: { subnetIds: vpc.publicSubnets.map(({ subnetId }) => subnetId) },
  accessConfig: { authenticationMode: 'API' }, // AWS Backup needs access entries
});
new OnDemandBackup(stack, 'Backup', {
  resource: BackupResource.fromArn(cluster.attrArn), onFailure: FailureAction.WARN, deleteAfter,
});

question('StartEks', [stack], { hooks: { postDeploy: [driver('start-eks')] } });
app.synth();
