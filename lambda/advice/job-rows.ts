import type { AdviceRow } from './advice-row';
import { GUIDE } from './sources';
import { NOT_READY } from '../job/retry-cause';

/** Limits, missing or busy resources, and last of all how a job ended. */
export const jobRows: readonly AdviceRow[] = [
  {
    when: [{ says: /\bmore than 50 (user )?tags\b|\bnumber of tags allowed\b/i }],
    cause: 'the tags of the resource, `recoveryPointTags` and `provenanceTags` are more than 50 together',
    fix: 'give fewer `recoveryPointTags`, set `provenanceTags` to false, or take tags off the resource',
    source: `${GUIDE}/access-control.html`,
  },
  {
    when: [{ category: 'TAG_COPY_ERROR' }, { says: /\bunable to copy resource tags\b/i }],
    cause: 'AWS Backup failed to copy the tags of the resource',
    fix: 'deploy again; `role` needs no change',
    source: `${GUIDE}/backup-dashboards.html#messagecode-tag-copy-error`,
  },
  {
    when: [{ says: /\bunable to persist networkinterfaces metadata\b/i }],
    cause: 'the instance has more network interfaces than AWS Backup can record; the backup itself succeeded',
    fix: 'set the network interfaces by hand when you restore',
    source: `${GUIDE}/backup-dashboards.html#messagecode-limit-exceeded`,
  },
  {
    when: [{ says: /\b(in-progress|concurrent) (number of )?(snapshots?|backups?)\b/i }],
    cause: 'too many backups of the resource or in the account are running at once',
    fix: 'wait until others are done, and deploy again',
    source: `${GUIDE}/backup-dashboards.html#messagecode-limit-exceeded`,
  },
  {
    when: [
      { category: 'LIMIT_EXCEEDED' },
      { says: /\b(LimitExceeded|QuotaExceeded|ServiceQuotaExceeded)(Exception|Fault)?\b|\b(subscriber|snapshot|service) limit (was )?exceeded\b/i },
      { says: /\bcannot create more than \d+\b|\bcan have at most\b|\breached (your|the maximum)\b|\bexceeding the allowed number\b|\btoo many operations\b/i },
    ],
    cause: 'a quota of AWS Backup or of the service of the resource is used up',
    fix: 'delete backups that nobody needs, or ask for a higher quota',
    source: `${GUIDE}/aws-backup-limits.html`,
  },
  {
    when: [{ says: /\bDescribeStack(s|Resource): Throttl/ }],
    cause: 'too many calls to CloudFormation in this account and Region, for longer than the retries last',
    fix: 'deploy again, with fewer stacks at once',
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html',
  },
  {
    when: [{ says: /\bThrottl|\bTooManyRequests|\bRequestLimitExceeded\b|\bSlowDown\b|\brate exceeded\b/i }],
    cause: 'too many calls to AWS Backup in this account and Region, for longer than the retries last',
    fix: 'deploy again, with fewer backups at once: `node.addDependency` puts one after the other',
    source: 'https://docs.aws.amazon.com/general/latest/gr/bk.html',
  },
  {
    when: [
      { category: 'CONCURRENT_JOB' },
      { says: /\brunning job for the same resource\b|\bbackup is already under way\b|\bongoing conflicting backup\b|\btoo many copy jobs running\b/i },
    ],
    cause: 'another backup of this resource was running, and AWS Backup runs one at a time',
    fix: 'wait until it is done and deploy again, give a longer `startWindow`, or keep away from the time of the backup plan',
    source: `${GUIDE}/eventbridge.html`,
  },
  {
    when: [
      { category: 'INVALID_STATE' },
      { says: /\bwhile the (cluster|instance) is in this state\b|\beither being created or deleted\b|\bbackups have not yet been enabled\b/i },
      { says: NOT_READY },
    ],
    cause: 'the resource was busy or stopped, perhaps because this deployment changes it',
    fix: 'deploy again when it is available; with `node.addDependency` the backup waits for what changes it',
    source: `${GUIDE}/creating-a-backup.html`,
  },
  {
    when: [{ says: /\bbackup vault\b.*\b(does not exist|not found|(cannot|could not) be found)\b/i }],
    cause: '`backupVault` does not exist in this account and Region, or was deleted while the job waited',
    fix: 'check the name of `backupVault`, or leave it out for the vault of this library',
    source: `${GUIDE}/eventbridge.html`,
  },
  {
    when: [
      { category: 'RESOURCE_NOT_FOUND' },
      { says: /\bStartBackupJob: ResourceNotFoundException\b/ },
      { says: /(volume|virtual machine|table|resource|instance|cluster|file system|bucket)\b.*\b(not found|could not be found|does not (currently )?exist|no longer available)\b/i },
      { says: /\bcould not find resource\b|\b(doesn't|does not) refer to an existing\b|\bno Amazon FSx .*\bwere found\b/i },
    ],
    cause: 'the resource does not exist, or is in another account or Region than the vault',
    fix: 'check the ARN of `resource`, and back it up from a stack in its own account and Region',
    source: `${GUIDE}/backup-dashboards.html#messagecode-resource-not-found`,
  },
  {
    when: [
      { category: 'RESOURCE_NOT_SUPPORTED' },
      { category: 'UNSUPPORTED_OPERATION' },
      { says: /\bunsupported resource type\b|\boperation is not supported for this\b|\bfeature is not supported for provided resource type\b/i },
    ],
    cause: 'AWS Backup does not support this type, or an option for it, in this Region',
    fix: 'leave out the option, or back the resource up with its own service',
    source: `${GUIDE}/backup-feature-availability.html`,
  },
  {
    when: [{ category: 'TOKEN_EXPIRED' }, { says: /\btoken expired\. try again\b/i }],
    cause: 'credentials that AWS Backup uses by itself ran out during the job',
    fix: 'deploy again',
    source: `${GUIDE}/backup-dashboards.html#messagecode-token-expired`,
  },
  {
    when: [
      { category: 'FATAL_ERROR' },
      { says: /\b(ServiceUnavailable|DependencyFailure|InternalFailure|InternalServer)/ },
      { says: /\ban internal error occurred\b|\bencountered an internal error\b|\bencountered a fatal error\b/i },
    ],
    cause: 'a fault inside AWS',
    fix: 'deploy again; if it happens again, check the AWS Health Dashboard and ask AWS Support',
    source: `${GUIDE}/backup-dashboards.html#messagecode-fatal-error`,
  },
  {
    // AWS writes "Backup job expired before completion." also for a job that was kept from starting.
    when: [
      { category: 'JOB_EXPIRED', says: /\bbefore completion\b|\bto complete in time\b/i },
      { state: 'EXPIRED', says: /\bbefore completion\b|\bto complete in time\b/i },
    ],
    cause: 'the job was not done at the end of `completionWindow`; without one, something kept it from beginning in `startWindow`',
    fix: 'give a longer `completionWindow` or none (no limit), and start no other backup of the resource meanwhile',
    source: `${GUIDE}/API_StartBackupJob.html`,
  },
  {
    when: [{ state: 'EXPIRED' }, { category: 'JOB_EXPIRED' }],
    cause: 'the job could not begin in `startWindow`: another job, a window of the resource or its state was in the way',
    fix: 'remove what was in the way, or give a longer `startWindow`',
    source: `${GUIDE}/API_StartBackupJob.html`,
  },
  {
    when: [{ state: 'ABORTED' }],
    cause: 'somebody stopped the job, in the console or with StopBackupJob',
    fix: 'find out who in AWS CloudTrail, and deploy again',
    source: `${GUIDE}/API_StopBackupJob.html`,
  },
];
