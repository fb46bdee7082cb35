import { ApplicationLogLevel } from 'aws-cdk-lib/aws-lambda';
import { BOOLEAN, memberOf, STRING } from './check';
import type { Shape } from './shape';
import type { BackupSettings } from '../../stack/settings/backup-settings';

/** What each setting of the function must be. */
export const SETTINGS: Shape<BackupSettings> = {
  backupEndpointUrl: STRING,
  useFipsEndpoint: BOOLEAN,
  useDualstackEndpoint: BOOLEAN,
  logLevel: memberOf('ApplicationLogLevel', ApplicationLogLevel),
};
