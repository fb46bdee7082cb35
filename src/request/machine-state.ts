import type { CustomResourceAttributes } from './custom-resource';

/** What a run of the machine is started with, by the function for CloudFormation or by any other trigger. */
export interface MachineInput {
  /** The `BackupRequest` as JSON. */
  readonly Request: string;
  readonly ResourceType?: string;
  /** Unique for one occasion and the same for each delivery of it: the idempotency token is derived from it. */
  readonly Occasion: string;
  /** A job that exists already: follow it and start none. */
  readonly ExistingJobId?: string;
  /** ISO time after which the run gives up waiting. */
  readonly Deadline: string;
  /** Where to answer; left out when nobody waits for an answer. */
  readonly Answer?: AnswerAddress;
}

/** The custom resource request that waits for an answer. */
export interface AnswerAddress {
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  /** The id the resource had before this request; none on Create. */
  readonly PhysicalResourceId?: string;
}

/** What the machine hands from one step to the next. */
export interface MachineState extends MachineInput {
  readonly Job?: JobRecord;
  /** Seconds until the next check. */
  readonly WaitSeconds?: number;
  /** Seconds waited so far, all waits together. */
  readonly WaitedSeconds?: number;
  /** Whether there is nothing more to wait for. */
  readonly Done?: boolean;
  /** Set by the machine when a step failed for good. */
  readonly Error?: StepError;
}

/** An error as Step Functions hands it to the state that catches it. */
export interface StepError {
  readonly Error?: string;
  readonly Cause?: string;
}

/** A job as `DescribeBackupJob` tells it, every value a string. */
export interface JobRecord extends CustomResourceAttributes {
  readonly MessageCategory: string;
  readonly PercentDone: string;
  readonly ResourceArn: string;
}
