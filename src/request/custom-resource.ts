/** Properties of the custom resource, beside `ServiceToken`. All but `DeployTimeValues` are strings, because CloudFormation makes them strings. */
export interface CustomResourceProperties {
  /** The `BackupRequest` as JSON; with `Resource`, all of it but the `ResourceArn`. A job is started again when it changes. */
  readonly Request: string;
  /** One of `TriggerKind`; left out, the backup runs on deploy. */
  readonly Trigger?: string;
  /** The `ResourceInStack` as JSON, when only CloudFormation knows what to back up. */
  readonly Resource?: string;
  /** What else makes a job start again when it changes: a release number, a git SHA, a hash of the definition of what is backed up. */
  readonly Revision?: string;
  /** Any JSON: the deploy-time values that the definition of what is watched refers to. A change counts like a change of `Revision`. */
  readonly DeployTimeValues?: unknown;
  /** `true` on the second and later custom resources of a chain that backs up on delete. */
  readonly Continued?: string;
  /** AWS Backup's name of the resource type, where the ARN alone does not tell. */
  readonly ResourceType?: string;
  /** The `WaitPolicy` as JSON. */
  readonly WaitPolicy?: string;
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
