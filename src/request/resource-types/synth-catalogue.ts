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
  /** The CloudFormation type of the members of a cluster, which name it in `DBClusterIdentifier` and hold no data of their own. */
  readonly memberType?: string;
  /** The properties that hold its tags, where they are not `Tags`; those of a member after a dot. */
  readonly tagProperties?: readonly string[];
}

/** The columns of a row that the handler does not need. */
export interface SynthColumns<CfnType extends string = string> {
  /**
   * The AWS managed policies that the role of AWS Backup needs. Of a composite type also that of the buckets in it: what the role may not back
   * up leaves the recovery point `PARTIAL`.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/applicationstackbackups.html
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/eks-backups.html
   */
  readonly backupPolicies: readonly string[];
  /**
   * Whether its recovery points contain nested ones. The API deletes no such recovery point as long as it has any.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DeleteRecoveryPoint.html
   */
  readonly isComposite?: true;
  readonly recoveryPoints: RecoveryPointColumns;
  /** Whether `BackupProtection` covers the type, or why not. */
  readonly protection: 'covered' | { readonly notCovered: string };
  readonly cfnTypes: Readonly<Record<CfnType, CfnTypeColumns>>;
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
const RDS_CLUSTER: CfnTypeColumns = { arnAttribute: 'DBClusterArn', rule: 'databaseCluster', memberType: 'AWS::RDS::DBInstance' };

/** The other columns of the rows of `catalogue.ts`. */
export const SYNTH_CATALOGUE: { readonly [Name in ResourceTypeName]: SynthColumns<CfnTypeOf<Name>> } = {
  'EC2': {
    backupPolicies: [GENERAL_POLICY],
    recoveryPoints: {
      arns: [],
      ownerArns: ['arn:P:ec2:R::image/*', 'arn:P:ec2:R::snapshot/*'],
      ownerActions: ['ec2:DeregisterImage', 'ec2:DeleteSnapshot'],
    },
    protection: 'covered',
    cfnTypes: { 'AWS::EC2::Instance': { rule: 'all' } },
  },
  'EBS': {
    backupPolicies: [GENERAL_POLICY],
    recoveryPoints: VOLUME_SNAPSHOTS,
    protection: 'covered',
    cfnTypes: { 'AWS::EC2::Volume': { rule: 'all' } },
  },
  'EFS': {
    backupPolicies: [GENERAL_POLICY],
    recoveryPoints: FULLY_MANAGED,
    protection: 'covered',
    cfnTypes: { 'AWS::EFS::FileSystem': { arnAttribute: 'Arn', rule: 'all', tagProperties: ['FileSystemTags'] } },
  },
  'FSx': {
    backupPolicies: [GENERAL_POLICY],
    recoveryPoints: { arns: [], ownerArns: ['arn:P:fsx:R:A:backup/*'], ownerActions: ['fsx:DeleteBackup'] },
    protection: 'covered',
    cfnTypes: {
      'AWS::FSx::FileSystem': { arnAttribute: 'ResourceARN', rule: 'fsxFileSystem' },
      'AWS::FSx::Volume': { arnAttribute: 'ResourceARN', rule: 'fsxVolume' },
    },
  },
  'RDS': {
    backupPolicies: [GENERAL_POLICY],
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
    backupPolicies: [GENERAL_POLICY],
    recoveryPoints: CLUSTER_SNAPSHOTS,
    protection: 'covered',
    cfnTypes: { 'AWS::RDS::DBCluster': RDS_CLUSTER },
  },
  'DocumentDB': {
    backupPolicies: [GENERAL_POLICY],
    recoveryPoints: CLUSTER_SNAPSHOTS,
    protection: 'covered',
    cfnTypes: { 'AWS::DocDB::DBCluster': { rule: 'all', memberType: 'AWS::DocDB::DBInstance' } },
  },
  'Neptune': {
    backupPolicies: [GENERAL_POLICY],
    recoveryPoints: CLUSTER_SNAPSHOTS,
    protection: 'covered',
    cfnTypes: { 'AWS::Neptune::DBCluster': { rule: 'all', memberType: 'AWS::Neptune::DBInstance' } },
  },
  'DSQL': {
    backupPolicies: [GENERAL_POLICY],
    recoveryPoints: FULLY_MANAGED,
    protection: 'covered',
    cfnTypes: { 'AWS::DSQL::Cluster': { arnAttribute: 'ResourceArn', rule: 'all' } },
  },
  'DynamoDB': {
    backupPolicies: [GENERAL_POLICY],
    // With advanced features the first, without them the second: https://docs.aws.amazon.com/aws-backup/latest/devguide/advanced-ddb-backup.html
    recoveryPoints: { arns: FULLY_MANAGED.arns, ownerArns: ['arn:P:dynamodb:R:A:table/*/backup/*'], ownerActions: ['dynamodb:DeleteBackup'] },
    protection: 'covered',
    cfnTypes: {
      'AWS::DynamoDB::GlobalTable': { arnAttribute: 'Arn', rule: 'all', tagProperties: ['Replicas.Tags'] },
      'AWS::DynamoDB::Table': { arnAttribute: 'Arn', rule: 'all' },
    },
  },
  'S3': {
    backupPolicies: [S3_POLICY],
    recoveryPoints: FULLY_MANAGED,
    protection: 'covered',
    cfnTypes: { 'AWS::S3::Bucket': { arnAttribute: 'Arn', rule: 'versionedBucket' } },
  },
  'Storage Gateway': {
    backupPolicies: [GENERAL_POLICY],
    recoveryPoints: VOLUME_SNAPSHOTS,
    protection: { notCovered: 'its volumes are known by ARN only' },
    cfnTypes: {},
  },
  'VirtualMachine': {
    backupPolicies: [GENERAL_POLICY],
    recoveryPoints: FULLY_MANAGED,
    protection: { notCovered: 'CloudFormation makes none' },
    cfnTypes: {},
  },
  'Redshift': {
    backupPolicies: [GENERAL_POLICY],
    recoveryPoints: { arns: [], ownerArns: ['arn:P:redshift:R:A:snapshot:*/*'], ownerActions: ['redshift:DeleteClusterSnapshot'] },
    protection: 'covered',
    cfnTypes: { 'AWS::Redshift::Cluster': { rule: 'all' } },
  },
  'Redshift Serverless': {
    backupPolicies: [GENERAL_POLICY],
    // The pages of AWS Backup and of Redshift disagree on the form, so that each is here:
    // https://docs.aws.amazon.com/aws-backup/latest/devguide/redshift-backups.html
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonredshiftserverless.html
    recoveryPoints: {
      arns: FULLY_MANAGED.arns,
      ownerArns: ['arn:P:redshift-serverless:R:A:snapshot/*', 'arn:P:redshift:R:A:snapshot:*/awsbackup:*'],
      ownerActions: ['redshift-serverless:DeleteSnapshot', 'redshift:DeleteClusterSnapshot'],
    },
    protection: 'covered',
    cfnTypes: { 'AWS::RedshiftServerless::Namespace': { arnAttribute: 'Namespace.NamespaceArn', rule: 'all' } },
  },
  'Timestream': {
    backupPolicies: [GENERAL_POLICY],
    recoveryPoints: FULLY_MANAGED,
    protection: 'covered',
    cfnTypes: { 'AWS::Timestream::Table': { arnAttribute: 'Arn', rule: 'all' } },
  },
  'CloudFormation': {
    backupPolicies: [GENERAL_POLICY, S3_POLICY],
    isComposite: true,
    recoveryPoints: FULLY_MANAGED,
    // https://docs.aws.amazon.com/aws-backup/latest/devguide/applicationstackbackups.html
    protection: { notCovered: 'a nested stack is deployed with the stack around it; its resources are protected' },
    cfnTypes: { 'AWS::CloudFormation::Stack': { rule: 'nestedStack' } },
  },
  'SAP HANA on Amazon EC2': {
    backupPolicies: [GENERAL_POLICY],
    recoveryPoints: FULLY_MANAGED,
    protection: { notCovered: 'CloudFormation makes the application, not its databases' },
    cfnTypes: {},
  },
  'EKS': {
    backupPolicies: [GENERAL_POLICY, S3_POLICY],
    isComposite: true,
    recoveryPoints: FULLY_MANAGED,
    protection: 'covered',
    cfnTypes: { 'AWS::EKS::Cluster': { arnAttribute: 'Arn', rule: 'kubernetesCluster' } },
  },
};
