/** Properties of the custom resource, beside `ServiceToken`. All are strings, because CloudFormation makes them strings. */
export interface CustomResourceProperties {
  /** The `BackupRequest` as JSON. A job is started again when it changes. */
  readonly Request: string;
  /** What else makes a job start again when it changes: a release number, a git SHA. */
  readonly Revision?: string;
  /** AWS Backup's name of the resource type, where the ARN alone does not tell. */
  readonly ResourceType?: string;
  /** The `Handling` as JSON. */
  readonly Handling?: string;
  /** Set on the second and later custom resources of a chain: the job that the one before took up; empty when it started none. */
  readonly ContinuedJobId?: string;
  /** What the one before said of it. */
  readonly ContinuedOutcome?: string;
  readonly ContinuedStatusMessage?: string;
  /** The machine that runs the job. */
  readonly StateMachineArn: string;
}

/** What `Fn::GetAtt` can ask of the custom resource. Every member is always answered; what is unknown is an empty string. */
export interface CustomResourceAttributes {
  readonly BackupJobId: string;
  /** `Outcome` in machine-state.ts; empty while the job has not ended. */
  readonly Outcome: string;
  readonly RecoveryPointArn: string;
  readonly CreationDate: string;
  readonly CompletionDate: string;
  readonly State: string;
  readonly StatusMessage: string;
  readonly ResourceType: string;
  readonly BackupVaultArn: string;
  readonly BackupSizeInBytes: string;
}
