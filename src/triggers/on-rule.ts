import type { Rule } from 'aws-cdk-lib/aws-events';
import { BackupRuleTarget, type BackupRuleTargetProps } from './backup-rule-target';
import { contextOf } from '../backup/backup-context';
import { idempotencyTokenReuseProblems } from '../backup/idempotency-token-reuse';
import type { BackupTriggerConfig, IBackupTrigger } from '../i-backup-trigger';
import { deliveryProblems } from './delivery/delivery-problems';
import { failOn } from '../backup/problems';
import type { IOnDemandBackup } from '../i-on-demand-backup';

/** A rule that exists already. */
export class OnRule implements IBackupTrigger {
  constructor(private readonly rule: Rule, private readonly props: BackupRuleTargetProps) {}

  public bind(backup: IOnDemandBackup): BackupTriggerConfig {
    const { props } = contextOf(backup, 'BackupTrigger.onRule()');
    failOn(backup, [...idempotencyTokenReuseProblems(props, 'onRule'), ...deliveryProblems(this.props)]);
    this.rule.addTarget(new BackupRuleTarget(backup, this.props));
    return {};
  }
}
