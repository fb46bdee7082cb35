import { Annotations, Aspects, CfnResource, type IAspect, Stage } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import type { Construct, IConstruct } from 'constructs';
import { arnOf } from './arn-of-resource';
import { backupId } from './backup-id';
import type { BackupProtectionProps } from './backup-protection-props';
import { type IncludedResource, includedResources } from './classification/included-resources';
import { type Decision, decisionOn, decisionOnIncluded, withoutBackups } from './decision';
import type { IBackupTrigger } from '../i-backup-trigger';
import { OnDemandBackup } from '../on-demand-backup';
import type { OnDemandBackupProps } from '../on-demand-backup-props';
import type { ProtectionReportEntry } from './protection-report';
import { isComposite } from '../request/resource-types/synth-columns';
import { BackupTrigger } from '../triggers/backup-trigger';
import type { Coverage } from '../triggers/coverage';

const PROTECTORS = new WeakMap<IAspect, Protector>();

/** Where the backups of a stack are added. */
interface BackupScope extends Construct {
  /** Why there can be none; undefined if there can. */
  readonly reasonAgainstBackups: string | undefined;
}

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

  /** Whether a protector over a stateful construct has not decided about it. */
  public static isUndecided(construct: IConstruct): boolean {
    return Protector.over(construct).some(({ entries }) => !entries.has(construct));
  }

  /** The results by construct: one for a resource, several for a template that a stack includes. */
  public readonly entries = new Map<IConstruct, readonly ProtectionReportEntry[]>();

  constructor(aspect: IAspect, public readonly props: BackupProtectionProps) {
    PROTECTORS.set(aspect, this);
  }

  /** Decides about a stateful construct, once, and adds the backup that it needs. */
  public protect(construct: IConstruct, scope: BackupScope): void {
    if (this.entries.has(construct)) { return; }
    this.entries.set(construct, CfnResource.isCfnResource(construct) ? [this.protectResource(construct, scope)]
      : includedResources(construct).map((resource) => this.reportIncluded(construct, resource)));
  }

  private protectResource(resource: CfnResource, scope: BackupScope): ProtectionReportEntry {
    const wanted = decisionOn(resource, this.props);
    const obstacle = wanted.missing.length > 0 ? scope.reasonAgainstBackups : undefined;
    const decision = obstacle === undefined ? wanted : withoutBackups(wanted, obstacle);
    const backup = decision.missing.length > 0 ? this.backupOf(resource, decision, scope) : undefined;
    const added = Object.fromEntries(decision.missing.map((kind) => [kind, backup?.node.path]));
    return entryOf(resource, resource.node.path, resource.cfnResourceType, { ...decision, coverage: { ...decision.coverage, ...added } });
  }

  private reportIncluded(construct: IConstruct, resource: IncludedResource): ProtectionReportEntry {
    const decision = decisionOnIncluded(construct, resource, this.props);
    return entryOf(construct, `${construct.node.path}/${resource.logicalId}`, resource.cfnType, decision);
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

/** The result for a resource, with a warning on the construct that it belongs to. */
function entryOf(construct: IConstruct, path: string, cfnType: string, decision: Decision): ProtectionReportEntry {
  const { status, typeName, coverage, reason, warning } = decision;
  if (warning !== undefined) {
    const subject = path === construct.node.path ? '' : `${path} is `;
    const message = `${subject}not protected by backups: ${reason}; or call BackupProtection.optOut(construct, reason)`;
    Annotations.of(construct).addWarningV2(`cdk-on-demand-backup:${warning}`, message);
  }
  return {
    resource: path,
    cfnType,
    ...typeName !== undefined && { resourceType: typeName },
    status,
    ...coverage,
    ...reason !== undefined && { reason },
  };
}

/** The props of each backup. */
function backupProps({ completionWindow, ...props }: BackupProtectionProps, typeName: string | undefined): Partial<OnDemandBackupProps> {
  const { timeout, onTimeout, onFailure, failOnIssues, waitFor, backupVault, role, deleteAfter, startWindow, recoveryPointTags } = props;
  const { historyEncryptionKey, keepLast, keepAtLeast, maxAge, reuseFrom, provenanceTags } = props;
  const wait = { timeout, onTimeout, onFailure, failOnIssues, waitFor };
  const keep = isComposite(typeName) ? {} : { keepLast, keepAtLeast };
  const start = { startWindow, maxAge, reuseFrom };
  const common = { ...wait, ...keep, ...start, backupVault, role, deleteAfter, recoveryPointTags, provenanceTags, historyEncryptionKey };
  return typeName === 'FSx' ? common : { ...common, completionWindow };
}
