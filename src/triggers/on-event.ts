import { type EventPattern, Rule, type IEventBus } from 'aws-cdk-lib/aws-events';
import { BackupRuleTarget, type BackupRuleTargetProps } from './backup-rule-target';
import { deliveryProblems } from './delivery/delivery-problems';
import { contextOf } from '../backup/backup-context';
import { failOn } from '../backup/problems';
import { sortMaps } from '../backup/props/sort-maps';
import type { BackupTriggerConfig, IBackupTrigger } from '../i-backup-trigger';
import type { IOnDemandBackup } from '../i-on-demand-backup';
import { stableId } from './delivery/stable-id';
import { idempotencyTokenReuseProblems } from '../backup/idempotency-token-reuse';
import { descriptionProblems, triggerDescription } from './delivery/trigger-description';
import { existOnlyWith } from '../guarantees/same-condition';

/** Where the events come from, and how they are delivered. */
export interface OnEventOptions extends BackupRuleTargetProps {
  /**
   * The event bus, in the account and Region of the backup. AWS services send their events to the default one.
   *
   * @default - the default event bus of the account
   */
  readonly eventBus?: IEventBus;

  /**
   * Name of the rule: 1 to 64 letters, digits, periods, hyphens and underscores.
   *
   * @default - a unique name that CloudFormation generates
   */
  readonly ruleName?: string;

  /**
   * What the rule is for, up to 512 characters.
   *
   * @default - the path of the backup
   */
  readonly description?: string;

  /**
   * Whether events start the backup.
   *
   * @default true
   */
  readonly enabled?: boolean;
}

/** A rule that belongs to the backup. */
export class OnEvent implements IBackupTrigger {
  private readonly pattern: EventPattern;

  constructor(pattern: EventPattern, private readonly options: OnEventOptions) {
    this.pattern = sortMaps(pattern);
  }

  public bind(backup: IOnDemandBackup): BackupTriggerConfig {
    const { eventBus, ruleName, enabled, description = triggerDescription(backup), ...delivery } = this.options;
    const context = contextOf(backup, 'BackupTrigger.onEvent()');
    const id = this.id(backup);
    failOn(backup, [
      ...idempotencyTokenReuseProblems(context.props, 'onEvent'),
      ...deliveryProblems(delivery),
      ...Object.keys(this.pattern).length === 0 ? ['`pattern` is empty, and so would match nothing that EventBridge accepts: name a `source` or a `detailType`'] : [],
      ...descriptionProblems(description),
      ...backup.node.tryFindChild(id) ? ['`triggers` has the same onEvent twice: leave one of them out'] : [],
    ]);
    const target = new BackupRuleTarget(backup, delivery);
    const rule = new Rule(backup, id, { eventPattern: this.pattern, eventBus, ruleName, enabled, description, targets: [target] });
    rule.node.addDependency(...context.dependencies);
    existOnlyWith(backup, 'onEvent', rule, context.resource.origin);
    return {};
  }

  private id(backup: IOnDemandBackup): string {
    const { eventBus, ruleName } = this.options;
    return stableId(backup, 'OnEvent', [eventBus?.eventBusName, ruleName ?? this.pattern]);
  }
}
