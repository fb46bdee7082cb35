import { Annotations, Stack, Token } from 'aws-cdk-lib';
import type { IBackupVault } from 'aws-cdk-lib/aws-backup';
import type { IConstruct } from 'constructs';
import type { BackedUpResource } from './backed-up-resource';
import { describeProblems, failOn } from './problems';
import { propProblems } from './render-request';
import { outputNameProblems } from './stack-outputs';
import { airGappedRetentionOf, vaultLockOf } from './vault-facts';
import { waitPolicyProblems } from './wait-policies';
import type { OnDemandBackupProps } from '../on-demand-backup-props';
import type { BackupRequest } from '../request/backup-request';
import type { Problem } from '../request/problem';
import type { RequestFacts } from '../request/request-facts';
import { validateRequest } from '../request/validate-request';

/** A backup with the vault that it has: the one given, or the stack's own. */
interface CheckedBackup extends IConstruct {
  readonly backupVault: IBackupVault;
}

/**
 * Ends the construction of a definition with all its problems in one message. What the user may still change until synth (the
 * versioning of a bucket, the lock of a vault) ends the synth.
 */
export function checkBackup(backup: CheckedBackup, props: OnDemandBackupProps, resource: BackedUpResource, request: BackupRequest): void {
  const readable = { ...request, ResourceArn: resource.readableArn };
  const facts = ownFacts(backup, resource);
  const problemsWith = (known: RequestFacts) => resource.problems.length > 0 ? [] : validateRequest(readable, known);
  const now = problemsWith(facts);
  const later = () => errorsOf(problemsWith({ ...facts, ...factsOfOthers(backup, props, resource) }));
  const own = [...resource.problems, ...propProblems(props), ...waitPolicyProblems(props), ...outputNameProblems(props)];
  if (own.length > 0 || errorsOf(now).length > 0) { failOn(backup, [...own, ...later()]); }

  warn(backup, now, resource);
  if (dependsOnOthers(props, resource)) {
    backup.node.addValidation({ validate: () => later().length > 0 ? [describeProblems(backup, later())] : [] });
  }
}

function ownFacts(backup: CheckedBackup, { typeName }: BackedUpResource): RequestFacts {
  const { stackId, account, region } = Stack.of(backup);
  const { backupVaultArn } = backup.backupVault;
  return { isUnresolved: Token.isUnresolved, resourceType: typeName, stackId, account, region, backupVaultArn };
}

/** Whether the constructs of others have a say in what is right. Most definitions need no second look at synth. */
function dependsOnOthers(props: OnDemandBackupProps, resource: BackedUpResource): boolean {
  return props.backupVault !== undefined || props.logicallyAirGappedBackupVault !== undefined || resource.isBucketOfApp;
}

/** What the constructs of others say. */
function factsOfOthers(backup: CheckedBackup, props: OnDemandBackupProps, resource: BackedUpResource): RequestFacts {
  return {
    vaultLock: vaultLockOf(backup.backupVault),
    airGappedRetention: props.logicallyAirGappedBackupVault && airGappedRetentionOf(props.logicallyAirGappedBackupVault),
    bucketVersioned: resource.bucketVersioned,
  };
}

function warn(backup: CheckedBackup, problems: readonly Problem[], resource: BackedUpResource): void {
  const annotations = Annotations.of(backup);
  problems.forEach(({ id, message }) => annotations.addWarningV2(`cdk-on-demand-backup:${id}`, message));
  if (resource.isOfUnknownType) {
    annotations.addWarningV2('cdk-on-demand-backup:resourceTypeUnknown',
      '`resource` does not tell its type: pass `resourceType`, so that the default role gets the right policies and the rules of the type are checked');
  }
}

function errorsOf(problems: readonly Problem[]): string[] {
  return problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}
