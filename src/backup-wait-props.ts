import type { Duration } from 'aws-cdk-lib';
import type { FailureAction } from './failure-action';
import type { TimeoutAction } from './timeout-action';
import type { WaitLevel } from './wait-level';

/** How long a deployment waits for its job, and what the end of the job means to it. */
export interface BackupWaitProps {
  /**
   * What the deployment waits for.
   *
   * @default WaitLevel.COMPLETED
   */
  readonly waitFor?: WaitLevel;

  /**
   * How long the deployment waits for the job. At least one minute and at most 14 days, in whole seconds. CloudFormation waits at most one hour for one
   * custom resource, so a longer timeout adds one custom resource for every further 57 minutes; they wait for the same job one
   * after the other.
   *
   * Has no effect with `WaitLevel.ACCEPTED`.
   *
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
   * @default Duration.minutes(57)
   */
  readonly timeout?: Duration;

  /**
   * What happens to the deployment when the job has not ended within `timeout`.
   *
   * Has no effect with `WaitLevel.ACCEPTED`.
   *
   * @default TimeoutAction.FAIL
   */
  readonly onTimeout?: TimeoutAction;

  /**
   * What happens to the deployment when the job failed, expired, was aborted or is partial, or could not be started.
   *
   * @default FailureAction.FAIL
   */
  readonly onFailure?: FailureAction;

  /**
   * Whether a job that completed with issues counts as failed: a backup with the Volume Shadow Copy Service that fell back, or a
   * bucket with objects that could not be read.
   *
   * If not, the attributes `outcome` and `statusMessage` and the log report the issues.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-dashboards.html
   * @default false
   */
  readonly failOnIssues?: boolean;
}
