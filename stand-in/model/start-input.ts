import type { StartBackupJobInput } from '@aws-sdk/client-backup';
import type { Checked } from './call';

/** The checked input of `StartBackupJob`. */
export type StartInput = Checked<StartBackupJobInput>;
