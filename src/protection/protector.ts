import { Annotations, Aspects, type CfnResource, type IAspect, Stage } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import type { Construct, IConstruct } from 'constructs';
import { arnOf } from './arn-of-resource';
import { backupId } from './backup-id';
import type { BackupProtectionProps } from './backup-protection-props';
import { type Decision, decisionOn } from './decision';
import { OnDemandBackup } from '../on-demand-backup';
import type { OnDemandBackupProps } from '../on-demand-backup-props';
import { type ProtectionReportEntry, ProtectionStatus } from './protection-report';
import { BackupTrigger } from '../triggers/backup-trigger';
import type { Coverage } from '../triggers/coverage';
import type { IBackupTrigger } from '../triggers/i-backup-trigger';

const PROTECTORS = new WeakMap<IAspect, Protector>();

/** Protects the resources of a scope, and records the results. */
export class Protector {
  /**
   * The protectors that apply to a construct. The nearest scope counts, so that a stack can have a different protection than its app. As
   * with all aspects, a scope ends where a stage begins.
   */
  public static over(construct: IConstruct): Protector[] {
    for (const scope of Protector.scopesOf(construct)) {
      const protectors = Protector.at(scope);
      if (protectors.length > 0) { return protectors; }
    }
    return [];
  }

  /** The scopes whose aspects visit a construct, the nearest first. */
  public static scopesOf(construct: IConstruct): IConstruct[] {
    const scopes = [...construct.node.scopes].reverse();
    const stage = scopes.findIndex((scope) => Stage.isStage(scope));
    return stage < 0 ? scopes : scopes.slice(0, stage + 1);
  }

  /** The protectors of exactly this scope. */
  public static at(scope: IConstruct): Protector[] {
    return Aspects.of(scope).all.map((aspect) => PROTECTORS.get(aspect)).filter((protector) => protector !== undefined);
  }

  /** The results, by resource. */
  public readonly entries = new Map<CfnResource, ProtectionReportEntry>();

  constructor(aspect: IAspect, public readonly props: BackupProtectionProps) {
    PROTECTORS.set(aspect, this);
  }

  /** Whether it would add a backup for a stateful resource. */
  public wants(resource: CfnResource): boolean {
    return !this.entries.has(resource) && decisionOn(resource, this.props).missing.length > 0;
  }

  /** Decides about a stateful resource, once, and adds the backup that it needs. */
  public protect(resource: CfnResource, scope: Construct): void {
    if (this.entries.has(resource)) { return; }
    const decision = decisionOn(resource, this.props);
    const backup = decision.missing.length > 0 ? this.backupOf(resource, decision, scope) : undefined;
    this.record(resource, decision, Object.fromEntries(decision.missing.map((kind) => [kind, backup?.node.path])));
  }

  /** Records that it could not decide about a resource, because no aspect visited it. */
  public missed(resource: CfnResource): void {
    this.record(resource, {
      status: ProtectionStatus.NOT_PROTECTED,
      coverage: {},
      missing: [],
      warning: 'notProtected',
      reason: 'added by an aspect after the aspects had visited its stack: set the feature flag @aws-cdk/core:aspectStabilization',
    }, {});
  }

  private record(resource: CfnResource, { status, typeName, coverage, reason, warning }: Decision, added: Coverage): void {
    this.entries.set(resource, {
      resource: resource.node.path,
      cfnType: resource.cfnResourceType,
      ...typeName !== undefined && { resourceType: typeName },
      status,
      ...coverage,
      ...added,
      ...reason !== undefined && { reason },
    });
    if (warning !== undefined) {
      const message = `not protected by backups: ${reason}; or call BackupProtection.optOut(construct, reason)`;
      Annotations.of(resource).addWarningV2(`cdk-on-demand-backup:${warning}`, message);
    }
  }

  /** The backup of a resource, with the missing triggers. Another protection of the same scope may have added it already. */
  private backupOf(resource: CfnResource, { missing, typeName }: Decision, scope: Construct): OnDemandBackup {
    const id = backupId(resource);
    const backup = (scope.node.tryFindChild(id) ?? new OnDemandBackup(scope, id, {
      ...backupProps(this.props, typeName),
      resource: BackupResource.fromArn(arnOf(resource)),
      triggers: [],
      stackOutputs: false,
    })) as OnDemandBackup;
    missing.forEach((kind) => backup.addTrigger(this.trigger(kind)));
    return backup;
  }

  private trigger(kind: keyof Coverage): IBackupTrigger {
    const { ignoreProperties, ignoreTags, onDeleteFailure } = this.props;
    return kind === 'beforeChange' ? BackupTrigger.beforeChange({ ignoreProperties, ignoreTags }) : BackupTrigger.onDelete({ onFailure: onDeleteFailure });
  }
}

/** The props of each backup. */
function backupProps({ completionWindow, ...props }: BackupProtectionProps, typeName: string | undefined): Partial<OnDemandBackupProps> {
  const { timeout, onTimeout, onFailure, failOnIssues, waitFor, backupVault, role, deleteAfter, startWindow, recoveryPointTags } = props;
  const common = { timeout, onTimeout, onFailure, failOnIssues, waitFor, backupVault, role, deleteAfter, startWindow, recoveryPointTags };
  return typeName === 'FSx' ? common : { ...common, completionWindow };
}
