import type { AdviceRow } from './advice-row';
import { GUIDE } from './sources';

/** Failures of one type of resource or vault. */
export const resourceRows: readonly AdviceRow[] = [
  {
    // The wording is observed only: https://github.com/ministryofjustice/modernisation-platform/issues/11307
    when: [{ says: /\bversioning (is |has )?(not (been )?enabled|disabled|suspended)\b/i }],
    cause: 'the bucket has no versioning, which AWS Backup needs',
    fix: 'create the bucket with `versioned: true`, and deploy again',
    source: `${GUIDE}/s3-backups.html#s3-backup-versioning`,
  },
  {
    when: [{ says: /\bno objects were backed up from the source bucket\b/i }],
    cause: '`role` cannot read the objects, their ACLs or their KMS key, or all of them are in S3 Glacier or encrypted with SSE-C',
    fix: 'let `role` use the key, give it AWSBackupServiceRolePolicyForS3Backup, and restore archived objects first',
    source: `${GUIDE}/s3-backups.html#s3-backup-messages`,
  },
  {
    when: [{ says: /\bdifferent backup options than the continuous backup\b/i }],
    cause: 'the bucket has a continuous backup, whose options count for this one, too',
    fix: 'set `backupAcls` and `backupObjectTags` as the continuous backup has them',
    source: `${GUIDE}/s3-backups.html#s3-backup-types`,
  },
  {
    when: [{ says: /\balready has continuous backup enabled for another vault\b/i }],
    cause: 'all backups of a bucket must be in one vault, and it has a continuous backup in another one',
    fix: 'give that vault as `backupVault`, or end the continuous backup',
    source: `${GUIDE}/lag-vault-primary-backup.html#lag-primary-backup-troubleshoot-continuous`,
  },
  {
    // The documentation of AWS Backup does not have the wording, which is that of Amazon RDS: https://github.com/cloud-custodian/cloud-custodian/issues/313
    when: [{ says: /\bmember of a (DB )?cluster\b/i }],
    cause: 'the instance is a member of a database cluster, which has the data',
    fix: 'give the ARN of the cluster as `resource`',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_CreateSnapshotCluster.html',
  },
  {
    when: [{ says: /\bsome kubernetes objects failed\b/i }],
    cause: 'some Kubernetes objects could not be read, for example because the Metrics Server answers 503; the rest is backed up',
    fix: 'let the vault notify of EKS_BACKUP_OBJECT_FAILED to see which, and repair the APIs that do not answer',
    source: `${GUIDE}/eks-backups.html#eks-backup-jobs-completed-with-issues`,
  },
  {
    when: [{ says: /\bvolume\b.*\bis '?retired\b/i }],
    cause: 'the volume is retired: it was deleted or has failed',
    fix: 'make a new volume from the last snapshot, and back that up',
    source: 'https://github.com/cloud-custodian/cloud-custodian/issues/178',
  },
  {
    when: [{ category: 'VSS_ERROR' }, { says: /\bwindows vss backup\b/i }],
    cause: 'Windows could not make an application-consistent snapshot',
    fix: 'install the SSM agent and the VSS components, give the instance profile the permissions, use no nano or micro instance; or leave out `windowsVss`',
    source: `${GUIDE}/windows-backups.html`,
  },
  {
    when: [{ says: /\bencrypted with an AWS managed key and cannot be copied to a logically air-gapped\b/i }],
    cause: 'the resource is encrypted with an AWS managed key, so its backup stays in `backupVault`',
    fix: 'encrypt the resource with a customer managed key, or leave out `logicallyAirGappedBackupVault`',
    source: `${GUIDE}/lag-vault-primary-backup.html#lag-primary-backup-troubleshoot-encryption-key`,
  },
  {
    when: [
      { category: 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT_NOT_SUPPORTED' },
      { says: /\bnot supported by logically air-gapped\b/i },
    ],
    cause: 'a logically air-gapped vault does not accept this type or its encryption, so the backup stays in `backupVault`',
    fix: 'leave out `logicallyAirGappedBackupVault` for this resource',
    source: `${GUIDE}/lag-vault-primary-backup.html#lag-primary-backup-unsupported`,
  },
  {
    when: [{ says: /\binside or too close to the\b.*\b(maintenance|backup) window\b/i }],
    cause: 'the maintenance or automated backup window of the resource is open, or opens within 1 hour (Amazon FSx: 3 hours)',
    fix: 'deploy at another time, or move the window of the resource',
    source: `${GUIDE}/troubleshooting.html#troubleshooting-create-backup`,
  },
  {
    when: [
      { category: 'INVALID_LIFECYCLE' },
      { says: /\blifecycle is outside the valid range\b/i },
      { says: /\bretention\b.*\bnot within the range\b/i },
    ],
    cause: 'the vault is locked and accepts other retention times only; no `deleteAfter` means for ever, which is longer than any maximum',
    fix: 'set `deleteAfter` to a time in the range of the vault',
    source: `${GUIDE}/lag-vault-primary-backup.html#lag-primary-backup-troubleshoot-lifecycle`,
  },
  {
    // The documentation says that only a finished stack can be backed up, but not how the failure is worded.
    when: [
      { resourceType: 'CloudFormation', category: 'INVALID_STATE' },
      { resourceType: 'CloudFormation', says: /_(IN_PROGRESS|FAILED)\b/ },
      { says: /\b[Ss]tack\b.*\b[A-Z_]+_(IN_PROGRESS|FAILED)\b/ },
    ],
    cause: 'only a stack whose status ends in COMPLETE can be backed up, and the status of this one does not',
    fix: 'deploy again when that stack is done; back it up from a stack that is deployed after it',
    source: `${GUIDE}/applicationstackbackups.html#cfnfaq`,
  },
];
