import type { BackupJobState } from '@aws-sdk/client-backup';

export type Outcome = Extract<BackupJobState, 'COMPLETED' | 'FAILED' | 'EXPIRED' | 'ABORTED' | 'PARTIAL'>;

/** Seconds of the stand-in's clock, or for ever. */
export type Seconds = number | 'forever';

/** How `PercentDone` goes up while a job runs. */
export type Progress =
  /** Evenly; the only one with an `ExpectedCompletionDate`. */
  | 'linear'
  /** Stays at 0 until the end, as for some resource types. */
  | 'none'
  /** Stays below 10 for nine tenths of the time, then hurries. */
  | 'late';

/** What becomes of the jobs of a resource. All members are optional. */
export interface JobScript {
  /** Time in CREATED before the job could begin. Default 1. */
  readonly createdSeconds?: Seconds;
  /** Time in PENDING. Default 1. */
  readonly pendingSeconds?: Seconds;
  /** Time in RUNNING. 0 leaves the state out. Default 28. */
  readonly runningSeconds?: Seconds;
  /** Time in ABORTING after `StopBackupJob`. Default 1. */
  readonly abortingSeconds?: Seconds;
  /** How the job ends. Default COMPLETED. */
  readonly outcome?: Outcome;
  /** `StatusMessage` at the end. */
  readonly statusMessage?: string;
  /**
   * `MessageCategory` at the end. Anything but SUCCESS on a COMPLETED job is "completed with issues". An empty text
   * leaves the member out. Default: SUCCESS for COMPLETED, else MISCELLANEOUS.
   */
  readonly messageCategory?: string;
  readonly progress?: Progress;
  /** Size of the backup. Default 1 GiB. */
  readonly backupSizeInBytes?: number;
  /** The service's name of the type, where the ARN alone does not tell: `Neptune`, `DocumentDB`, `RDS`. */
  readonly resourceType?: string;
  /** Whether the recovery point is encrypted. Default true. */
  readonly encrypted?: boolean;
  /** Time that the recovery point needs to go after `DeleteRecoveryPoint`. Default 1. */
  readonly deletingSeconds?: Seconds;
  /** `expire`: the service answers 200, keeps the recovery point and calls it EXPIRED, as for a role without permission. */
  readonly onDelete?: 'delete' | 'expire';
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

/** A script on top of the default one. A script with an outcome of its own takes no message from the default. */
export function mergeScripts(defaults: JobScript, script: JobScript): JobScript {
  const { statusMessage, messageCategory, ...others } = defaults;
  return { ...script.outcome === undefined ? defaults : others, ...withoutUndefined(script) };
}

function withoutUndefined(script: JobScript): JobScript {
  return Object.fromEntries(Object.entries(script).filter(([, value]) => value !== undefined));
}
