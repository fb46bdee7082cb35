import { randomBytes, randomUUID } from 'node:crypto';
import type { RecoveryPointForm } from '../rules/resource-types';

export interface ArnContext {
  readonly resourceArn: string;
  readonly region: string;
  readonly accountId: string;
  readonly at: Date;
}

/** The ARN of a new recovery point, in the form that the resource type uses. */
export function recoveryPointArn(form: RecoveryPointForm, context: ArnContext): string {
  const { resourceArn, region, accountId } = context;
  const partition = resourceArn.split(':')[1];
  const location = `${region}:${accountId}`;
  const stamp = context.at.toISOString().replace(/\D/g, '').slice(0, 14);
  switch (form) {
    case 'backup': return `arn:${partition}:backup:${location}:recovery-point:${randomUUID()}`;
    case 'backup-s3': return `arn:${partition}:backup:${location}:recovery-point:${lastPart(resourceArn)}-${stamp}-${hex(4)}`;
    case 'composite': return `arn:${partition}:backup:${location}:recovery-point:composite:${resourceArn.split(':')[2]}/${stackOrCluster(resourceArn)}-${stamp}`;
    case 'image': return `arn:${partition}:ec2:${region}::image/ami-${hex(8)}`;
    case 'ebs-snapshot': return `arn:${partition}:ec2:${region}::snapshot/snap-${hex(8)}`;
    case 'fsx': return `arn:${partition}:fsx:${location}:backup/backup-${hex(8)}`;
    case 'rds-snapshot': return `arn:${partition}:rds:${location}:snapshot:awsbackup:job-${randomUUID()}`;
    case 'rds-cluster-snapshot': return `arn:${partition}:rds:${location}:cluster-snapshot:awsbackup:job-${randomUUID()}`;
    case 'dynamodb': return `${resourceArn}/backup/${context.at.getTime()}-${hex(4)}`;
    case 'redshift': return `arn:${partition}:redshift:${location}:snapshot:${lastPart(resourceArn)}/awsbackup:job-${randomUUID()}`;
    case 'redshift-serverless': return `arn:${partition}:redshift-serverless:${location}:snapshot/${randomUUID()}`;
  }
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}

function stackOrCluster(arn: string): string {
  return arn.split('/')[1];
}
