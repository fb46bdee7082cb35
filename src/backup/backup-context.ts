import type { IDependable } from 'constructs';
import type { BackedUpResource } from './backed-up-resource';
import type { BackupMachine } from '../stack/backup-provider';
import type { OnDemandBackupProps } from '../on-demand-backup-props';
import type { BackupRequest } from '../request/backup-request';

/** What the triggers of this library need of a definition. */
export interface Wiring {
  readonly machine: BackupMachine;
  readonly resource: BackedUpResource;
  /** With tokens. */
  readonly request: BackupRequest;
  readonly props: OnDemandBackupProps;
  /** What must be there before a job starts: a role is of no use before its policies. */
  readonly dependencies: readonly IDependable[];
}
