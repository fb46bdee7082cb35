import { NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { BackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';
import { app, driver, phase, question, table, vault } from './account-app';

/**
 * Does the function find a table that is nested deeper than its backup, and one that is nested less deep, with the permissions of the
 * names that CloudFormation gives to nested stacks? The names are long enough to be cut.
 *
 * The second phase changes both tables.
 */
const stack = new Stack(app, 'AccountRunNestedDepths', {
  stackName: 'AccountRunNestedDepths-whose-name-is-so-long-that-the-names-of-its-nested-stacks-are-cut',
});
const outer = new NestedStack(stack, 'OuterWithALongName');
const inner = new NestedStack(outer, 'InnerWithALongName');
const [attribute] = phase > 1 ? ['expires'] : [];

const deep = table(inner, 'Deep', attribute);
const flat = table(stack, 'Flat', attribute);
const options = { removalPolicy: RemovalPolicy.DESTROY, triggers: [BackupTrigger.beforeChange()] };
new OnDemandBackup(stack, 'OfDeep', { resource: BackupResource.fromDynamoDbTable(deep), backupVault: vault(stack), ...options });
const beside = new NestedStack(stack, 'Beside');
new OnDemandBackup(beside, 'OfFlat', { resource: BackupResource.fromDynamoDbTable(flat), backupVault: vault(beside), ...options });

question('NestedDepths', [stack], { hooks: { postDeploy: [driver('nested-depths')] } });
app.synth();
