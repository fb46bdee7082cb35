/**
 * Names that cross the boundary between construct, template, state machine and handler.
 * Deployed stacks hold them: changing one is a breaking change.
 */

/** CloudFormation type of the custom resource. */
export const CUSTOM_RESOURCE_TYPE = 'Custom::OnDemandBackup';

/** What makes a custom resource start its job. */
export const TriggerKind = {
  /** When the definition is new or changed. */
  ON_DEPLOY: 'ON_DEPLOY',
  /** When the definition is new, and never again. */
  ON_FIRST_DEPLOY: 'ON_FIRST_DEPLOY',
  /** Before CloudFormation changes what is backed up. */
  BEFORE_CHANGE: 'BEFORE_CHANGE',
  /** Before CloudFormation deletes what is backed up. */
  ON_DELETE: 'ON_DELETE',
} as const;

/** Environment variables of the function. */
export const Environment = {
  /** How many definitions its stack has. */
  BACKUPS: 'BACKUPS',
} as const;

/** The steps of the machine that call the function. */
export const StateMachineStep = {
  START: 'Start',
  CHECK: 'Check',
  RESPOND: 'Respond',
  FINISH: 'Finish',
} as const;

/** What a step tells the machine to do next. */
export const NextStep = {
  WAIT: 'WAIT',
  RESPOND: 'RESPOND',
  FINISH: 'FINISH',
} as const;

/** Errors of the function on which the machine tries a step again; any other error ends the run. */
export const RetryableError = {
  /** Throttling, a fault of the service, a broken connection. */
  TRY_AGAIN_LATER: 'TryAgainLaterError',
  /** A role or policy made seconds ago that IAM has not spread yet. */
  NOT_YET_PERMITTED: 'NotYetPermittedError',
} as const;
