import { ACCOUNT, REGION } from './rendered-policies';

/** What AWS Backup does in the caller's name when a recovery point is deleted, and where. */
interface Owner { readonly action: string; readonly resources: readonly string[] }
interface RecoveryPoints {
  /** A resource of the type. */
  readonly resource: string;
  readonly arns: readonly string[];
  readonly owners: readonly Owner[];
  /** Those that other resources of the type have. */
  readonly others?: readonly string[];
}

const HERE = `${REGION}:${ACCOUNT}`;
const OF_BACKUP = [`arn:aws:backup:${HERE}:recovery-point:d99699e7-e183-477e-bfcd-ccb1c6e5455e`];
const SNAPSHOT = [`arn:aws:ec2:${REGION}::snapshot/snap-0fedcba9876543210`];
const IMAGE = [`arn:aws:ec2:${REGION}::image/ami-0123456789abcdef0`];
const DB_SNAPSHOT = [`arn:aws:rds:${HERE}:snapshot:awsbackup:job-1f0a4d52-9f4e-4c57-8c62-0d6b8a0e5a11`];
const CLUSTER_SNAPSHOT = [`arn:aws:rds:${HERE}:cluster-snapshot:awsbackup:job-1f0a4d52-9f4e-4c57-8c62-0d6b8a0e5a11`];
const DYNAMODB = [`arn:aws:dynamodb:${HERE}:table/orders/backup/01489602797149-73d8d5bc`];
const FSX = [`arn:aws:fsx:${HERE}:backup/backup-0123456789abcdef0`];
const REDSHIFT = [`arn:aws:redshift:${HERE}:snapshot:warehouse/awsbackup:job-1f0a4d52`];
const SERVERLESS = [`arn:aws:redshift-serverless:${HERE}:snapshot/1f0a4d52-9f4e-4c57-8c62-0d6b8a0e5a11`];

const clusterOwners = [{ action: 'rds:DeleteDBClusterSnapshot', resources: CLUSTER_SNAPSHOT }];

/**
 * The recovery points of each type by AWS's pages, written down here and not read from the catalogue.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/recovery-points.html
 */
export const RECOVERY_POINTS: Readonly<Record<string, RecoveryPoints>> = {
  'EC2': {
    resource: `arn:aws:ec2:${HERE}:instance/i-0123456789abcdef0`,
    arns: IMAGE,
    owners: [{ action: 'ec2:DeregisterImage', resources: IMAGE }, { action: 'ec2:DeleteSnapshot', resources: SNAPSHOT }],
  },
  'EBS': { resource: `arn:aws:ec2:${HERE}:volume/vol-0123456789abcdef0`, arns: SNAPSHOT, owners: [{ action: 'ec2:DeleteSnapshot', resources: SNAPSHOT }] },
  'EFS': { resource: `arn:aws:elasticfilesystem:${HERE}:file-system/fs-01234567`, arns: OF_BACKUP, owners: [] },
  'FSx': { resource: `arn:aws:fsx:${HERE}:file-system/fs-01234567`, arns: FSX, owners: [{ action: 'fsx:DeleteBackup', resources: FSX }] },
  'RDS': {
    resource: `arn:aws:rds:${HERE}:db:orders`,
    arns: DB_SNAPSHOT,
    owners: [{ action: 'rds:DeleteDBSnapshot', resources: DB_SNAPSHOT }],
    others: CLUSTER_SNAPSHOT, // of its Multi-AZ clusters
  },
  'a Multi-AZ cluster of RDS': { resource: `arn:aws:rds:${HERE}:cluster:orders`, arns: CLUSTER_SNAPSHOT, owners: clusterOwners },
  'DSQL': { resource: `arn:aws:dsql:${HERE}:cluster/abcdefghij0123456789klmnop`, arns: OF_BACKUP, owners: [] },
  'DynamoDB': {
    resource: `arn:aws:dynamodb:${HERE}:table/orders`,
    arns: [...OF_BACKUP, ...DYNAMODB], // with and without advanced features
    owners: [{ action: 'dynamodb:DeleteBackup', resources: DYNAMODB }],
  },
  'S3': { resource: 'arn:aws:s3:::invoices', arns: OF_BACKUP, owners: [] },
  'Storage Gateway': {
    resource: `arn:aws:storagegateway:${HERE}:gateway/sgw-12A3456B/volume/vol-1122AABB`,
    arns: SNAPSHOT,
    owners: [{ action: 'ec2:DeleteSnapshot', resources: SNAPSHOT }],
  },
  'VirtualMachine': { resource: `arn:aws:backup-gateway:${HERE}:vm/vm-0123456789abcdef0`, arns: OF_BACKUP, owners: [] },
  'Redshift': { resource: `arn:aws:redshift:${HERE}:cluster:warehouse`, arns: REDSHIFT, owners: [{ action: 'redshift:DeleteClusterSnapshot', resources: REDSHIFT }] },
  'Redshift Serverless': {
    resource: `arn:aws:redshift-serverless:${HERE}:namespace/1f0a4d52-9f4e-4c57-8c62-0d6b8a0e5a11`,
    arns: [...SERVERLESS, ...REDSHIFT], // AWS's pages conflict on the form
    owners: [{ action: 'redshift-serverless:DeleteSnapshot', resources: SERVERLESS }, { action: 'redshift:DeleteClusterSnapshot', resources: REDSHIFT }],
    others: OF_BACKUP,
  },
  'Timestream': { resource: `arn:aws:timestream:${HERE}:database/metrics/table/cpu`, arns: OF_BACKUP, owners: [] },
  'SAP HANA on Amazon EC2': { resource: `arn:aws:ssm-sap:${HERE}:HANA/app/DB/db`, arns: OF_BACKUP, owners: [] },
};
