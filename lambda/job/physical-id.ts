import type { JobReference } from '../../src/request/execution-state';

/** CloudFormation allows no longer physical id. */
export const LONGEST_PHYSICAL_ID = 1024;

const NOT_STARTED = 'not-started-';
const SEPARATOR = '|';
const JOB_ID = /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/i;

/** The physical id of a resource whose job was never started. */
export function notStartedId(requestId: string): string {
  return `${NOT_STARTED}${requestId}`;
}

/**
 * The physical id of a resource that has a job: the id of the job and, because AWS Backup forgets jobs sooner than recovery points,
 * the recovery point, as far as it is known.
 */
export function physicalId({ BackupJobId, RecoveryPointArn }: JobReference): string {
  const id = `${BackupJobId}${SEPARATOR}${RecoveryPointArn}`;
  return RecoveryPointArn === undefined || id.length > LONGEST_PHYSICAL_ID ? BackupJobId : id;
}

/** The job that a physical id names; undefined when no job was started, or when CloudFormation made up the id because a Create got no response. */
export function jobOf(id: string | undefined): JobReference | undefined {
  const [BackupJobId, RecoveryPointArn] = (id ?? '').split(SEPARATOR);
  return JOB_ID.test(BackupJobId) ? { BackupJobId, RecoveryPointArn } : undefined;
}
