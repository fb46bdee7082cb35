import type { Lifecycle } from '@aws-sdk/client-backup';
import type { JobPlan } from './job-script';
import type { StartInput } from '../model/start-input';
import type { ResourceType } from '../rules/resource-types';

/** What is known about a job from its start. Its state follows from this and the time. */
export interface Job {
  readonly id: string;
  readonly input: StartInput;
  readonly resourceArn: string;
  readonly type: ResourceType;
  readonly plan: JobPlan;
  readonly destination: Destination;
  readonly region: string;
  readonly accountId: string;
  readonly createdAt: number;
  readonly recoveryPointArn: string;
  readonly parentId?: string;
  /** When `StopBackupJob` was called. */
  stoppedAt?: number;
  /** When `DeleteRecoveryPoint` was called. */
  deletedAt?: number;
}

/** Where the recovery point goes. */
export interface Destination {
  readonly vaultName: string;
  readonly vaultArn: string;
  readonly vaultType: 'BACKUP_VAULT' | 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT';
  readonly isLocked: boolean;
  readonly lifecycle: Lifecycle | undefined;
}

const DEFAULT_START_WINDOW_MINUTES = 480;

export function startByOf(job: Job): number {
  return job.createdAt + minutes(job.input.StartWindowMinutes ?? DEFAULT_START_WINDOW_MINUTES);
}

/** The complete window counts from the creation, not from the start. FSx has none. */
export function completeByOf(job: Job): number {
  const window = job.input.CompleteWindowMinutes;
  return window === undefined || job.type.name === 'FSx' ? Infinity : job.createdAt + minutes(window);
}

function minutes(count: number): number {
  return count * 60_000;
}
