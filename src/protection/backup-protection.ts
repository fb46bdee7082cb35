import { CfnResource, type IAspect } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { BackupProtectionProps } from './backup-protection-props';
import { isStateful } from './classification/classify';
import { optOut } from './opt-out';
import { prepareAssembly } from './prepare-assembly';
import { checkProtection, failOnOptOut } from './problems';
import type { ProtectionReportEntry } from './protection-report';
import { Protector } from './protector';
import { sortedEntries } from './report';
import { StackProtection } from './stack-protection';

/**
 * Protects every stateful resource of a scope with one line, `Aspects.of(app).add(new BackupProtection())`: each that AWS Backup supports
 * is backed up before CloudFormation changes it, and before CloudFormation deletes it.
 *
 * It makes one definition for each resource, with `BackupTrigger.beforeChange()` and `BackupTrigger.onDelete()`, in the stack of the
 * resource. A resource that has such a definition already is left to it. What it cannot protect is told: by `report`, in the file
 * `on-demand-backup-protection.json` of the cloud assembly, and by warnings (`cdk-on-demand-backup:notProtected` for what can be
 * mended, `cdk-on-demand-backup:typeNotSupported` for the rest).
 *
 * The nearest scope counts: a stack can have a protection that is unlike that of its app. An aspect does not reach into a stage: add the
 * same protection to `Aspects.of(stage)`; a stage with data that is forgotten is an error.
 *
 * The priority of the aspect does not matter: it decides about a stack when all aspects have visited the resources of the stack. It is
 * no mixin, because a mixin is applied to what is there at that moment, so that a resource added after the line would have no protection; and
 * `Mixins` is not in the oldest aws-cdk-lib that this library supports.
 */
export class BackupProtection implements IAspect {
  /**
   * Takes all resources in a construct out of every protection. May be called before or after the protection is added.
   *
   * @param construct the resource, or anything that holds it: a stack, a stage
   * @param reason why, for the report
   */
  public static optOut(construct: IConstruct, reason: string): void {
    failOnOptOut(construct, reason);
    optOut(construct, reason);
  }

  private readonly protector: Protector;

  /**
   * @param props what is done for each resource
   */
  constructor(props: BackupProtectionProps = {}) {
    checkProtection(props);
    this.protector = new Protector(this, props);
  }

  /** What has become of each stateful resource, in the order of their paths. Complete when the app has been synthesised. */
  public get report(): ProtectionReportEntry[] {
    return sortedEntries([...this.protector.entries.values()]);
  }

  /**
   * Called by the CDK for each construct of the scope.
   *
   * @param node the construct
   */
  public visit(node: IConstruct): void {
    prepareAssembly(node);
    if (node instanceof StackProtection) {
      node.decide();
    } else if (CfnResource.isCfnResource(node) && isStateful(node.cfnResourceType)) {
      StackProtection.visit(node);
    }
  }
}
