import type { Duration } from 'aws-cdk-lib';
import type { FailureAction } from './failure-action';
import type { TimeoutAction } from './timeout-action';
import type { WaitLevel } from './wait-level';

/** How long a deployment waits for its job, and what a job's end means to it. */
export interface BackupWaitProps {
  /**
   * What the deployment waits for.
   *
   * @default WaitLevel.COMPLETED
   */
  readonly waitFor?: WaitLevel;

  /**
   * How long the deployment waits for the job. At least one minute, in whole seconds. CloudFormation waits one hour at most for one
   * custom resource, so a longer timeout takes one more custom resource for each further 57 minutes, which take up the same
   * job one after the other.
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
   * Whether a job that completed with issues counts as failed: a backup with the Volume Shadow Copy Service that fell back, a
   * bucket of which objects could not be read.
   *
   * When it does not, the attributes `outcome` and `statusMessage` tell of the issues, and so does the log.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-dashboards.html
   * @default false
   */
  readonly failOnIssues?: boolean;
}
