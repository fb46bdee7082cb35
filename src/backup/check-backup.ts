import { Annotations, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import type { IBackupVault } from 'aws-cdk-lib/aws-backup';
import type { IConstruct } from 'constructs';
import { historyKeyProblems } from './history/history-key';
import { historyNameProblems } from './history/history-name';
import { keepLastProblems } from './history/keep-last';
import { describeProblems, failOn } from './problems';
import { propProblems } from './render-request';
import type { BackedUpResource } from './resource/backed-up-resource';
import { originOf, ownerOf } from './resource/origin';
import { settledProblems } from './settled-problems';
import { outputNameProblems } from './stack-outputs';
import { explainProvenance, hasProvenanceTags, provenanceProblems } from './start/provenance';
import { reuseProblems } from './start/start-policy';
import { airGappedRetentionOf, vaultLockOf } from './vault-facts';
import { waitPolicyProblems } from './wait-policies';
import type { OnDemandBackupProps } from '../on-demand-backup-props';
import type { BackupRequest } from '../request/backup-request';
import type { Problem } from '../request/problem';
import type { RequestFacts } from '../request/request-facts';
import { isComposite } from '../request/resource-types/synth-columns';
import { validateRequest } from '../request/validate-request';

/** A backup with its vault: the one given, or that of the stack. */
interface CheckedBackup extends IConstruct {
  readonly backupVault: IBackupVault;
}

/**
 * Throws all problems of a backup in one message during its construction. Problems with what the user may still change until synth
 * (the versioning of a bucket, the lock of a vault, a Lazy) fail the synth.
 */
export function checkBackup(backup: CheckedBackup, props: OnDemandBackupProps, resource: BackedUpResource, request: BackupRequest): void {
  const check = (subject: BackedUpResource, more: RequestFacts = {}): Problem[] => subject.problems.length > 0 ? []
    : validateRequest({ ...request, ResourceArn: subject.readableArn }, { ...ownFacts(backup, props, subject), ...more });
  const now = check(resource);
  failOn(backup, [
    ...resource.problems, ...propProblems(props), ...waitPolicyProblems(props), ...keepLastProblems(props), ...removalProblems(props, resource),
    ...provenanceProblems(props), ...reuseProblems(props),
    ...outputNameProblems(props), ...historyNameProblems(props.historyName), ...historyKeyProblems(backup, props.historyEncryptionKey),
    ...errorsOf(now),
  ]);

  if (!resource.isKnownLater) { warnOf(backup, props, now, resource); }
  if (!dependsOnOtherConstructs(props, resource)) { return; }
  backup.node.addValidation({
    validate: () => {
      const { settled } = resource;
      const found = check(settled, factsOfOtherConstructs(backup, props, settled));
      if (resource.isKnownLater) { warnOf(backup, props, found, settled); }
      const own = resource === settled ? []
        : [...settled.problems, ...removalProblems(props, settled), ...settledProblems(backup, props, resource, settled)];
      const problems = [...own, ...errorsOf(found)];
      return problems.length > 0 ? [describeProblems(backup, problems)] : [];
    },
  });
}

function ownFacts(backup: CheckedBackup, props: OnDemandBackupProps, resource: BackedUpResource): RequestFacts {
  const { stackId, account, region } = Stack.of(backup);
  const { backupVaultArn } = backup.backupVault;
  const owners = {
    resource: ownerOf(resource.origin),
    backupVault: ownerOf(originOf(backupVaultArn)),
    logicallyAirGappedBackupVault: ownerOf(props.logicallyAirGappedBackupVault && originOf(props.logicallyAirGappedBackupVault.backupVaultArn)),
    role: ownerOf(props.role && originOf(props.role.roleArn)),
  };
  const addsProvenanceTags = hasProvenanceTags(props);
  return { isUnresolved: Token.isUnresolved, resourceType: resource.typeName, addsProvenanceTags, stackId, account, region, backupVaultArn, owners };
}

/** Whether the validity depends on other constructs of the user. Most backups need no second check at synth. */
function dependsOnOtherConstructs(props: OnDemandBackupProps, resource: BackedUpResource): boolean {
  return props.backupVault !== undefined || props.logicallyAirGappedBackupVault !== undefined || resource.isBucketOfApp || resource.mayChange;
}

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DeleteRecoveryPoint.html */
function removalProblems({ removalPolicy, keepLast }: OnDemandBackupProps, { typeName }: BackedUpResource): string[] {
  if (!isComposite(typeName)) { return []; }
  return [
    ...keepLast === undefined ? [] : [
      `\`keepLast\` is ${keepLast}, but the recovery points of ${typeName} contain nested ones, and AWS Backup refuses to delete a recovery point that does: `
      + 'leave it out, and limit how long they are kept with `deleteAfter`',
    ],
    ...removalPolicy !== RemovalPolicy.DESTROY ? [] : [
      `\`removalPolicy\` is RemovalPolicy.DESTROY, but the recovery points of ${typeName} contain nested ones, and AWS Backup refuses to delete a recovery point `
      + 'that does, so that the deletion could never succeed: use RemovalPolicy.RETAIN, which is the default, and limit how long they are kept with `deleteAfter`',
    ],
  ];
}

/** The facts that other constructs of the user determine. */
function factsOfOtherConstructs(backup: CheckedBackup, props: OnDemandBackupProps, resource: BackedUpResource): RequestFacts {
  return {
    vaultLock: vaultLockOf(backup.backupVault),
    airGappedRetention: props.logicallyAirGappedBackupVault && airGappedRetentionOf(props.logicallyAirGappedBackupVault),
    bucketVersioned: resource.bucketVersioned,
  };
}

/** Adds the problems to a backup as warnings. */
export function warn(backup: IConstruct, problems: readonly Problem[]): void {
  problems.forEach(({ id, message }) => Annotations.of(backup).addWarningV2(`cdk-on-demand-backup:${id}`, message));
}

function warnOf(backup: CheckedBackup, props: OnDemandBackupProps, problems: readonly Problem[], resource: BackedUpResource): void {
  explainProvenance(backup, props, resource);
  warn(backup, problems);
  if (resource.isOfUnknownType) {
    Annotations.of(backup).addWarningV2('cdk-on-demand-backup:resourceTypeUnknown',
      'the type of `resource` is not known: pass `resourceType`, so that the default role gets the right policies and the rules of the type are checked');
  }
}

function errorsOf(problems: readonly Problem[]): string[] {
  return problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}
