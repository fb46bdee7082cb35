import type { CustomResourceAttributes, CustomResourceProperties } from '../custom-resource';
import type { Deletions } from './deletions';
import type { StartPolicy } from './start-policy';
import type { WaitPolicy } from './wait-policy';
import type { RecordedTrigger } from '../history/recorded-trigger';

/** The input of an execution, from the function for CloudFormation or from any other trigger. */
export interface ExecutionInput {
  /** The `BackupRequest` as JSON; with `Resource`, it gets its `ResourceArn` in the first step. */
  readonly Request: string;
  /** What started the execution: one of `TriggerKind`. */
  readonly Trigger?: string;
  /** What to back up, when only CloudFormation knows its name. */
  readonly Resource?: ResourceInStack;
  /** Its location before an update that moves it: backed up when the new resource does not exist yet. */
  readonly FormerResource?: ResourceInStack;
  readonly ResourceType?: string;
  readonly WaitPolicy: WaitPolicy;
  readonly StartPolicy?: StartPolicy;
  /** Unique for one request or event, and the same for each delivery of it: the idempotency token is derived from it. */
  readonly IdempotencyKey: string;
  /** An existing job: follow it, and start none. */
  readonly ExistingJob?: JobReference;
  /** Whether the existing job belongs to a deployment that failed, which is tried again: when it comes to nothing, another one is started. */
  readonly IsRetry?: boolean;
  /** What the history knows of the existing job, for when AWS Backup has forgotten it. */
  readonly RecordedAttributes?: CustomResourceAttributes;
  /** Whether the previous custom resource may have started a job in this very operation: take that job up, if it exists. */
  readonly Continued?: boolean;
  /**
   * Whether recovery points are deleted with the custom resource, or may be, once the status of the stack is known: no job is started then.
   * Which ones, only the history says.
   */
  readonly IsRemoval?: boolean;
  /** ISO time by which the execution must respond, because nobody waits any longer; undefined when nobody waits at all. */
  readonly Deadline?: string;
  /** Set while the history or the status of the stack decides what to do, and has yet to be asked for: the rest of the request. */
  readonly Undecided?: UndecidedRequest;
  /** The status of the stack at the time of the request; undefined when it is not known, or does not matter. */
  readonly StackStatus?: string;
  /** ISO time at which the operation of the stack began; undefined when it is not known, or does not matter. */
  readonly OperationStart?: string;
  /** Where to respond; undefined when nobody waits for a response. */
  readonly ResponseAddress?: ResponseAddress;
  /** Where to record the execution; undefined when nothing is recorded. */
  readonly History?: ExecutionHistory;
}

/** Where the records of an execution go, and what they say of its trigger. */
export interface ExecutionHistory {
  /** The names of the parameters, up to the trigger. */
  readonly Path: string;
  /** The ARN or id of the KMS key that encrypts them; undefined when they are not encrypted. */
  readonly KeyId?: string;
  readonly Recorded: RecordedTrigger;
}

/** A resource in the view of its stack. */
export interface ResourceInStack {
  /** The name of the outermost stack. */
  readonly StackName: string;
  /** The path to the resource: the last is the resource, each one before it a nested stack. */
  readonly LogicalResourceIds: readonly string[];
  /** Its CloudFormation type: `AWS::DynamoDB::Table`. */
  readonly Type: string;
}

/** A job and, when it is known, its recovery point. */
export interface JobReference {
  readonly BackupJobId: string;
  /** Empty when the job is known to have left none; undefined when it is not known. */
  readonly RecoveryPointArn?: string;
}

/** The custom resource request that waits for a response. */
export interface ResponseAddress {
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  /** The id of the resource before this request; undefined on Create. */
  readonly PhysicalResourceId?: string;
  /** `Create`, `Update` or `Delete`. */
  readonly RequestType?: string;
}

/** What decides about a request, beside its `ResponseAddress`. */
export interface UndecidedRequest {
  readonly ResourceProperties: CustomResourceProperties;
  readonly OldResourceProperties?: CustomResourceProperties;
  /** Of both properties with all their values, for the comparison with records. Only an Update has them. */
  readonly Fingerprint?: string;
  readonly OldFingerprint?: string;
}

/** The response to a request that needs no job. */
export interface ImmediateResponse {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason: string;
  readonly Data?: CustomResourceAttributes;
}

/** What the state machine passes from one step to the next. */
export interface ExecutionState extends ExecutionInput {
  readonly Job?: JobRecord;
  /** What the state machine does next: one of `NextStep`. */
  readonly Next?: string;
  /** Seconds until the next check. */
  readonly WaitSeconds?: number;
  /** Seconds waited so far, all waits together. */
  readonly WaitedSeconds?: number;
  /** Set while CloudFormation has not answered the question that the first step asks. */
  readonly Asking?: Asking;
  /** Set while the execution has yet to be recorded. */
  readonly Recording?: Recording;
  /** Which parameter lacks the execution, and why. */
  readonly Unrecorded?: string;
  /** Set by the state machine when the step that records the execution failed for good. */
  readonly RecordError?: StepError;
  /** Set when the request turned out to need no job. */
  readonly Response?: ImmediateResponse;
  /** How often a start was throttled in a row. */
  readonly Attempt?: number;
  /** How far a removal is. */
  readonly Deletions?: Deletions;
  /** Whether the job was asked to stop at the timeout; false when it cannot be stopped. */
  readonly Stopped?: boolean;
  /** Whether an earlier execution responded for this job already: its outcome is not a failure of this one. */
  readonly Settled?: boolean;
  /** Why no job was started although none failed. */
  readonly Skipped?: string;
  /** Set when a recovery point is used instead of a new job: `Job` describes it. */
  readonly Reused?: ReusedPoint;
  /** The outcome, once the execution has nothing more to wait for. */
  readonly Outcome?: Outcome;
  /** Set by the state machine when a step failed for good. */
  readonly Error?: StepError;
  /** Whether the job failed for a reason that may pass, and is to be started again. */
  readonly StartAgain?: boolean;
  /** How often a start was repeated because the resource was not ready or its role not permitted yet. */
  readonly Retries?: number;
  /** Whether an earlier attempt of the same deletion started the job. */
  readonly IsOfEarlierAttempt?: boolean;
  /** How often the jobs for the parts of a partial job could not be listed. */
  readonly Listings?: number;
  /** The jobs for the parts of a composite resource whose job is partial. */
  readonly ChildJobs?: ChildJobs;
}

/** A question to CloudFormation without an answer. The time for it does not count as time waited for the job. */
export interface Asking {
  /** How often it was asked. */
  readonly Attempt: number;
  /** Seconds waited between the attempts, together. */
  readonly Seconds: number;
}

/** A record that is not written yet. The time for it does not count as time waited for the job. */
export interface Recording {
  /** What comes afterwards: one of `NextStep`. */
  readonly Next: string;
  /** How often it was tried. */
  readonly Attempt: number;
  /** Seconds waited between the attempts, together. */
  readonly Seconds: number;
  /** Seconds until the next attempt. */
  readonly WaitSeconds: number;
  /** Whether only the newest good record is missing. */
  readonly IsWritten: boolean;
}

/** What the end of an execution means. */
export type Outcome =
  /** The job left the requested recovery point. */
  | 'succeeded'
  /** It did, but not completely, or not as requested. */
  | 'succeededWithIssues'
  | 'partial'
  | 'failed'
  | 'expired'
  | 'aborted'
  /** The job had not ended when nobody could wait any longer. */
  | 'timedOut'
  /** No job was started: the resource does not exist yet. */
  | 'skipped'
  /** No job was started: a recovery point is young enough. */
  | 'reused';

/** What is known of a recovery point that an execution uses, besides what is known of a job. */
export interface ReusedPoint {
  /** The role that made it. */
  readonly IamRoleArn: string;
  /** When AWS Backup deletes it, as an ISO time; empty for never. */
  readonly ExpiryDate: string;
}

/** The jobs for the parts of a composite resource. */
export interface ChildJobs {
  readonly Total: number;
  /** How many left no complete recovery point. */
  readonly Incomplete: number;
  /** Some of those. */
  readonly Examples: readonly JobRecord[];
}

/** An error as Step Functions passes it to the state that catches it. */
export interface StepError {
  readonly Error?: string;
  readonly Cause?: string;
}

/** A job as `DescribeBackupJob` returns it, with every value as a string. */
export interface JobRecord extends Omit<CustomResourceAttributes, 'Outcome'> {
  readonly MessageCategory: string;
  readonly PercentDone: string;
  readonly ResourceArn: string;
}
