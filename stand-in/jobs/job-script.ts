import type { BackupJobState } from '@aws-sdk/client-backup';
import type { Seconds } from './seconds';

export type Outcome = Extract<BackupJobState, 'COMPLETED' | 'FAILED' | 'EXPIRED' | 'ABORTED' | 'PARTIAL'>;

/** How `PercentDone` rises while a job runs. */
export type Progress =
  /** Rises evenly. The only one with an `ExpectedCompletionDate`. */
  | 'linear'
  /** Stays at 0 until the end, as for some resource types. */
  | 'none'
  /** Stays below 10 for nine tenths of the time, then catches up. */
  | 'late';

/** What happens to the jobs of a resource. All members are optional. */
export interface JobScript {
  /** Time in CREATED before the job can begin. Default 1. */
  readonly createdSeconds?: Seconds;
  /** Time in PENDING. Default 1. */
  readonly pendingSeconds?: Seconds;
  /** Time in RUNNING. 0 skips the state. Default 28. */
  readonly runningSeconds?: Seconds;
  /** Time in ABORTING after `StopBackupJob`. Default 1. */
  readonly abortingSeconds?: Seconds;
  /** How the job ends. Default COMPLETED. */
  readonly outcome?: Outcome;
  /** `StatusMessage` at the end. */
  readonly statusMessage?: string;
  /**
   * `MessageCategory` at the end. Anything but SUCCESS on a COMPLETED job is "completed with issues". An empty string
   * omits the member. Default: SUCCESS for COMPLETED, otherwise MISCELLANEOUS.
   */
  readonly messageCategory?: string;
  readonly progress?: Progress;
  /** Size of the backup. Default 1 GiB. */
  readonly backupSizeInBytes?: number;
  /** The service's name of the type where the ARN is ambiguous: `Neptune`, `DocumentDB`, `RDS`. */
  readonly resourceType?: string;
  /** Whether the recovery point is encrypted. Default true. */
  readonly encrypted?: boolean;
  /** Time in DELETING after `DeleteRecoveryPoint`. Default 1. */
  readonly deletingSeconds?: Seconds;
  /**
   * `expire`: the service returns 200, keeps the recovery point and marks it EXPIRED, as for a role without permission. `hold`: it refuses, as for a
   * legal hold. `copy`: it is busy with the recovery point for ever, as while it copies one.
   */
  readonly onDelete?: 'delete' | 'expire' | 'hold' | 'copy';
  /** Jobs for the parts of a CloudFormation stack or an EKS cluster. */
  readonly children?: readonly ChildScript[];
}

/** A job below a composite job. */
export interface ChildScript extends JobScript {
  readonly resourceArn: string;
}

/** A script with every default filled in. */
export type JobPlan = Required<Omit<JobScript, 'resourceType' | 'statusMessage'>> & Pick<JobScript, 'resourceType' | 'statusMessage'>;

export function planJob(script: JobScript): JobPlan {
  const given = withoutUndefined(script);
  const outcome = given.outcome ?? 'COMPLETED';
  return {
    createdSeconds: 1,
    pendingSeconds: 1,
    runningSeconds: 28,
    abortingSeconds: 1,
    messageCategory: outcome === 'COMPLETED' ? 'SUCCESS' : 'MISCELLANEOUS',
    progress: 'linear',
    backupSizeInBytes: 1024 ** 3,
    encrypted: true,
    deletingSeconds: 1,
    onDelete: 'delete',
    children: [],
    ...given,
    outcome,
  };
}

/** Lays a script over the default one. A script with an outcome of its own takes no message from the default. */
export function mergeScripts(defaults: JobScript, script: JobScript): JobScript {
  const { statusMessage, messageCategory, ...others } = defaults;
  return { ...script.outcome === undefined ? defaults : others, ...withoutUndefined(script) };
}

function withoutUndefined(script: JobScript): JobScript {
  return Object.fromEntries(Object.entries(script).filter(([, value]) => value !== undefined));
}
