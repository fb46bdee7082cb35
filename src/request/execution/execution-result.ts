import type { Deletions, Left } from './deletions';

/** What the state machine ends with. */
export interface ExecutionResult {
  readonly Succeeded: boolean;
  /** Why the execution counts as failed; empty when it succeeded. */
  readonly Reason: string;
  /** Set while recovery points that newer ones supersede are yet to be deleted. The response is sent by then. */
  readonly Pruning?: Pruning;
  /** What was deleted and what stays, if anything. */
  readonly Pruned?: Pruned;
}

/** Which recovery points to keep, and how far the deletion of the others is. */
export interface Pruning {
  /** The names of the parameters, up to the trigger. */
  readonly Path: string;
  readonly StackId: string;
  /** The resource of the execution: the recovery points of another one stay. */
  readonly ResourceArn: string;
  /** The job of the execution, whose recovery point supersedes none yet: the deployment may still be rolled back. */
  readonly BackupJobId: string;
  readonly RecoveryPointArn: string;
  /** How many good ones stay. */
  readonly KeepLast: number;
  /** For how long each of them stays; by default, their age does not matter. */
  readonly KeepAtLeastSeconds?: number;
  /** The only trigger whose recovery points go; by default, all except that of final backups. */
  readonly Trigger?: string;
  readonly FailOnIssues?: boolean;
  /** Whether the execution is a part of a deployment, whose end it waits for. */
  readonly IsDeployment?: boolean;
  readonly WaitSeconds: number;
  /** Seconds waited so far, all waits together. */
  readonly WaitedSeconds: number;
  /** Seconds waited since the first deletion. */
  readonly DeletingSeconds: number;
  readonly Deletions?: Deletions;
  /** ISO time before which recovery points are known to be gone, or were looked at: no longer looked at. */
  readonly GoneBefore?: string;
}

/** What a pruning did. */
export interface Pruned {
  /** The ARNs of the recovery points that are gone. */
  readonly Deleted: readonly string[];
  readonly Left: readonly Left[];
}
