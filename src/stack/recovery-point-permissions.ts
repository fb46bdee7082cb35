import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * What it takes to delete the recovery points of a resource type: the ARNs that they have, and, where they belong to the
 * resource's own service, the right to delete them there, which AWS Backup uses in the caller's name.
 *
 * Without that right the call succeeds, and the recovery point stays and is `EXPIRED`.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DeleteRecoveryPoint.html
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupFullAccess.html
 */
interface Deletion {
  readonly arns: readonly string[];
  readonly ownerActions?: readonly string[];
}

const { PARTITION: P, REGION: R, ACCOUNT_ID: A } = Aws;
const OF_AWS_BACKUP = `arn:${P}:backup:${R}:${A}:recovery-point:*`;
const CLUSTER: Deletion = { arns: [`arn:${P}:rds:${R}:${A}:cluster-snapshot:awsbackup:*`], ownerActions: ['rds:DeleteDBClusterSnapshot'] };
const EBS: Deletion = { arns: [`arn:${P}:ec2:${R}::snapshot/*`], ownerActions: ['ec2:DeleteSnapshot'] };

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html */
const DELETIONS: Readonly<Record<string, Deletion>> = {
  'Aurora': CLUSTER,
  'DocumentDB': CLUSTER,
  'DynamoDB': { arns: [OF_AWS_BACKUP, `arn:${P}:dynamodb:${R}:${A}:table/*/backup/*`], ownerActions: ['dynamodb:DeleteBackup'] },
  'EBS': EBS,
  'EC2': { arns: [`arn:${P}:ec2:${R}::image/*`, `arn:${P}:ec2:${R}::snapshot/*`], ownerActions: ['ec2:DeregisterImage', 'ec2:DeleteSnapshot'] },
  'FSx': { arns: [`arn:${P}:fsx:${R}:${A}:backup/*`], ownerActions: ['fsx:DeleteBackup'] },
  'Neptune': CLUSTER,
  'RDS': {
    arns: [`arn:${P}:rds:${R}:${A}:snapshot:awsbackup:*`, ...CLUSTER.arns],
    ownerActions: ['rds:DeleteDBSnapshot', 'rds:DeleteDBClusterSnapshot'],
  },
  'Redshift': { arns: [`arn:${P}:redshift:${R}:${A}:snapshot:*/*`], ownerActions: ['redshift:DeleteClusterSnapshot'] },
  'Redshift Serverless': { arns: [`arn:${P}:redshift-serverless:${R}:${A}:snapshot/*`], ownerActions: ['redshift-serverless:DeleteSnapshot'] },
  'Storage Gateway': EBS,
};
/** Types whose recovery points are of AWS Backup itself. */
const FULLY_MANAGED: Deletion = { arns: [OF_AWS_BACKUP] };

/**
 * The statements that let the function stop a job and delete its recovery point.
 *
 * @param resourceType AWS Backup's name of the type; when it is not known, the statements are those of all types
 */
export function deletionStatements(resourceType: string | undefined): PolicyStatement[] {
  const deletions = resourceType === undefined ? [FULLY_MANAGED, ...Object.values(DELETIONS)] : [DELETIONS[resourceType] ?? FULLY_MANAGED];
  const resources = unique(deletions.flatMap(({ arns }) => arns));
  const ownerActions = unique(deletions.flatMap(({ ownerActions: actions }) => actions ?? []));
  const statements = [new PolicyStatement({ actions: ['backup:DeleteRecoveryPoint', 'backup:DescribeRecoveryPoint'], resources })];
  if (ownerActions.length > 0) {
    statements.push(new PolicyStatement({
      actions: ownerActions,
      resources: resources.filter((arn) => arn !== OF_AWS_BACKUP),
      conditions: { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'backup.amazonaws.com' } },
    }));
  }
  return statements;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
