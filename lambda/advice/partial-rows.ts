import type { AdviceRow } from './advice-row';

const GUIDE = 'https://docs.aws.amazon.com/aws-backup/latest/devguide';

/** Backups of several resources that miss some of them. */
export const partialRows: readonly AdviceRow[] = [
  {
    when: [{ resourceType: 'EKS', state: 'PARTIAL' }],
    cause: 'a volume of the cluster was not backed up: `role` lacks the permissions for S3, or it is of FSx, in-tree or an EFS subpath',
    fix: 'see which in the child jobs in the AWS Backup console; give `role` AWSBackupServiceRolePolicyForS3Backup for buckets',
    source: `${GUIDE}/eks-backups.html#eks-limitations`,
  },
  {
    when: [{ state: 'PARTIAL' }],
    cause: 'some of the resources in it have a type that AWS Backup does not support, or their own job failed',
    fix: 'check the child jobs in the AWS Backup console, and define a backup of its own for each missing resource',
    source: `${GUIDE}/applicationstackbackups.html#cfnrecoverypointstatus`,
  },
];
