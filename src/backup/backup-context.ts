import type { IBackupVault } from 'aws-cdk-lib/aws-backup';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IDependable, Node } from 'constructs';
import type { IOnDemandBackup } from '../i-on-demand-backup';
import type { OnDemandBackupProps } from '../on-demand-backup-props';
import type { BackupHistory } from './history/backup-history';
import type { BackedUpResource } from './resource/backed-up-resource';
import type { BackupRequest } from '../request/backup-request';
import type { BackupProvider } from '../stack/backup-provider';

/** What the triggers of this library need of a backup. */
export interface BackupContext {
  readonly provider: BackupProvider;
  readonly resource: BackedUpResource;
  readonly request: BackupRequest;
  readonly props: OnDemandBackupProps;
  readonly backupVault: IBackupVault;
  readonly role: IRole;
  readonly history: BackupHistory;
  /** What must exist before the backup can run, besides what its request refers to. */
  readonly dependencies: readonly IDependable[];
}

/** By the node of the backup: jsii may hand a trigger another object than the one that was constructed. */
const CONTEXTS = new WeakMap<Node, BackupContext>();

/** Gives a backup its context. Called once, by its constructor. */
export function setContext(backup: IOnDemandBackup, context: BackupContext): void {
  CONTEXTS.set(backup.node, context);
}

/** The context of a backup; undefined for an implementation of `IOnDemandBackup` other than this copy's `OnDemandBackup`. */
export function findContext(backup: IOnDemandBackup): BackupContext | undefined {
  return CONTEXTS.get(backup.node);
}

/**
 * The context of a backup. Throws for another implementation of `IOnDemandBackup`.
 *
 * @param user what needs it, for the message
 */
export function contextOf(backup: IOnDemandBackup, user: string): BackupContext {
  const context = findContext(backup);
  if (context === undefined) {
    throw new Error(`${user} needs an OnDemandBackup of the same copy of cdk-on-demand-backup, but ${backup.node.path} is another implementation of `
      + 'IOnDemandBackup or comes from a second copy of the package: use one copy (`npm ls cdk-on-demand-backup` lists them), and give the trigger to an OnDemandBackup');
  }
  return context;
}
