import { RemovalPolicy } from 'aws-cdk-lib';
import { CONSTRUCTS, DURATION, durationIn, KEY, RESOURCE, RESOURCE_TYPE, ROLE, TRIGGERS, VAULT } from './cdk-checks';
import { BOOLEAN, BOOLEAN_OR_TOKEN, CHECKED_WITH_REQUEST, MAP, memberOf, NUMBER, STRING } from './check';
import type { Shape } from './shape';
import type { BackupJobProps } from '../../backup-job-props';
import type { BackupWaitProps } from '../../backup-wait-props';
import { FailureAction } from '../../failure-action';
import type { OnDemandBackupProps } from '../../on-demand-backup-props';
import { ReuseFrom } from '../../reuse-from';
import { TimeoutAction } from '../../timeout-action';
import { WaitLevel } from '../../wait-level';

export const FAILURE_ACTION = memberOf('FailureAction', FailureAction);

export const WAIT_PROPS: Shape<BackupWaitProps> = {
  waitFor: memberOf('WaitLevel', WaitLevel),
  timeout: DURATION,
  onTimeout: memberOf('TimeoutAction', TimeoutAction),
  onFailure: FAILURE_ACTION,
  failOnIssues: BOOLEAN,
};

const JOB_PROPS: Shape<BackupJobProps> = {
  startWindow: durationIn('minutes'),
  completionWindow: durationIn('minutes'),
  deleteAfter: durationIn('days'),
  moveToColdStorageAfter: durationIn('days'),
  optInToArchiveForSupportedResources: BOOLEAN_OR_TOKEN,
  recoveryPointTags: MAP,
  windowsVss: BOOLEAN,
  backupAcls: BOOLEAN,
  backupObjectTags: BOOLEAN,
  backupOptions: MAP,
  index: BOOLEAN,
  idempotencyToken: STRING,
  additionalRequestMembers: CHECKED_WITH_REQUEST,
};

/** Of a recovery point that is used instead of a new one. */
export const REUSE_PROPS: Shape<Pick<OnDemandBackupProps, 'maxAge' | 'reuseFrom'>> = {
  maxAge: DURATION,
  reuseFrom: memberOf('ReuseFrom', ReuseFrom),
};

/** What each prop of a backup must be. */
export const BACKUP_PROPS: Shape<OnDemandBackupProps> = {
  resource: RESOURCE,
  resourceType: RESOURCE_TYPE,
  triggers: TRIGGERS,
  executeBefore: CONSTRUCTS,
  executeAfter: CONSTRUCTS,
  backupVault: VAULT,
  logicallyAirGappedBackupVault: VAULT,
  role: ROLE,
  removalPolicy: memberOf('RemovalPolicy', RemovalPolicy, ['RETAIN', 'DESTROY']),
  stackOutputs: BOOLEAN,
  backupJobIdOutputName: STRING,
  recoveryPointArnOutputName: STRING,
  historyName: STRING,
  historyEncryptionKey: KEY,
  keepLast: NUMBER,
  keepAtLeast: DURATION,
  ...REUSE_PROPS,
  provenanceTags: BOOLEAN,
  ...JOB_PROPS,
  ...WAIT_PROPS,
};

/** The names of the props of a backup, for options in which they would have no effect. */
export const BACKUP_PROP_NAMES: readonly string[] = Object.keys(BACKUP_PROPS);
