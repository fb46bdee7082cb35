import type { JobReference } from '../../src/request/execution-state';

const NOT_STARTED = 'not-started-';
const SEPARATOR = '|';
/** What CloudFormation takes. */
const LONGEST_ID = 1024;
const JOB_ID = /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/i;

/** The physical id of a resource whose job was never started. */
export function notStartedId(requestId: string): string {
  return `${NOT_STARTED}${requestId}`;
}

/**
 * The physical id of a resource that has a job: the job's id and, because AWS Backup forgets its jobs sooner than its recovery
 * points, what the job left, as far as it is known.
 */
export function physicalId({ BackupJobId, RecoveryPointArn }: JobReference): string {
  const id = `${BackupJobId}${SEPARATOR}${RecoveryPointArn}`;
  return RecoveryPointArn === undefined || id.length > LONGEST_ID ? BackupJobId : id;
}

/** The job that a physical id names; none when no job was started, or when CloudFormation made up the id of a Create that never answered. */
export function jobOf(id: string | undefined): JobReference | undefined {
  const [BackupJobId, RecoveryPointArn] = (id ?? '').split(SEPARATOR);
  return JOB_ID.test(BackupJobId) ? { BackupJobId, RecoveryPointArn } : undefined;
}
