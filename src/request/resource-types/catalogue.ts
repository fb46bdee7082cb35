/**
 * What AWS Backup does for some resource types only.
 *
 * - `coldStorage`: lifecycle to cold storage
 *   https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html
 * - `airGappedVault`: backup to a logically air-gapped vault (same page)
 * - `index`: backup index
 *   https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
 * - `windowsVss`: backup option `WindowsVSS`
 *   https://docs.aws.amazon.com/aws-backup/latest/devguide/windows-backups.html
 * - `s3Options`: backup options `BackupACLs` and `BackupObjectTags`
 *   https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html
 * - `stopBackupJob`: a running job can be stopped
 *   https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StopBackupJob.html
 */
export type ResourceFeature = 'coldStorage' | 'airGappedVault' | 'index' | 'windowsVss' | 's3Options' | 'stopBackupJob';

/**
 * The action that asks a service for the ARN of a resource whose physical id does not give it.
 *
 * @see https://docs.aws.amazon.com/fsx/latest/APIReference/API_DescribeVolumes.html
 * @see https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_GetNamespace.html
 */
export type ArnLookUp = 'fsx:DescribeVolumes' | 'redshift-serverless:GetNamespace';

/**
 * How the physical id that CloudFormation has for a resource leads to its ARN.
 *
 * - `name`: it is the name in the ARN; an id of several parts, joined by `|`, has one for each `N`
 * - `arn`: it is the ARN
 * - an action: the service gives the ARN
 */
export type PhysicalId = 'name' | 'arn' | ArnLookUp;

/**
 * Which recovery points of a type get the tags of their job, where not all do: none, or those that are made with the advanced features of the
 * type, which are a setting of the account and Region.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/tags-on-backups.html
 */
export type TaggedPoints = 'never' | 'withAdvancedFeatures';

/** The resources of a type whose ARNs have one form. */
export interface ResourceForm {
  /**
   * The ARN, written for `fillArn`.
   *
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   */
  readonly arn: string;
  /** How the ids in the ARN begin, in their order, where the service chooses them. */
  readonly idPrefixes?: readonly string[];
  /** Where the pages disagree or are silent, a feature counts as there, so that no rule stops or warns without need. */
  readonly features: readonly ResourceFeature[];
  /**
   * The CloudFormation types that make such a resource, and what their physical id is: `Ref` in the page of the type.
   *
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
   */
  readonly cfnTypes: Readonly<Record<string, PhysicalId>>;
  readonly tags?: TaggedPoints;
}

/**
 * The resource types of AWS Backup, under its own names, each with the forms of its ARN. These columns are in the bundle of the handler;
 * `synth-catalogue.ts` has the others.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/whatisbackup.html#supported-resources
 */
export const CATALOGUE = {
  // list_amazonec2.html
  'EC2': [{
    arn: 'arn:P:ec2:R:A:instance/N',
    idPrefixes: ['i-'],
    features: ['airGappedVault', 'windowsVss', 'stopBackupJob'],
    cfnTypes: { 'AWS::EC2::Instance': 'name' },
  }],
  'EBS': [{
    arn: 'arn:P:ec2:R:A:volume/N',
    idPrefixes: ['vol-'],
    features: ['coldStorage', 'airGappedVault', 'index', 'stopBackupJob'],
    cfnTypes: { 'AWS::EC2::Volume': 'name' },
  }],
  // list_amazonelasticfilesystem.html
  'EFS': [{
    arn: 'arn:P:elasticfilesystem:R:A:file-system/N',
    idPrefixes: ['fs-'],
    features: ['coldStorage', 'airGappedVault', 'stopBackupJob'],
    cfnTypes: { 'AWS::EFS::FileSystem': 'name' },
  }],
  // list_amazonfsx.html
  'FSx': [{
    // Lustre, Windows and OpenZFS. Cold storage: ticked for OpenZFS in the feature table, absent from the plan options page.
    arn: 'arn:P:fsx:R:A:file-system/N',
    idPrefixes: ['fs-'],
    features: ['coldStorage', 'airGappedVault'],
    cfnTypes: { 'AWS::FSx::FileSystem': 'name' },
  }, {
    // ONTAP is backed up by volume: https://docs.aws.amazon.com/aws-backup/latest/devguide/working-with-supported-services.html
    arn: 'arn:P:fsx:R:A:volume/N/N',
    idPrefixes: ['fs-', 'fsvol-'],
    features: [],
    cfnTypes: { 'AWS::FSx::Volume': 'fsx:DescribeVolumes' },
  }],
  // list_amazonrds.html
  'RDS': [{
    arn: 'arn:P:rds:R:A:db:N',
    features: [],
    cfnTypes: { 'AWS::RDS::DBInstance': 'name' },
  }, {
    // Multi-AZ clusters: https://docs.aws.amazon.com/aws-backup/latest/devguide/rds-backup.html
    arn: 'arn:P:rds:R:A:cluster:N',
    features: [],
    cfnTypes: { 'AWS::RDS::DBCluster': 'name' },
  }],
  'Aurora': [{
    arn: 'arn:P:rds:R:A:cluster:N',
    features: ['airGappedVault'],
    cfnTypes: { 'AWS::RDS::DBCluster': 'name' },
  }],
  // https://docs.aws.amazon.com/documentdb/latest/developerguide/documentdb-arns.html
  'DocumentDB': [{
    arn: 'arn:P:rds:R:A:cluster:N',
    features: ['airGappedVault'],
    cfnTypes: { 'AWS::DocDB::DBCluster': 'name' },
  }],
  // https://docs.aws.amazon.com/neptune/latest/userguide/tagging-arns.html
  'Neptune': [{
    arn: 'arn:P:rds:R:A:cluster:N',
    features: ['airGappedVault'],
    cfnTypes: { 'AWS::Neptune::DBCluster': 'name' },
  }],
  // list_amazonauroradsql.html. Cold storage: ticked in the feature table, absent from the plan options page.
  'DSQL': [{
    arn: 'arn:P:dsql:R:A:cluster/N',
    features: ['coldStorage', 'airGappedVault', 'stopBackupJob'],
    cfnTypes: { 'AWS::DSQL::Cluster': 'name' },
  }],
  // list_amazondynamodb.html. With advanced features: https://docs.aws.amazon.com/aws-backup/latest/devguide/advanced-ddb-backup.html
  'DynamoDB': [{
    arn: 'arn:P:dynamodb:R:A:table/N',
    features: ['coldStorage', 'airGappedVault', 'stopBackupJob'],
    // Of a global table: the replica in the Region of the stack
    cfnTypes: { 'AWS::DynamoDB::GlobalTable': 'name', 'AWS::DynamoDB::Table': 'name' },
    tags: 'withAdvancedFeatures',
  }],
  // list_amazons3.html
  'S3': [{
    arn: 'arn:P:s3:::N',
    features: ['airGappedVault', 'index', 's3Options', 'stopBackupJob'],
    cfnTypes: { 'AWS::S3::Bucket': 'name' },
  }],
  // list_awsstoragegateway.html
  'Storage Gateway': [{
    arn: 'arn:P:storagegateway:R:A:gateway/N/volume/N',
    idPrefixes: ['sgw-', 'vol-'],
    features: ['airGappedVault', 'stopBackupJob'],
    cfnTypes: {},
  }],
  // list_awsbackupgateway.html
  'VirtualMachine': [{
    arn: 'arn:P:backup-gateway:R:A:vm/N',
    idPrefixes: ['vm-'],
    features: ['coldStorage', 'airGappedVault', 'stopBackupJob'],
    cfnTypes: {},
  }],
  // list_amazonredshift.html
  'Redshift': [{
    arn: 'arn:P:redshift:R:A:cluster:N',
    features: ['stopBackupJob'],
    cfnTypes: { 'AWS::Redshift::Cluster': 'name' },
  }],
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/redshift-backups.html
  'Redshift Serverless': [{
    arn: 'arn:P:redshift-serverless:R:A:namespace/N',
    features: ['stopBackupJob'],
    cfnTypes: { 'AWS::RedshiftServerless::Namespace': 'redshift-serverless:GetNamespace' },
  }],
  // list_amazontimestream.html. The physical id is `database|table`.
  'Timestream': [{
    arn: 'arn:P:timestream:R:A:database/N/table/N',
    features: ['coldStorage', 'airGappedVault', 'stopBackupJob'],
    cfnTypes: { 'AWS::Timestream::Table': 'name' },
  }],
  // list_awscloudformation.html
  // Tags: https://docs.aws.amazon.com/securityhub/latest/userguide/backup-controls.html#backup-2: "not copied at creation time for parent/composite"
  'CloudFormation': [{
    arn: 'arn:P:cloudformation:R:A:stack/N/N',
    features: ['coldStorage', 'stopBackupJob'],
    cfnTypes: { 'AWS::CloudFormation::Stack': 'arn' },
    tags: 'never',
  }],
  // list_awssystemsmanagerforsap.html
  'SAP HANA on Amazon EC2': [{
    arn: 'arn:P:ssm-sap:R:A:HANA/N/DB/N',
    features: ['coldStorage'],
    cfnTypes: {},
  }],
  // list_amazonelastickubernetesservice.html
  // Cold storage: of its nested EBS and EFS backups. https://docs.aws.amazon.com/aws-backup/latest/devguide/eks-backups.html. Tags: as for CloudFormation.
  'EKS': [{
    arn: 'arn:P:eks:R:A:cluster/N',
    features: ['coldStorage', 'airGappedVault', 'stopBackupJob'],
    cfnTypes: { 'AWS::EKS::Cluster': 'name' },
    tags: 'never',
  }],
} as const satisfies Readonly<Record<string, readonly ResourceForm[]>>;

/** A name in the AWS Backup API that this library knows. */
export type ResourceTypeName = keyof typeof CATALOGUE;

/** All of them. */
export const RESOURCE_TYPE_NAMES = Object.keys(CATALOGUE) as readonly ResourceTypeName[];

/** The forms of all rows, each with the name of its row. */
export const RESOURCE_FORMS: readonly (ResourceForm & { readonly name: ResourceTypeName })[] =
  RESOURCE_TYPE_NAMES.flatMap((name) => (CATALOGUE[name] as readonly ResourceForm[]).map((form) => ({ name, ...form })));
