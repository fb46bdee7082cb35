import { arnPattern } from '../arn';
import type { BackupRequest } from '../backup-request';
import { knownString } from '../known';
import type { RequestFacts } from '../request-facts';

export { TOKEN_PLACEHOLDER } from '../arn';

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

/** A resource type, or several that an ARN cannot tell apart. */
export interface ResourceType {
  /** Names in the AWS Backup API: one, or all that it may be. */
  readonly names: readonly string[];
  /** What at least one of them can do: what is missing here, none of them can. */
  readonly features: readonly ResourceFeature[];
}

interface Row {
  readonly name: string;
  readonly service: string;
  readonly arn: RegExp;
  readonly features: readonly ResourceFeature[];
}

/**
 * ARN formats: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 * Where the pages disagree or are silent, a feature counts as there, so that no rule stops or warns without need.
 */
const ROWS: readonly Row[] = [
  row('EC2', 'arn:P:ec2:R:A:instance/N', 'airGappedVault', 'windowsVss', 'stopBackupJob'),
  row('EBS', 'arn:P:ec2:R:A:volume/N', 'coldStorage', 'airGappedVault', 'index', 'stopBackupJob'),
  row('EFS', 'arn:P:elasticfilesystem:R:A:file-system/N', 'coldStorage', 'airGappedVault', 'stopBackupJob'),
  // Lustre, Windows and OpenZFS. Cold storage: ticked for OpenZFS in the feature table, absent from the plan options page.
  row('FSx', 'arn:P:fsx:R:A:file-system/N', 'coldStorage', 'airGappedVault'),
  // ONTAP is backed up by volume: https://docs.aws.amazon.com/aws-backup/latest/devguide/working-with-supported-services.html
  row('FSx', 'arn:P:fsx:R:A:volume/N/N'),
  // Multi-AZ clusters too: https://docs.aws.amazon.com/aws-backup/latest/devguide/rds-backup.html
  row('RDS', 'arn:P:rds:R:A:(?:db|cluster):N'),
  row('Aurora', 'arn:P:rds:R:A:cluster:N', 'airGappedVault'),
  row('DocumentDB', 'arn:P:rds:R:A:cluster:N', 'airGappedVault'),
  row('Neptune', 'arn:P:rds:R:A:cluster:N', 'airGappedVault'),
  // Cold storage: ticked in the feature table, absent from the plan options page.
  row('DSQL', 'arn:P:dsql:R:A:cluster/N', 'coldStorage', 'airGappedVault', 'stopBackupJob'),
  // With advanced features: https://docs.aws.amazon.com/aws-backup/latest/devguide/advanced-ddb-backup.html
  row('DynamoDB', 'arn:P:dynamodb:R:A:table/N', 'coldStorage', 'airGappedVault', 'stopBackupJob'),
  row('S3', 'arn:P:s3:::N', 'airGappedVault', 'index', 's3Options', 'stopBackupJob'),
  row('Storage Gateway', 'arn:P:storagegateway:R:A:gateway/N/volume/N', 'airGappedVault', 'stopBackupJob'),
  row('VirtualMachine', 'arn:P:backup-gateway:R:A:vm/N', 'coldStorage', 'airGappedVault', 'stopBackupJob'),
  row('Redshift', 'arn:P:redshift:R:A:cluster:N', 'stopBackupJob'),
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/redshift-backups.html
  row('Redshift Serverless', 'arn:P:redshift-serverless:R:A:namespace/N', 'stopBackupJob'),
  row('Timestream', 'arn:P:timestream:R:A:database/N/table/N', 'coldStorage', 'airGappedVault', 'stopBackupJob'),
  row('CloudFormation', 'arn:P:cloudformation:R:A:stack/N/N', 'coldStorage', 'stopBackupJob'),
  row('SAP HANA on Amazon EC2', 'arn:P:ssm-sap:R:A:HANA/N/DB/N', 'coldStorage'),
  // Cold storage: of its nested EBS and EFS backups. https://docs.aws.amazon.com/aws-backup/latest/devguide/eks-backups.html
  row('EKS', 'arn:P:eks:R:A:cluster/N', 'coldStorage', 'airGappedVault', 'stopBackupJob'),
];

/** All names in the AWS Backup API that this library knows. */
export const RESOURCE_TYPE_NAMES: readonly string[] = [...new Set(ROWS.map(({ name }) => name))];

/** The type of the resource, if the ARN is that of one resource that AWS Backup can back up. */
export function resourceTypeOfArn(arn: string): ResourceType | undefined {
  return group(ROWS.filter((each) => each.arn.test(arn)));
}

/** Whether the service, as ARNs name it, has a resource that AWS Backup can back up. */
export function isSupportedService(service: string): boolean {
  return ROWS.some((each) => each.service === service);
}

/** The type of that name in the AWS Backup API, if this library knows it. */
export function resourceTypeNamed(name: string): ResourceType | undefined {
  return group(ROWS.filter((each) => each.name === name));
}

/** The type of the resource of a request: as told, else as its ARN says; undefined when that is not known (yet). */
export function resourceTypeOf(request: BackupRequest, facts: RequestFacts): ResourceType | undefined {
  if (facts.resourceType !== undefined) { return resourceTypeNamed(facts.resourceType); }
  const arn = knownString(request.ResourceArn, facts);
  return arn === undefined ? undefined : resourceTypeOfArn(arn);
}

/** Whether the type, and each that it may be, cannot do this. */
export function lacks(type: ResourceType, feature: ResourceFeature): boolean {
  return !type.features.includes(feature);
}

/** The names of a type for a message. */
export function typeName(type: ResourceType): string {
  return type.names.join(' or ');
}

function row(name: string, arn: string, ...features: readonly ResourceFeature[]): Row {
  return { name, service: arn.split(':')[2], arn: arnPattern(arn), features };
}

function group(rows: readonly Row[]): ResourceType | undefined {
  return rows.length === 0 ? undefined : {
    names: [...new Set(rows.map(({ name }) => name))],
    features: [...new Set(rows.flatMap(({ features }) => features))],
  };
}
