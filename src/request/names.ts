/**
 * Names that construct, template, state machine and handler share.
 * Deployed stacks contain them: changing one is a breaking change.
 */

/** CloudFormation type of the custom resource. */
export const CUSTOM_RESOURCE_TYPE = 'Custom::OnDemandBackup';

/** What makes a custom resource start its job. */
export const TriggerKind = {
  /** When the backup is new or changed. */
  ON_DEPLOY: 'ON_DEPLOY',
  /** When the backup is new, and never again. */
  ON_FIRST_DEPLOY: 'ON_FIRST_DEPLOY',
  /** Before CloudFormation changes the resource. */
  BEFORE_CHANGE: 'BEFORE_CHANGE',
  /** Before CloudFormation deletes the resource. */
  ON_DELETE: 'ON_DELETE',
} as const;

/** Environment variables of the function. */
export const Environment = {
  /** How many backups its stack has. */
  BACKUPS: 'BACKUPS',
  /** Read by the SDK: the URL of AWS Backup. */
  BACKUP_ENDPOINT_URL: 'AWS_ENDPOINT_URL_BACKUP',
  /** Read by the SDK. */
  USE_FIPS_ENDPOINT: 'AWS_USE_FIPS_ENDPOINT',
  /** Read by the SDK. */
  USE_DUALSTACK_ENDPOINT: 'AWS_USE_DUALSTACK_ENDPOINT',
  /** Set by Lambda, from the logging configuration of the function. */
  LOG_LEVEL: 'AWS_LAMBDA_LOG_LEVEL',
} as const;

/** The steps of the state machine that call the function. */
export const StateMachineStep = {
  START: 'Start',
  CHECK: 'Check',
  RECORD: 'Record',
  RESPOND: 'Respond',
  FINISH: 'Finish',
  PRUNE: 'Prune',
} as const;

/** What the state machine does after a step. */
export const NextStep = {
  WAIT: 'WAIT',
  /** Wait, and record the execution again. */
  RECORD: 'RECORD',
  RESPOND: 'RESPOND',
  FINISH: 'FINISH',
} as const;

/** Errors of the function after which the state machine retries a step; any other error ends the execution. */
export const RetryableError = {
  /** Throttling, a fault of the service, a broken connection. */
  TRY_AGAIN_LATER: 'TryAgainLaterError',
  /** A role or policy created seconds ago that IAM has not propagated yet. */
  NOT_YET_PERMITTED: 'NotYetPermittedError',
} as const;
