import type { CATALOGUE, ResourceTypeName } from './catalogue';

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html: mind that only the first has a path. */
export const GENERAL_POLICY = 'service-role/AWSBackupServiceRolePolicyForBackup';
const S3_POLICY = 'AWSBackupServiceRolePolicyForS3Backup';

/**
 * What deleting the recovery points of a resource type takes: their ARNs, written for `fillArn`, and, where they belong to the
 * resource's own service, the right to delete them there, which AWS Backup uses in the caller's name.
 *
 * Without that right the call succeeds, and the recovery point stays and is `EXPIRED`.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DeleteRecoveryPoint.html
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupFullAccess.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html
 */
export interface RecoveryPointColumns {
  /** Those of AWS Backup itself. */
  readonly arns: readonly string[];
  /** Those of the resource's own service. */
  readonly ownerArns: readonly string[];
  readonly ownerActions: readonly string[];
}

/** Which resources of a CloudFormation type AWS Backup can back up: all, or those that a classifier of `src/protection/classification` names. */
export type ProtectionRule = 'all' | 'clusterMember' | 'databaseCluster' | 'databaseInstance' | 'fsxFileSystem' | 'fsxVolume' | 'kubernetesCluster'
  | 'nestedStack' | 'versionedBucket';

/** What is known of a CloudFormation type at synth. */
export interface CfnTypeColumns {
  /** The attribute that is the ARN, in the page of the type: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ */
  readonly arnAttribute?: string;
  readonly rule: ProtectionRule;
  /** The properties that hold its tags, where they are not `Tags`; those of a member after a dot. */
  readonly tagProperties?: readonly string[];
}

/** The columns of a row that the handler does not need. */
export interface SynthColumns<CfnType extends string = string> {
  /** The AWS managed policy that the role of AWS Backup needs. */
  readonly backupPolicy: string;
  readonly recoveryPoints: RecoveryPointColumns;
  /** Whether `BackupProtection` covers the type, or why not. */
  readonly protection: 'covered' | { readonly notCovered: string };
  readonly cfnTypes: Readonly<Record<CfnType, CfnTypeColumns>>;
  /** CloudFormation types whose resources hold no data of their own, because they are members of a cluster. */
  readonly memberTypes?: readonly string[];
}

/** The keys of each member of a union. */
type KeyOf<Union> = Union extends unknown ? keyof Union : never;
/** The CloudFormation types of a row. */
type CfnTypeOf<Name extends ResourceTypeName> = KeyOf<(typeof CATALOGUE)[Name][number]['cfnTypes']>;

/** Types whose recovery points are of AWS Backup itself. */
export const FULLY_MANAGED: RecoveryPointColumns = { arns: ['arn:P:backup:R:A:recovery-point:*'], ownerArns: [], ownerActions: [] };
const VOLUME_SNAPSHOTS: RecoveryPointColumns = { arns: [], ownerArns: ['arn:P:ec2:R::snapshot/*'], ownerActions: ['ec2:DeleteSnapshot'] };
const CLUSTER_SNAPSHOTS: RecoveryPointColumns = {
  arns: [], ownerArns: ['arn:P:rds:R:A:cluster-snapshot:awsbackup:*'], ownerActions: ['rds:DeleteDBClusterSnapshot'],
};
/** Of Amazon RDS and of Aurora alike. */
const RDS_CLUSTER: CfnTypeColumns = { arnAttribute: 'DBClusterArn', rule: 'databaseCluster' };

/** The other columns of the rows of `catalogue.ts`. */
export const SYNTH_CATALOGUE: { readonly [Name in ResourceTypeName]: SynthColumns<CfnTypeOf<Name>> } = {
  'EC2': {
    backupPolicy: GENERAL_POLICY,
    recoveryPoints: {
      arns: [],
      ownerArns: ['arn:P:ec2:R::image/*', 'arn:P:ec2:R::snapshot/*'],
      ownerActions: ['ec2:DeregisterImage', 'ec2:DeleteSnapshot'],
    },
    protection: 'covered',
    cfnTypes: { 'AWS::EC2::Instance': { rule: 'all' } },
  },
  'EBS': {
    backupPolicy: GENERAL_POLICY,
    recoveryPoints: VOLUME_SNAPSHOTS,
    protection: 'covered',
    cfnTypes: { 'AWS::EC2::Volume': { rule: 'all' } },
  },
  'EFS': {
    backupPolicy: GENERAL_POLICY,
    recoveryPoints: FULLY_MANAGED,
    protection: 'covered',
    cfnTypes: { 'AWS::EFS::FileSystem': { arnAttribute: 'Arn', rule: 'all', tagProperties: ['FileSystemTags'] } },
  },
  'FSx': {
    backupPolicy: GENERAL_POLICY,
    recoveryPoints: { arns: [], ownerArns: ['arn:P:fsx:R:A:backup/*'], ownerActions: ['fsx:DeleteBackup'] },
    protection: 'covered',
    cfnTypes: {
      'AWS::FSx::FileSystem': { arnAttribute: 'ResourceARN', rule: 'fsxFileSystem' },
      'AWS::FSx::Volume': { arnAttribute: 'ResourceARN', rule: 'fsxVolume' },
    },
  },
  'RDS': {
    backupPolicy: GENERAL_POLICY,
    recoveryPoints: {
      arns: [],
      ownerArns: ['arn:P:rds:R:A:snapshot:awsbackup:*', ...CLUSTER_SNAPSHOTS.ownerArns],
      ownerActions: ['rds:DeleteDBSnapshot', ...CLUSTER_SNAPSHOTS.ownerActions],
    },
    protection: 'covered',
    cfnTypes: {
      'AWS::RDS::DBCluster': RDS_CLUSTER,
      'AWS::RDS::DBInstance': { arnAttribute: 'DBInstanceArn', rule: 'databaseInstance' },
    },
  },
  'Aurora': {
    backupPolicy: GENERAL_POLICY,
    recoveryPoints: CLUSTER_SNAPSHOTS,
    protection: 'covered',
    cfnTypes: { 'AWS::RDS::DBCluster': RDS_CLUSTER },
  },
  'DocumentDB': {
    backupPolicy: GENERAL_POLICY,
    recoveryPoints: CLUSTER_SNAPSHOTS,
    protection: 'covered',
    cfnTypes: { 'AWS::DocDB::DBCluster': { rule: 'all' } },
    memberTypes: ['AWS::DocDB::DBInstance'],
  },
  'Neptune': {
    backupPolicy: GENERAL_POLICY,
    recoveryPoints: CLUSTER_SNAPSHOTS,
    protection: 'covered',
    cfnTypes: { 'AWS::Neptune::DBCluster': { rule: 'all' } },
    memberTypes: ['AWS::Neptune::DBInstance'],
  },
  'DSQL': {
    backupPolicy: GENERAL_POLICY,
    recoveryPoints: FULLY_MANAGED,
    protection: 'covered',
    cfnTypes: { 'AWS::DSQL::Cluster': { arnAttribute: 'ResourceArn', rule: 'all' } },
  },
  'DynamoDB': {
    backupPolicy: GENERAL_POLICY,
    // With advanced features the first, without them the second: https://docs.aws.amazon.com/aws-backup/latest/devguide/advanced-ddb-backup.html
    recoveryPoints: { arns: FULLY_MANAGED.arns, ownerArns: ['arn:P:dynamodb:R:A:table/*/backup/*'], ownerActions: ['dynamodb:DeleteBackup'] },
    protection: 'covered',
    cfnTypes: {
      'AWS::DynamoDB::GlobalTable': { arnAttribute: 'Arn', rule: 'all', tagProperties: ['Replicas.Tags'] },
      'AWS::DynamoDB::Table': { arnAttribute: 'Arn', rule: 'all' },
    },
  },
  'S3': {
    backupPolicy: S3_POLICY,
    recoveryPoints: FULLY_MANAGED,
    protection: 'covered',
    cfnTypes: { 'AWS::S3::Bucket': { arnAttribute: 'Arn', rule: 'versionedBucket' } },
  },
  'Storage Gateway': {
    backupPolicy: GENERAL_POLICY,
    recoveryPoints: VOLUME_SNAPSHOTS,
    protection: { notCovered: 'its volumes are known by ARN only' },
    cfnTypes: {},
  },
  'VirtualMachine': {
    backupPolicy: GENERAL_POLICY,
    recoveryPoints: FULLY_MANAGED,
    protection: { notCovered: 'CloudFormation makes none' },
    cfnTypes: {},
  },
  'Redshift': {
    backupPolicy: GENERAL_POLICY,
    recoveryPoints: { arns: [], ownerArns: ['arn:P:redshift:R:A:snapshot:*/*'], ownerActions: ['redshift:DeleteClusterSnapshot'] },
    protection: 'covered',
    cfnTypes: { 'AWS::Redshift::Cluster': { rule: 'all' } },
  },
  'Redshift Serverless': {
    backupPolicy: GENERAL_POLICY,
    recoveryPoints: { arns: [], ownerArns: ['arn:P:redshift-serverless:R:A:snapshot/*'], ownerActions: ['redshift-serverless:DeleteSnapshot'] },
    protection: 'covered',
    cfnTypes: { 'AWS::RedshiftServerless::Namespace': { arnAttribute: 'Namespace.NamespaceArn', rule: 'all' } },
  },
  'Timestream': {
    backupPolicy: GENERAL_POLICY,
    recoveryPoints: FULLY_MANAGED,
    protection: 'covered',
    cfnTypes: { 'AWS::Timestream::Table': { arnAttribute: 'Arn', rule: 'all' } },
  },
  'CloudFormation': {
    backupPolicy: GENERAL_POLICY,
    recoveryPoints: FULLY_MANAGED,
    // https://docs.aws.amazon.com/aws-backup/latest/devguide/applicationstackbackups.html
    protection: { notCovered: 'a nested stack is deployed with the stack around it; its resources are protected' },
    cfnTypes: { 'AWS::CloudFormation::Stack': { rule: 'nestedStack' } },
  },
  'SAP HANA on Amazon EC2': {
    backupPolicy: GENERAL_POLICY,
    recoveryPoints: FULLY_MANAGED,
    protection: { notCovered: 'CloudFormation makes the application, not its databases' },
    cfnTypes: {},
  },
  'EKS': {
    backupPolicy: GENERAL_POLICY,
    recoveryPoints: FULLY_MANAGED,
    protection: 'covered',
    cfnTypes: { 'AWS::EKS::Cluster': { arnAttribute: 'Arn', rule: 'kubernetesCluster' } },
  },
};
