import type { BackupResource } from 'aws-cdk-lib/aws-backup';
import type { OnDemandBackupOptions } from '../../on-demand-backup-props';

/** What an input of the AWS CLI does not have, and what overrides it: a prop replaces what the input says in its place. */
export interface CliInputProps extends OnDemandBackupOptions {
  /**
   * The resource to back up.
   *
   * @default - the `ResourceArn` of the input; an error if it has none
   */
  readonly resource?: BackupResource;
}
