/** What the service does for a resource type, according to the Developer Guide (feature table and the pages per type). */
export interface ResourceType {
  /** The service's name of the type, as in `ResourceType`. */
  readonly name: string;
  /** The ARNs to pass to `StartBackupJob`. */
  readonly arn: RegExp;
  readonly recoveryPoint: RecoveryPointForm;
  /** Fully managed by AWS Backup: can be backed up straight into a logically air-gapped vault. */
  readonly fullyManaged?: boolean;
  /** `StartBackupJob` returns the recovery point's ARN. */
  readonly earlyRecoveryPoint?: boolean;
  /** `StopBackupJob` is not supported. */
  readonly unstoppable?: boolean;
  /** The job is a parent with a child job for each part. */
  readonly composite?: boolean;
  /** `BackupSizeInBytes` stays 0. */
  readonly sizeless?: boolean;
  /** Can go into a logically air-gapped vault. */
  readonly airGapped?: boolean;
}

/** The form of the recovery point's ARN. */
export type RecoveryPointForm =
  | 'backup' | 'backup-s3' | 'composite' | 'image' | 'ebs-snapshot' | 'fsx' | 'rds-snapshot' | 'rds-cluster-snapshot'
  | 'dynamodb' | 'redshift' | 'redshift-serverless';

const arn = (service: string, rest: string, location = '[a-z0-9-]+:\\d{12}'): RegExp =>
  new RegExp(`^arn:aws[a-z-]*:${service}:${location}:${rest}$`);

const FSX = { name: 'FSx', recoveryPoint: 'fsx', unstoppable: true, sizeless: true, airGapped: true } as const;
const CLUSTER = arn('rds', 'cluster:[^:]+');
const DYNAMODB_TABLE = arn('dynamodb', 'table/[^/]+');

/** The first type whose pattern fits wins: the ARN of an RDS cluster does not distinguish Aurora from the other three. */
const RESOURCE_TYPES: readonly ResourceType[] = [
  { name: 'EC2', arn: arn('ec2', 'instance/i-[^/]+'), recoveryPoint: 'image', airGapped: true },
  { name: 'EBS', arn: arn('ec2', 'volume/vol-[^/]+'), recoveryPoint: 'ebs-snapshot', airGapped: true },
  {
    name: 'EFS',
    arn: arn('elasticfilesystem', 'file-system/fs-[^/]+'),
    recoveryPoint: 'backup',
    fullyManaged: true,
    earlyRecoveryPoint: true,
    airGapped: true,
  },
  { ...FSX, arn: arn('fsx', 'file-system/fs-[^/]+') },
  { ...FSX, arn: arn('fsx', 'volume/fs-[^/]+/fsvol-[^/]+'), airGapped: false },
  { name: 'RDS', arn: arn('rds', 'db:[^:]+'), recoveryPoint: 'rds-snapshot', unstoppable: true, sizeless: true },
  { name: 'Aurora', arn: CLUSTER, recoveryPoint: 'rds-cluster-snapshot', unstoppable: true, sizeless: true, airGapped: true },
  { name: 'DocumentDB', arn: CLUSTER, recoveryPoint: 'rds-cluster-snapshot', unstoppable: true, sizeless: true, airGapped: true },
  { name: 'Neptune', arn: CLUSTER, recoveryPoint: 'rds-cluster-snapshot', unstoppable: true, sizeless: true, airGapped: true },
  { name: 'RDS', arn: CLUSTER, recoveryPoint: 'rds-cluster-snapshot', unstoppable: true, sizeless: true },
  { name: 'DSQL', arn: arn('dsql', 'cluster/[a-z0-9]+'), recoveryPoint: 'backup', fullyManaged: true, airGapped: true },
  { name: 'S3', arn: arn('s3', '[A-Za-z0-9][A-Za-z0-9._-]{2,254}', ':?'), recoveryPoint: 'backup-s3', fullyManaged: true, airGapped: true },
  { name: 'Storage Gateway', arn: arn('storagegateway', 'gateway/sgw-[^/]+/volume/vol-.+'), recoveryPoint: 'ebs-snapshot', airGapped: true },
  { name: 'VirtualMachine', arn: arn('backup-gateway', 'vm/vm-.+'), recoveryPoint: 'backup', fullyManaged: true, airGapped: true },
  { name: 'Redshift', arn: arn('redshift', 'cluster:[^:]+'), recoveryPoint: 'redshift' },
  { name: 'Redshift Serverless', arn: arn('redshift-serverless', 'namespace/.+'), recoveryPoint: 'redshift-serverless' },
  { name: 'Timestream', arn: arn('timestream', 'database/[^/]+/table/[^/]+'), recoveryPoint: 'backup', fullyManaged: true, airGapped: true },
  { name: 'CloudFormation', arn: arn('cloudformation', 'stack/[^/]+/.+'), recoveryPoint: 'composite', composite: true },
  { name: 'SAP HANA on Amazon EC2', arn: arn('ssm-sap', 'HANA/.+/DB/.+'), recoveryPoint: 'backup', fullyManaged: true, unstoppable: true },
  { name: 'EKS', arn: arn('eks', 'cluster/[^/]+'), recoveryPoint: 'composite', fullyManaged: true, composite: true, airGapped: true },
];

const BASIC_DYNAMODB: ResourceType = { name: 'DynamoDB', arn: DYNAMODB_TABLE, recoveryPoint: 'dynamodb' };
const ADVANCED_DYNAMODB: ResourceType = {
  name: 'DynamoDB',
  arn: DYNAMODB_TABLE,
  recoveryPoint: 'backup',
  fullyManaged: true,
  earlyRecoveryPoint: true,
  airGapped: true,
};

/** Finds the type of a resource. `name` selects among types that share an ARN form. */
export function findResourceType(resourceArn: string, advancedDynamoDb: boolean, name?: string): ResourceType | undefined {
  const all = [...RESOURCE_TYPES, advancedDynamoDb ? ADVANCED_DYNAMODB : BASIC_DYNAMODB];
  return all.find((type) => type.arn.test(resourceArn) && (name === undefined || type.name === name));
}
