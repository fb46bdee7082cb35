/** A text that a page of AWS documents: the status message of a job, or the error of a call. */
export interface DocumentedFailure {
  readonly text: string;
  readonly category?: string;
  readonly state?: string;
  readonly type?: string;
  readonly call?: 'start';
}

/** What a page documents, and words of the advice, or why there is none. */
export type Documented = DocumentedFailure & { readonly source: string } & ({ readonly fix: string } | { readonly reason: string });

const GUIDE = 'https://docs.aws.amazon.com/aws-backup/latest/devguide';
const DASHBOARDS = `${GUIDE}/backup-dashboards.html`;
const COPY = 'a copy job, which this library does not start';
const RESTORE = 'a restore job, which this library does not start';
const SETUP = 'the set-up of SAP HANA, before there is a job';
const CONTINUOUS = 'a continuous backup, which a job on demand never is';

type Outcome = { readonly fix: string } | { readonly reason: string };

/** Texts of one page with the same advice, or without. */
function of(source: string, outcome: Outcome, failures: readonly (string | DocumentedFailure)[]): Documented[] {
  return failures.map((failure) => ({ ...typeof failure === 'string' ? { text: failure } : failure, ...outcome, source }));
}

/** Texts of one message category of the jobs dashboard. */
function dashboard(category: string, outcome: Outcome, texts: readonly string[]): Documented[] {
  return of(`${DASHBOARDS}#messagecode-${category.toLowerCase().replaceAll('_', '-')}`, outcome, texts.map((text) => ({ text, category })));
}

const dashboards: readonly Documented[] = [
  ...dashboard('VSS_ERROR', { fix: 'leave out `windowsVss`' }, [
    'Windows VSS Backup attempt failed because either Instance or SSM Agent has invalid state or insufficient privileges.',
    'Windows VSS Backup attempt failed because of insufficient privileges to perform this operation',
    'Windows VSS Backup attempt failed because ec2-vss-agent.exe is not installed in the Instance',
    'Windows VSS Backup Job Error encountered, trying for regular backup',
    'Windows VSS Backup attempt failed because of timeout on VSS enabled snapshot creation',
    'Windows VSS Backup attempt failed because of unsupported Windows Server version. Supported Versions are Windows Server 2012 or later.',
  ]),
  ...dashboard('LIMIT_EXCEEDED', { fix: 'wait until others are done' }, [
    'Subscriber limit exceeded: You have reached the maximum concurrent number of backups, which is 300. Wait until other jobs finish, and try again.',
    'Maximum allowed in-progress snapshots for a single volume exceeded.',
    'Image creation throttled due to maximum number of concurrent snapshots on an EBS volume.',
  ]),
  ...dashboard('LIMIT_EXCEEDED', { fix: 'a higher quota' }, [
    'Maximum allowed active snapshot limit exceeded.',
    'Cannot create more than 20 user snapshots',
    'You have reached the maximum supported backups for your account/database. See Quotas in the Timestream developer guide for additional information.',
    'You have reached your quota of 50,000 for the number of public and private images allowed in this Region. Deregister unused images.',
    'subscriber limit exceeded',
    'can have at most',
  ]),
  ...dashboard('LIMIT_EXCEEDED', { fix: 'fewer `recoveryPointTags`' }, ['The resultant tag set must not have more than 50 user tags.', 'More than 50 tags specified']),
  ...dashboard('LIMIT_EXCEEDED', { fix: 'by hand when you restore' }, [
    'Your backup succeeded, but we were unable to persist NetworkInterfaces metadata as its size exceeded our internal limits.',
  ]),
  ...dashboard('ACCESS_DENIED', { fix: 'lacks a permission for the resource' }, [
    'You are not authorized to perform this operation.',
    'access denied',
    'not authorized to',
    'does not have permission',
    'missing permission',
  ]),
  ...dashboard('ACCESS_DENIED', { fix: 'BackupResourceType.S3' }, ['Customer credential miss permission to get bucket versioning for bucket.']),
  ...dashboard('ACCESS_DENIED', { fix: 'trust the service backup.amazonaws.com' }, ['cannot be assumed by AWS Backup']),
  ...dashboard('ACCESS_DENIED', { reason: COPY }, [
    'Access Denied trying to call AWS Backup service',
    'Images from AWS Marketplace cannot be copied to another AWS account.',
    'Copy job failed because the destination Backup vault is encrypted with the default Backup service managed key. The contents of this vault cannot be copied.',
    'Snapshots encrypted with the AWS managed key can\'t be shared. Specify another snapshot.',
    'Encrypted snapshots with Amazon EBS default key cannot be shared',
    'Copy job failed. Both source and destination account must be a member of the same organization.',
  ]),
  ...dashboard('CONCURRENT_JOB', { fix: 'one at a time' }, ['Backup job failed because there was a running job for the same resource.', 'There are too many copy jobs running for resource.']),
  ...dashboard('FEATURE_NOT_ENABLED', { reason: COPY }, ['Copy job failed. Cross-account copy feature is not enabled for the current organization.']),
  ...of(`${DASHBOARDS}#messagecode-job-expired`, { fix: 'a longer `completionWindow`' }, [
    { text: 'Backup job expired before completion.', category: 'JOB_EXPIRED', state: 'EXPIRED' },
  ]),
  ...dashboard('INVALID_LIFECYCLE', { reason: COPY }, ['Copy job failed. The retention specified in the job is not within the range specified for the target Backup Vault.']),
  ...dashboard('INVALID_LIFECYCLE', { fix: 'move the window' }, [
    'could not start because it is either inside or too close to the weekly maintenance window configured',
    'could not start because it is either inside or too close to the automated backup window configured',
  ]),
  ...dashboard('INVALID_STATE', { fix: 'was busy or stopped' }, ['Instance is not in state', 'not in the available state', 'not in available state', 'Cannot snapshot volume']),
  ...dashboard('KMS_KEY_ERROR', { fix: 'enable the key' }, [
    'KMS key is either disabled or pending deletion or access to KMS key is denied',
    'Given key ID is not accessible',
    'AMI snapshot copy failed with error: Given key ID is not accessible. You must have DescribeKey permissions on the default key',
    'kms key is not enabled',
  ]),
  ...dashboard('ACCESS_KEY_ERROR', { fix: 'sign-up of the account' }, ['The AWS Access Key Id needs a subscription for the service']),
  ...dashboard('HYPERVISOR_OFFLINE', { fix: 'hypervisor ONLINE' }, ['This operation is not valid for the specified hypervisor because it is not online']),
  ...dashboard('RESOURCE_NOT_FOUND', { fix: 'the ARN of `resource`' }, [
    'The specified volume was not found.',
    'The virtual machine is not found.',
    'Table not found.',
    'The table orders does not exist',
    'Could not find resource',
    'resource not found',
    'The resource is no longer available',
  ]),
  ...dashboard('RESOURCE_NOT_FOUND', { fix: 'enable the key' }, ['Given key ID does not exist']),
  ...dashboard('RESOURCE_NOT_FOUND', { reason: 'names something inside AWS Backup, or an input without saying which: only the category gives advice' }, ['Could not find cryopod', 'is invalid']),
  ...dashboard('RESOURCE_NOT_FOUND', { reason: COPY }, ['Cannot find recovery point']),
  ...dashboard('RESOURCE_NOT_SUPPORTED', { fix: 'does not support this type' }, ['unsupported resource type', 'Unsupported resource type']),
  ...dashboard('TAG_COPY_ERROR', { fix: '`role` needs no change' }, [
    'We are unable to copy resource tags to your backup because of the Internal Failure.',
    'We are unable to copy resource tags to your backup because source or destination recovery point is unavailable',
  ]),
  ...dashboard('TOKEN_EXPIRED', { fix: 'ran out during the job' }, ['Token expired. Try again.']),
  ...dashboard('UNSUPPORTED_OPERATION', { fix: 'take a snapshot by hand first' }, ['CreateSnapshot method not supported on hypervisor during snapshot creation. Aborted backup job']),
  ...dashboard('UNSUPPORTED_OPERATION', { reason: COPY }, ['UnsupportedOperation : Storage Gateway backup copies require a user-created backup vault and key at destination.']),
  ...dashboard('UNSUPPORTED_OPERATION', { fix: 'does not support this type' }, ['Feature is not supported for provided resource type.']),
  ...dashboard('FATAL_ERROR', { fix: 'a fault inside AWS' }, ['An internal error occurred.', 'Backup job encountered a fatal error']),
  ...dashboard('FATAL_ERROR', { reason: COPY }, ['Copy job encountered a fatal error. Please contact AWS Support for further assistance.', 'Copy job encountered a fatal error.']),
];

const virtualMachines: readonly Documented[] = [
  ...of(`${GUIDE}/vm-troubleshooting.html`, { fix: '`ctkEnabled`' }, [
    {
      state: 'COMPLETED',
      text: 'The VMware Change Block Tracking (CBT) data was invalid during this backup, but the incremental backup was successfully completed with our proprietary change detection mechanism.',
    },
    {
      state: 'COMPLETED',
      text: 'VMware Change Block Tracking (CBT) was not available for this virtual machine, but the incremental backup was successfully completed with our proprietary change mechanism.',
    },
  ]),
  ...of(`${GUIDE}/vm-troubleshooting.html`, { fix: 'ports 902 and 443' }, ['Failed to process backup data. Aborted backup job.', 'Error opening disk on the virtual machine']),
  ...of(`${GUIDE}/vm-troubleshooting.html`, { fix: '100 Mbps' }, ['Failed to upload backup during data ingestion. Aborted backup job.', 'Cloud network request timed out during data ingestion']),
  ...of(`${GUIDE}/vm-troubleshooting.html`, { fix: 'check the host' }, ['Failed to create backup during snapshot creation. Aborted backup job.']),
  ...of(`${GUIDE}/vm-troubleshooting.html`, { fix: 'add gateways' }, ['No gateways available to work on job.', 'Abort signal detected']),
  ...of(`${GUIDE}/vm-troubleshooting.html`, { reason: RESTORE }, [
    'Restore failed because the instance type selected for restore requires that the VirtualMachine image have Elastic Network Adapter (ENA) drivers installed.',
  ]),
];

const HANA = 'SAP HANA on Amazon EC2';
const HANA_PAGE = `${GUIDE}/backup-saphana.html#saphanatroubleshooting`;

const sapHana: readonly Documented[] = [
  ...of(HANA_PAGE, { fix: 'password without special characters' }, [{ text: 'b’* 10: authentication failed SQLSTATE: 28000\\n’', category: 'MISCELLANEOUS', type: HANA }]),
  ...of(HANA_PAGE, { fix: 'install the AWS Backint agent' }, [
    { text: 'b’* 447: backup could not be completed: [110507] Backint exited with exit code 1 instead of 0. console output: time...', type: HANA },
  ]),
  ...of(HANA_PAGE, { fix: 'open HTTPS' }, [
    { text: 'Fatal Error: An internal error occured.', type: HANA },
    { text: 'An internal error occured.', category: 'FATAL_ERROR', type: HANA },
    { text: 'Storage configuration validation failed: missing backup data plane Id', type: HANA },
    { text: 'Error performing backup missing backup data plane Id.', type: HANA },
  ]),
  ...of(HANA_PAGE, { fix: 'start the database' }, [
    { text: 'Database cannot be backed up while it is stopped', type: HANA },
    { text: 'Getting backup metadata failed. Check the SSM document execution for more details.', type: HANA },
  ]),
  ...of(HANA_PAGE, { reason: SETUP }, [
    'Zypper error related to Python version',
    'SSM for SAP failed to discover workload',
    'Connection was closed before we received a valid response from endpoint URL: "https://ssm-sap.us-west-2.amazonaws.com/register-application".',
    'Error connecting to database HBX/HBX when validating its credentials.',
    'Discovery failed because credentials for HBX/SYSTEMDB either not provided or cannot be validated.',
  ]),
  ...of(HANA_PAGE, { reason: CONTINUOUS }, [
    'Encountered an issue with log backups, please check SAP HANA for details.',
    'One or more log backup attempts failed for recovery point.',
    'Unable to determine the status of log backups for recovery point.',
    'Log backups for recovery point %s were interrupted due to a restore operation on the database.',
  ]),
];

const LAG = `${GUIDE}/lag-vault-primary-backup.html`;

const others: readonly Documented[] = [
  ...of(`${GUIDE}/eventbridge.html`, { fix: 'the vault of this library' }, [
    { text: '"Backup job failed because backup vault arn:aws:backup:us-west-2:1112233445566:backup-vault:9ab3e749-82c6-4342-9320-5edbf4918b86 does not exist."', state: 'FAILED' },
  ]),
  ...of(`${GUIDE}/eventbridge.html`, { fix: 'one at a time' }, [
    { text: '"Backup job failed because there was a running job for the same resource."', state: 'EXPIRED' },
  ]),
  ...of(`${GUIDE}/eventbridge.html`, { fix: 'CloudTrail' }, [{ text: '"Backup job was stopped by user."', state: 'ABORTED' }]),
  ...of(`${GUIDE}/troubleshooting.html#troubleshooting-create-backup`, { fix: 'enable the key' }, [
    'The source snapshot KMS key does not exist, is not enabled or you do not have permissions to access it.',
  ]),
  ...of(`${GUIDE}/troubleshooting.html#troubleshooting-create-backup`, { fix: 'a longer `completionWindow`' }, [
    { text: 'Backup job expired before completion.', state: 'EXPIRED', type: 'Aurora' },
  ]),
  ...of(`${GUIDE}/troubleshooting.html#troubleshooting-backup-general`, { fix: 'the backup function is denied the call' }, [
    { text: 'StartBackupJob: AccessDeniedException: Insufficient privileges to perform this action.', call: 'start' },
  ]),
  ...of(`${GUIDE}/troubleshooting.html#troubleshooting-common-questions`, { fix: 'decode-authorization-message' }, [
    'You are not authorized to perform this operation. Encoded authorization failure message: aBc',
  ]),
  ...of(`${GUIDE}/troubleshooting.html#troubleshooting-common-questions`, { reason: RESTORE }, [{ text: 'Insufficient privileges to perform this action', type: 'EFS' }]),
  ...of(`${GUIDE}/troubleshooting.html#troubleshooting-common-questions`, { reason: 'an error of Amazon EC2 for those who delete an image there' }, [
    'This image is managed by AWS Backup and cannot be deleted via Amazon EC2 APIs',
  ]),
  ...of(`${GUIDE}/working-with-supported-services.html#working-with-efs`, { fix: 'lacks a permission for the resource' }, [{ text: 'insufficient privileges', type: 'EFS' }]),
  ...of(`${GUIDE}/access-control.html#copy-tags`, { fix: 'backup:TagResource' }, ['The IAM role lacks permissions to read the source tags or set the destination tags.']),
  ...of(`${GUIDE}/s3-backups.html#s3-backup-messages`, { fix: 'restore archived objects' }, [
    { text: 'No objects were backed up from the source bucket orders. To get notified of these failures, enable SNS event notifications.', state: 'FAILED', type: 'S3' },
    { text: 'No objects were backed up from the source bucket orders. To get notified of these failures, enable SNS event notifications.', state: 'COMPLETED', type: 'S3' },
  ]),
  ...of(`${GUIDE}/s3-backups.html#s3-backup-types`, { fix: '`backupAcls` and `backupObjectTags`' }, [{
    state: 'COMPLETED',
    type: 'S3',
    text: 'Periodic/snapshot backup for bucket orders has different backup options than the continuous backup. When using continuous backups along with snapshot backups for the same '
      + 'bucket, the snapshot will use the same settings for backing up ACLs and Object tags as the continuous backup.',
  }]),
  ...of(`${GUIDE}/eks-backups.html#eks-backup-jobs-completed-with-issues`, { fix: 'EKS_BACKUP_OBJECT_FAILED' }, [
    { text: 'Some Kubernetes Objects failed to be backed up. To get notified of these failures, enable SNS event notifications.', state: 'COMPLETED', type: 'EKS' },
  ]),
  ...of(`${GUIDE}/eks-backups.html#eks-recovery-point-status`, { fix: 'a volume of the cluster was not backed up' }, [{ text: '', state: 'PARTIAL', type: 'EKS' }]),
  ...of(`${GUIDE}/applicationstackbackups.html#cfnrecoverypointstatus`, { fix: 'define a backup of its own' }, [{ text: '', state: 'PARTIAL', type: 'CloudFormation' }]),
  ...of(`${LAG}#lag-primary-backup-troubleshoot-lifecycle`, { fix: 'set `deleteAfter`' }, ['Backup job failed because the lifecycle is outside the valid range for backup vault.']),
  ...of(`${LAG}#lag-primary-backup-troubleshoot-continuous`, { fix: 'give that vault as `backupVault`' }, ['Bucket orders already has continuous backup enabled for another vault Backup job failed.']),
  ...of(`${LAG}#lag-primary-backup-troubleshoot-unsupported-resource`, { fix: 'for this resource' }, [
    { text: 'Backup job completed successfully to the target backup vault. This resource type is not supported by logically air-gapped backup vault.', state: 'COMPLETED' },
  ]),
  ...of(`${LAG}#lag-primary-backup-troubleshoot-encryption-key`, { fix: 'encrypt the resource with a customer managed key' }, [{
    state: 'COMPLETED',
    text: 'Backup job completed successfully to the target backup vault. This resource is encrypted with an AWS managed key and cannot be copied to a logically air-gapped backup vault.',
  }]),
];

const RDS_API = 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference';
const REDSHIFT_API = 'https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateClusterSnapshot.html';
const DYNAMODB_API = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateBackup.html';
const FSX_API = 'https://docs.aws.amazon.com/fsx/latest/APIReference/API_CreateBackup.html';
const SERVERLESS_API = 'https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_CreateSnapshot.html';
const OWN_INPUT = 'about a name, a token or a tag that AWS Backup chooses';
const GENERIC = 'says no more than that there was an error';

/** The errors of the calls by which AWS Backup makes a backup in the service of the resource. */
const services: readonly Documented[] = [
  ...of(`${RDS_API}/API_CreateDBSnapshot.html`, { fix: 'the ARN of `resource`' }, ['DBInstanceIdentifier doesn\'t refer to an existing DB instance.']),
  ...of(`${RDS_API}/API_CreateDBSnapshot.html`, { fix: 'was busy or stopped' }, ['The DB instance isn\'t in a valid state.']),
  ...of(`${RDS_API}/API_CreateDBSnapshot.html`, { fix: 'a higher quota' }, ['The request would result in the user exceeding the allowed number of DB snapshots.']),
  ...of(`${RDS_API}/API_CreateDBSnapshot.html`, { reason: OWN_INPUT }, ['DBSnapshotIdentifier is already used by an existing snapshot.']),
  ...of(`${RDS_API}/API_CreateDBClusterSnapshot.html`, { fix: 'the ARN of `resource`' }, ['DBClusterIdentifier doesn\'t refer to an existing DB cluster.']),
  ...of(`${RDS_API}/API_CreateDBClusterSnapshot.html`, { fix: 'was busy or stopped' }, ['The requested operation can\'t be performed while the cluster is in this state.']),
  ...of(`${RDS_API}/API_CreateDBClusterSnapshot.html`, { reason: OWN_INPUT }, [
    'The user already has a DB cluster snapshot with the given identifier.', 'The supplied value isn\'t a valid DB cluster snapshot state.',
  ]),
  ...of(REDSHIFT_API, { fix: 'the ARN of `resource`' }, ['The ClusterIdentifier parameter does not refer to an existing cluster.']),
  ...of(REDSHIFT_API, { fix: 'was busy or stopped' }, ['The specified cluster is not in the `available` state.']),
  ...of(REDSHIFT_API, { fix: 'a higher quota' }, ['The request would result in the user exceeding the allowed number of cluster snapshots.']),
  ...of(REDSHIFT_API, { fix: 'fewer `recoveryPointTags`' }, ['You have exceeded the number of tags allowed.']),
  ...of(REDSHIFT_API, { reason: OWN_INPUT }, [
    'The value specified as a snapshot identifier is already used by an existing snapshot.',
    'The retention period specified is either in the past or is not a valid value.',
    'The tag is invalid.',
  ]),
  ...of(SERVERLESS_API, { fix: 'a higher quota' }, ['The service limit was exceeded.']),
  ...of(SERVERLESS_API, { fix: 'the ARN of `resource`' }, ['The resource could not be found.']),
  ...of(SERVERLESS_API, { fix: 'fewer `recoveryPointTags`' }, ['The request exceeded the number of tags allowed for a resource.']),
  ...of(SERVERLESS_API, { fix: 'a fault inside AWS' }, ['InternalServerException: The request processing has failed because of an unknown error, exception or failure.']),
  ...of(SERVERLESS_API, { reason: GENERIC }, ['The submitted action has conflicts.', 'The input failed to satisfy the constraints specified by an AWS service.']),
  ...of(DYNAMODB_API, { fix: 'one at a time' }, ['There is another ongoing conflicting backup control plane operation on the table. The backup is either being created, deleted or restored to a table.']),
  ...of(DYNAMODB_API, { fix: 'was busy or stopped' }, [
    'Backups have not yet been enabled for this table.', 'A target table with the specified name is either being created or deleted.',
  ]),
  ...of(DYNAMODB_API, { fix: 'a higher quota' }, ['Too many operations for a given subscriber.']),
  ...of(DYNAMODB_API, { fix: 'the ARN of `resource`' }, ['A source table with the name orders does not currently exist within the subscriber\'s account or the subscriber is operating in the wrong AWS Region.']),
  ...of(DYNAMODB_API, { fix: 'a fault inside AWS' }, ['The server encountered an internal error trying to fulfill the request.']),
  ...of(FSX_API, { fix: 'one at a time' }, ['Another backup is already under way. Wait for completion before initiating additional backups of this file system.']),
  ...of(FSX_API, { fix: 'the ARN of `resource`' }, [
    'No Amazon FSx file systems were found based upon supplied parameters.', 'No Amazon FSx volumes were found based upon the supplied parameters.',
  ]),
  ...of(FSX_API, { fix: 'a higher quota' }, ['An error indicating that a particular service limit was exceeded. You can increase some service limits by contacting AWS Support.']),
  ...of(FSX_API, { fix: 'does not support this type' }, ['The requested operation is not supported for this resource or API.']),
  ...of(FSX_API, { fix: 'a fault inside AWS' }, ['InternalServerError: A generic error indicating a server-side failure.']),
  ...of(FSX_API, { reason: GENERIC }, ['A generic error indicating a failure with a client request.']),
  ...of(FSX_API, { reason: OWN_INPUT }, ['The error returned when a second request is received with the same client request token but different parameters settings.']),
];

/** Every text that these pages of AWS document. */
export const DOCUMENTED_FAILURES: readonly Documented[] = [...dashboards, ...virtualMachines, ...sapHana, ...others, ...services];
