import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { BackupRuleTargetProps } from './backup-rule-target';

/** Where the events come from, and how they are delivered. */
export interface OnEventOptions extends BackupRuleTargetProps {
  /**
   * The event bus, in the account and Region of the definition. The services of AWS send their events to the default one.
   *
   * @default - the default event bus of the account
   */
  readonly eventBus?: IEventBus;

  /**
   * Name of the rule: 1 to 64 letters, digits, periods, hyphens and underscores.
   *
   * @default - a unique one, made by CloudFormation
   */
  readonly ruleName?: string;

  /**
   * What the rule is for, up to 512 characters.
   *
   * @default - the path of the definition
   */
  readonly description?: string;

  /**
   * Whether events start the backup.
   *
   * @default true
   */
  readonly enabled?: boolean;
}
