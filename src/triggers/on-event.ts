import { type EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { deliveryProblems } from './delivery/delivery-problems';
import { failOn } from '../backup/problems';
import { stableId } from './delivery/stable-id';
import { tokenProblems } from '../backup/idempotency-token-problems';
import { descriptionProblems, triggerDescription } from './delivery/trigger-description';
import { BackupRuleTarget } from './backup-rule-target';
import type { BackupTriggerConfig, IBackupTrigger } from './backup-trigger';
import type { OnDemandBackup } from '../on-demand-backup';
import type { OnEventOptions } from './on-event-options';

/** A rule of the definition's own. */
export class OnEvent implements IBackupTrigger {
  constructor(private readonly pattern: EventPattern, private readonly options: OnEventOptions) {}

  public bind(definition: OnDemandBackup): BackupTriggerConfig {
    const { eventBus, ruleName, enabled, description = triggerDescription(definition), ...delivery } = this.options;
    const id = this.id(definition);
    failOn(definition, [
      ...tokenProblems(definition, 'onEvent'),
      ...deliveryProblems(delivery),
      ...descriptionProblems(description),
      ...definition.node.tryFindChild(id) ? ['`triggers` has the same onEvent twice: leave one of them out'] : [],
    ]);
    const target = new BackupRuleTarget(definition, delivery);
    const rule = new Rule(definition, id, { eventPattern: this.pattern, eventBus, ruleName, enabled, description, targets: [target] });
    rule.node.addDependency(...definition._wiring.dependencies);
    return {};
  }

  private id(definition: OnDemandBackup): string {
    const { eventBus, ruleName } = this.options;
    return stableId(definition, 'OnEvent', [eventBus?.eventBusName, ruleName ?? this.pattern]);
  }
}
