import type { CustomResourceAttributes } from './custom-resource';
import type { WaitPolicy } from './wait-policy';

/** What a run of the machine is started with, by the function for CloudFormation or by any other trigger. */
export interface ExecutionInput {
  /** The `BackupRequest` as JSON; with `Resource`, it gets its `ResourceArn` in the first step. */
  readonly Request: string;
  /** What started the run: one of `TriggerKind`. */
  readonly Trigger?: string;
  /** What to back up, when only CloudFormation knows its name. */
  readonly Resource?: ResourceInStack;
  /** Where it was before the update that moves it: backed up when the new one is not there yet. */
  readonly FormerResource?: ResourceInStack;
  readonly ResourceType?: string;
  readonly WaitPolicy: WaitPolicy;
  /** Unique for one idempotencyKey and the same for each delivery of it: the idempotency token is derived from it. */
  readonly IdempotencyKey: string;
  /** A job that exists already: follow it, and start none whatever happens. */
  readonly ExistingJob?: JobReference;
  /** Whether the custom resource before started a job in this very operation: take that one up, if there is one. */
  readonly Continued?: boolean;
  /** A job whose recovery point is to be deleted: nothing is started then. */
  readonly RemovedJob?: JobReference;
  /** ISO time after which the run must answer, because nobody waits any longer; left out when nobody waits at all. */
  readonly Deadline?: string;
  /** The status of the stack when CloudFormation asked; left out when it is not known. */
  readonly StackStatus?: string;
  /** Where to answer; left out when nobody waits for an answer. */
  readonly ResponseAddress?: ResponseAddress;
}

/** A resource as the stack that holds it knows it. */
export interface ResourceInStack {
  /** The name of the outermost stack. */
  readonly StackName: string;
  /** The way down: the last is the resource, each one before it a nested stack. */
  readonly LogicalResourceIds: readonly string[];
  /** Its CloudFormation type: `AWS::DynamoDB::Table`. */
  readonly Type: string;
}

/** A job and, when it is known, what it left. */
export interface JobReference {
  readonly BackupJobId: string;
  /** Empty when the job is known to have left none; undefined when it is not known. */
  readonly RecoveryPointArn?: string;
}

/** The custom resource request that waits for an answer. */
export interface ResponseAddress {
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  /** The id the resource had before this request; none on Create. */
  readonly PhysicalResourceId?: string;
  /** `Create`, `Update` or `Delete`. */
  readonly RequestType?: string;
  /** Whether the resource keeps its id, whatever job is started for it; left out when a new job gives it a new one. */
  readonly KeepsId?: boolean;
}

/** What the machine hands from one step to the next. */
export interface ExecutionState extends ExecutionInput {
  readonly Job?: JobRecord;
  /** What the machine does next: one of `NextStep`. */
  readonly Next?: string;
  /** Seconds until the next check. */
  readonly WaitSeconds?: number;
  /** Seconds waited so far, all waits together. */
  readonly WaitedSeconds?: number;
  /** How often a start was throttled in a row; in a removal, how often the recovery point was asked to go. */
  readonly Attempt?: number;
  /** Whether the job was asked to stop when its time was up; false when it cannot be stopped. */
  readonly Stopped?: boolean;
  /** Whether an earlier run answered for this job already: what it came to is not this run's failure. */
  readonly Settled?: boolean;
  /** Why no job was started although none failed. */
  readonly Skipped?: string;
  /** What the run came to, once there is nothing more to wait for. */
  readonly Outcome?: Outcome;
  /** Set by the machine when a step failed for good. */
  readonly Error?: StepError;
}

/** What the end of a run means. */
export type Outcome =
  /** The job left what it was asked for. */
  | 'succeeded'
  /** It did, but not all of it, or not as it was asked to. */
  | 'succeededWithIssues'
  | 'partial'
  | 'failed'
  | 'expired'
  | 'aborted'
  /** The job had not ended when nobody could wait any longer. */
  | 'timedOut'
  /** No job was started: what was to be backed up is not there yet. */
  | 'skipped';

/** An error as Step Functions hands it to the state that catches it. */
export interface StepError {
  readonly Error?: string;
  readonly Cause?: string;
}

/** A job as `DescribeBackupJob` tells it, every value a string. */
export interface JobRecord extends Omit<CustomResourceAttributes, 'Outcome'> {
  readonly MessageCategory: string;
  readonly PercentDone: string;
  readonly ResourceArn: string;
}
