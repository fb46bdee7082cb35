import { Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';
import { keyBehind } from './history-key';
import { derivedName, historyPath, stackPath } from './history-path';
import { requireUniqueHistory } from './unique-history';
import type { OnDemandBackupProps } from '../../on-demand-backup-props';
import type { CustomResourceProperties } from '../../request/custom-resource';
import type { ExecutionHistory } from '../../request/execution/execution-state';
import { SharedText } from '../../template/shared-text';

/** Where a backup records its executions. */
export interface BackupHistory {
  /** The path of its parameters, without a slash at its end. */
  readonly path: string;
  /** The path of the parameters of all backups of its outermost stack. */
  readonly stackPath: string;
  /** The key that encrypts the parameters; undefined when they are not encrypted. */
  readonly key?: IKey;
}

/** The history of a backup, by props without problems. Called once for each backup. */
export function historyOf(backup: IConstruct, { historyName, historyEncryptionKey }: OnDemandBackupProps): BackupHistory {
  const name = historyName ?? derivedName(backup);
  requireUniqueHistory(backup, name);
  return { path: historyPath(backup, name), stackPath: stackPath(backup), key: historyEncryptionKey && keyBehind(historyEncryptionKey) };
}

/** What names the history in a custom resource. No change of it starts a job. */
export function historyProperties(backup: IConstruct, { path, key }: BackupHistory): Record<keyof Pick<CustomResourceProperties, 'History' | 'HistoryKey'>, unknown> {
  return { History: path, HistoryKey: key && new SharedText(backup, key.keyArn) };
}

/**
 * What names the history in the input of an execution that no request of CloudFormation starts.
 *
 * @param trigger the name of the trigger
 */
export function executionHistory(backup: IConstruct, { path, key }: BackupHistory, trigger: string): ExecutionHistory {
  // Of the stack of the backup: `Aws.STACK_ID` would be that of a rule in another stack
  const { stackId } = Stack.of(backup);
  return { Path: path, KeyId: key?.keyArn, Recorded: { trigger, fingerprint: '', revision: '', stackId, requestId: '', logicalId: '', formerFingerprint: '' } };
}
