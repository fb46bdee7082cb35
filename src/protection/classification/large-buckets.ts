import { FailureAction } from '../../failure-action';
import { LONGEST_WAIT_SECONDS } from '../../request/execution/wait-policy';
import { TimeoutAction } from '../../timeout-action';
import { WaitLevel } from '../../wait-level';
import type { BackupProtectionProps } from '../backup-protection-props';

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html: of the first backup of a bucket; later ones copy what has changed. */
const OBJECTS_PER_SECOND = 1000;
const EXAMPLE = 'AWS measured 31 hours for 135 million objects';

const MAX_NAMES = 3;

/**
 * Warns of buckets whose first backup may not be done within the wait of one custom resource, so that the change or the deletion of the bucket would
 * fail. Undefined when nothing fails, and when the user has chosen a longer wait.
 *
 * @param buckets the paths of the protected buckets of a stack
 */
export function largeBucketWarning(buckets: readonly string[], props: BackupProtectionProps): string | undefined {
  const seconds = props.timeout?.toSeconds() ?? LONGEST_WAIT_SECONDS;
  const fails = [...failsBeforeChange(props) ? ['the change'] : [], ...failsOnDelete(props) ? ['the deletion'] : []];
  if (buckets.length === 0 || fails.length === 0 || seconds > LONGEST_WAIT_SECONDS) { return undefined; }
  const names = [...buckets.slice(0, MAX_NAMES), ...buckets.length > MAX_NAMES ? [`${buckets.length - MAX_NAMES} more`] : []].join(', ');
  return `${names}: a backup that is not done in ${Math.floor(seconds / 60)} minutes fails ${fails.join(' and ')} of its bucket. AWS Backup copies about `
    + `${OBJECTS_PER_SECOND.toLocaleString('en-US')} objects a second the first time, so that this is enough for about ${objectsIn(seconds)} objects (${EXAMPLE}). `
    + 'For larger buckets give the protection a longer `timeout`, such as Duration.hours(12), or back them up once before; '
    + 'or call BackupProtection.optOut(bucket, reason) and use a backup plan. Acknowledge this warning when the buckets are smaller';
}

function failsBeforeChange({ beforeChange = true, waitFor, onTimeout }: BackupProtectionProps): boolean {
  return beforeChange && waitFor !== WaitLevel.ACCEPTED && onTimeout !== TimeoutAction.CONTINUE;
}

function failsOnDelete({ onDelete = true, onDeleteFailure }: BackupProtectionProps): boolean {
  return onDelete && onDeleteFailure !== FailureAction.WARN;
}

/** In two digits at most. */
function objectsIn(seconds: number): string {
  const objects = seconds * OBJECTS_PER_SECOND;
  return objects < 1e6 ? `${Math.floor(objects / 1e4) * 10},000` : `${Math.floor(objects / 1e5) / 10} million`;
}
