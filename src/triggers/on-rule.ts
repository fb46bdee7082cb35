import type { Rule } from 'aws-cdk-lib/aws-events';
import { deliveryProblems } from './delivery/delivery-problems';
import { failOn } from '../backup/problems';
import { tokenProblems } from '../backup/idempotency-token-problems';
import { BackupRuleTarget, type BackupRuleTargetProps } from './backup-rule-target';
import type { BackupTriggerConfig, IBackupTrigger } from './backup-trigger';
import type { OnDemandBackup } from '../on-demand-backup';

/** A rule of somebody else's. */
export class OnRule implements IBackupTrigger {
  constructor(private readonly rule: Rule, private readonly props: BackupRuleTargetProps) {}

  public bind(definition: OnDemandBackup): BackupTriggerConfig {
    failOn(definition, [...tokenProblems(definition, 'onRule'), ...deliveryProblems(this.props)]);
    this.rule.addTarget(new BackupRuleTarget(definition, this.props));
    return {};
  }
}
