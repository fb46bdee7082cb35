import { ExpectedResult, type IApiCall, IntegTest, type IntegTestProps } from '@aws-cdk/integ-tests-alpha';
import { App, CfnWaitCondition, CfnWaitConditionHandle, Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { AttributeType, Billing, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { OnDemandBackup } from 'cdk-on-demand-backup';
import type { Construct } from 'constructs';

/** What the apps of the account run share. */

export const app = new App();
/** Which of its deployments an app is synthesised for: the first by integ-runner, the others by its driver. */
export const phase = Number(process.env.PHASE ?? 1);

/** What is left over goes by itself. */
export const deleteAfter = Duration.days(1);

export const GENERAL_POLICY = 'service-role/AWSBackupServiceRolePolicyForBackup';

/** The command that runs a driver, in the folder of the snapshots. integ-runner passes no Region on: it is that of AWS_REGION. */
export function driver(name: string): string {
  return `npx tsx --tsconfig ../tsconfig.json drivers/${name}.ts`;
}

/** One question is one test case. Without the update workflow, because its snapshot needs no assets then. */
export function question(id: string, testCases: Stack[], props: Partial<IntegTestProps> = {}): IntegTest {
  return new IntegTest(app, id, { testCases, stackUpdateWorkflow: false, ...props });
}

/** A small table that goes with its stack. Another attribute for expired items is a change that takes no time. */
export function table(scope: Construct, id = 'Orders', timeToLiveAttribute?: string): TableV2 {
  return new TableV2(scope, id, {
    partitionKey: { name: 'id', type: AttributeType.STRING }, billing: Billing.onDemand(), removalPolicy: RemovalPolicy.DESTROY, timeToLiveAttribute,
  });
}

/**
 * A vault that goes with its stack. For backups that destroy their recovery points, and in no rollback, which destroys none: other apps use
 * the default vault, which stays.
 */
export function vault(scope: Construct): BackupVault {
  return new BackupVault(scope, 'Vault', { removalPolicy: RemovalPolicy.DESTROY });
}

/** A role for AWS Backup that goes with its stack. Without policies, each job of it fails. */
export function role(scope: Construct, ...policies: string[]): Role {
  const managedPolicies = policies.map((name) => ManagedPolicy.fromAwsManagedPolicyName(name));
  return new Role(scope, 'BackupRole', { assumedBy: new ServicePrincipal('backup.amazonaws.com'), managedPolicies });
}

/** Expects the job of a backup to be complete, and its recovery point. */
export function expectJob({ assertions }: IntegTest, backup: OnDemandBackup, ResourceType: string): IApiCall {
  const { backupJobId, recoveryPointArn, backupVault: { backupVaultName: BackupVaultName } } = backup;
  const job = assertions.awsApiCall('Backup', 'describeBackupJob', { BackupJobId: backupJobId });
  job.expect(ExpectedResult.objectLike({ State: 'COMPLETED', ResourceType, RecoveryPointArn: recoveryPointArn }));
  const point = assertions.awsApiCall('Backup', 'describeRecoveryPoint', { BackupVaultName, RecoveryPointArn: recoveryPointArn });
  point.expect(ExpectedResult.objectLike({ Status: 'COMPLETED', ResourceType }));
  return job.next(point);
}

/** A resource that cannot be created: nobody sends the signal that it waits for. */
export function fail(stack: Stack, ...after: Construct[]): void {
  const failure = new CfnWaitCondition(stack, 'Fails', { handle: new CfnWaitConditionHandle(stack, 'Handle').ref, timeout: '1', count: 1 });
  failure.node.addDependency(...after);
}
