/** Properties of the custom resource, without `ServiceToken`. All except `DeployTimeValues` are strings, because CloudFormation turns them into strings. */
export interface CustomResourceProperties {
  /** The `BackupRequest` as JSON; with `Resource`, all of it except the `ResourceArn`. A change starts another job. */
  readonly Request: string;
  /** One of `TriggerKind`; without it, the backup runs on deploy. */
  readonly Trigger?: string;
  /** The `ResourceInStack` as JSON, when only CloudFormation knows what to back up. */
  readonly Resource?: string;
  /** Another value whose change starts another job: a release number, a git SHA, a hash of the resource's definition in the template. */
  readonly Revision?: string;
  /** Any JSON: the deploy-time values in the definition of the watched resource. A change counts like a change of `Revision`. */
  readonly DeployTimeValues?: unknown;
  /** `true` on the second and later custom resources of a chain that backs up on delete. */
  readonly Continued?: string;
  /** AWS Backup's name of the resource type, where the ARN alone does not show it. */
  readonly ResourceType?: string;
  /** The `WaitPolicy` as JSON. */
  readonly WaitPolicy?: string;
  /** The `StartPolicy` as JSON. No change of it starts a job. */
  readonly StartPolicy?: string;
  /** Set on the second and later custom resources of a chain: the job of the previous one; empty when it started none. */
  readonly ContinuedJobId?: string;
  /** The outcome that the previous one reported. */
  readonly ContinuedOutcome?: string;
  readonly ContinuedStatusMessage?: string;
  /** The history path of the backup: the name of its parameters up to the trigger. Nothing is recorded without it. */
  readonly History?: string;
  /** The ARN or id of the KMS key that encrypts the history. */
  readonly HistoryKey?: string;
  /** The state machine that runs the job. */
  readonly StateMachineArn: string;
}

/** The attributes of the custom resource for `Fn::GetAtt`. A response has all of them; an unknown one is an empty string. */
export interface CustomResourceAttributes {
  readonly BackupJobId: string;
  /** The `Outcome` in execution-state.ts; empty while the job has not ended. */
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
