import type { AdviceRow } from './advice-row';

const GUIDE = 'https://docs.aws.amazon.com/aws-backup/latest/devguide';

/** Backups of several resources that miss some of them. */
export const partialRows: readonly AdviceRow[] = [
  {
    when: [{ state: 'PARTIAL', resourceType: 'EKS' }],
    cause: 'the cluster state or a persistent volume is missing; only volumes of EKS add-on drivers on EBS, EFS and whole S3 buckets are backed up',
    fix: 'give `role` the policies of all parts (S3 has its own), let the cluster authenticate by API, and back up other storage by itself',
    source: `${GUIDE}/eks-backups.html`,
  },
  {
    when: [{ state: 'PARTIAL' }],
    cause: 'some of the resources in it have a type that AWS Backup does not support, or their own job failed',
    fix: 'check the child jobs in the AWS Backup console, and define a backup of its own for each missing resource',
    source: `${GUIDE}/applicationstackbackups.html#cfnrecoverypointstatus`,
  },
];
