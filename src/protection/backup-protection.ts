import type { IAspect } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { AssemblyProtection } from './assembly-protection';
import type { BackupProtectionProps } from './backup-protection-props';
import { optOut } from './opt-out';
import { checkProtection, failOnOptOut } from './problems';
import type { ProtectionReportEntry } from './protection-report';
import { Protector } from './protector';
import { sortedEntries } from './report';

/**
 * Protects every stateful resource of a scope with one line, `Aspects.of(app).add(new BackupProtection())`: each one
 * that AWS Backup supports is backed up before CloudFormation changes it, and before CloudFormation deletes it.
 *
 * It adds one backup for each resource, with `BackupTrigger.beforeChange()` and `BackupTrigger.onDelete()`, to the stack of the
 * resource, unless the resource already has such a backup. It reports what it cannot protect: in `report`, in the file
 * `on-demand-backup-protection.json` of the cloud assembly, and with warnings (`cdk-on-demand-backup:notProtected` for what you can
 * fix, `cdk-on-demand-backup:typeNotSupported` for the rest).
 *
 * The nearest scope counts: a stack can have a different protection than its app. An aspect does not reach into a stage: add the same
 * protection to `Aspects.of(stage)`, before `pipeline.addStage(stage)`, which synthesises the stage. A stage with data but without a
 * protection is an error.
 *
 * The priority of the aspect does not matter: it decides after the last aspect, and the other aspects visit what it adds. It is not a mixin, because a mixin applies only to existing constructs, so that a resource added after the line would not be protected; and
 * the oldest aws-cdk-lib that this library supports has no `Mixins`.
 */
export class BackupProtection implements IAspect {
  /**
   * Excludes all resources in a construct from every protection. May be called before or after the protection is added.
   *
   * @param construct the resource, or a construct that contains it, such as a stack or a stage
   * @param reason why, for the report
   */
  public static optOut(construct: IConstruct, reason: string): void {
    failOnOptOut(construct, reason);
    optOut(construct, reason);
  }

  private readonly protector: Protector;

  /**
   * @param props what the protection does for each resource
   */
  constructor(props: BackupProtectionProps = {}) {
    checkProtection(props);
    this.protector = new Protector(this, props);
  }

  /** The result for each stateful resource, in the order of their paths. Complete after the synthesis of the app. */
  public get report(): ProtectionReportEntry[] {
    return sortedEntries([...this.protector.entries.values()].flat());
  }

  /**
   * Called by the CDK for each construct of the scope.
   *
   * @param node the construct
   */
  public visit(node: IConstruct): void {
    AssemblyProtection.visit(node);
  }
}
