import { Annotations, Aspects, CfnResource, FeatureFlags, Stack } from 'aws-cdk-lib';
import { ASPECT_STABILIZATION } from 'aws-cdk-lib/cx-api';
import { Construct, type IConstruct } from 'constructs';
import { isStateful } from './classification/classify';
import { Protector } from './protector';
import { mergedEntries, REPORT_FILE, summary } from './report';
import { OnDemandBackup } from '../on-demand-backup';
import { BackupProvider } from '../stack/backup-provider';
import { DefaultRole } from '../stack/default-role';
import { DefaultVault } from '../stack/default-vault';
import { cfnResourcesIn } from '../template/cfn-definition';

const ID = 'BackupProtection';
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MAX_RESOURCES = 500;

/**
 * Holds what the protections add to one stack.
 *
 * It is added to the stack before the resources are visited, and so is visited after them. Only then does it decide about them: all
 * other aspects have then changed the resources (versioning, tags), whatever their priorities, and later aspects visit what it adds,
 * even in an app without the feature flag `@aws-cdk/core:aspectStabilization`.
 */
export class StackProtection extends Construct {
  /** Adds the one of a stack, which is visited after the resources of the stack. */
  public static prepare(stack: Stack): void {
    if (StackProtection.in(stack) === undefined) { new StackProtection(stack).begin(); }
  }

  /** Decides about a resource that an aspect visits, unless its stack is decided about later. */
  public static visit(resource: CfnResource): void {
    if (!isOfUser(resource)) { return; }
    const protection = StackProtection.in(resource.stack) ?? new StackProtection(resource.stack);
    if (!protection.isWaiting) { protection.protect([resource]); }
  }

  private static in(stack: Stack): StackProtection | undefined {
    const child = stack.node.tryFindChild(ID);
    return child instanceof StackProtection ? child : undefined;
  }

  private isWaiting = false;

  private constructor(private readonly stack: Stack) {
    super(stack, ID);
    this.node.addValidation({ validate: () => this.end() });
  }

  /** Decides about the resources of the stack. */
  public decide(): void {
    this.isWaiting = false;
    this.protect(this.resources());
  }

  /** Creates what the backups share. Created later, aspects that add permissions boundaries or tags would never visit it. */
  private begin(): void {
    this.isWaiting = true;
    const wanting = this.resources().flatMap((resource) => Protector.over(resource).filter((protector) => protector.wants(resource)));
    if (wanting.length === 0) { return; }
    const provider = BackupProvider.of(this);
    if (wanting.some(({ props }) => props.backupVault === undefined)) { DefaultVault.in(provider); }
    if (wanting.some(({ props }) => props.role === undefined)) { DefaultRole.in(provider); }
  }

  private protect(resources: readonly CfnResource[]): void {
    const shared = this.sharedResources();
    resources.forEach((resource) => Protector.over(resource).forEach((protector) => protector.protect(resource, this)));
    if (this.sharedResources() > shared && mayHaveMissedAspects(this.stack)) {
      Annotations.of(this.stack).addWarningV2('cdk-on-demand-backup:missedAspects',
        'the roles and the function of the backups were created after the aspects had visited this stack, so they lack what aspects add (tags, boundaries): '
        + 'set the feature flag @aws-cdk/core:aspectStabilization');
    }
  }

  /** The number of resources that the backups of the stack share so far. */
  private sharedResources(): number {
    return this.stack.node.children.filter((child) => child instanceof BackupProvider).flatMap(cfnResourcesIn).length;
  }

  /** Reports the results for the resources, when nothing is added any more. */
  private end(): string[] {
    const resources = this.resources();
    resources.forEach((resource) => {
      Protector.over(resource).filter((protector) => !protector.entries.has(resource)).forEach((protector) => protector.missed(resource));
    });
    const entries = mergedEntries(resources);
    if (entries.length > 0) { Annotations.of(this.stack).addInfoV2('cdk-on-demand-backup:protection', `${summary(entries)}; ${REPORT_FILE} has them all`); }
    return this.tooManyResources();
  }

  private tooManyResources(): string[] {
    const all = this.stack.node.findAll().filter(CfnResource.isCfnResource).filter(({ stack }) => stack === this.stack).length;
    const own = this.node.findAll().filter(CfnResource.isCfnResource).length;
    return all <= MAX_RESOURCES || own === 0 ? [] : [
      `the stack has ${all} resources, ${own} of them of its protection, but CloudFormation accepts ${MAX_RESOURCES}: `
      + 'split the stack, or protect less with `resourceTypes` or BackupProtection.optOut()',
    ];
  }

  /** The stateful resources of the stack itself, not of those nested in it. */
  private resources(): CfnResource[] {
    const resources = this.stack.node.findAll().filter(CfnResource.isCfnResource);
    return resources.filter((resource) => resource.stack === this.stack && isStateful(resource.cfnResourceType) && isOfUser(resource));
  }
}

/** Whether some aspects never visit what is added to a stack after its resources. */
function mayHaveMissedAspects(stack: Stack): boolean {
  return !FeatureFlags.of(stack).isEnabled(ASPECT_STABILIZATION)
    && Protector.scopesOf(stack).some((scope) => Aspects.of(scope).all.length > Protector.at(scope).length);
}

/** Whether a resource is not one that this library creates. */
function isOfUser({ node }: IConstruct): boolean {
  return !node.scopes.some((scope) => scope instanceof StackProtection || scope instanceof BackupProvider || scope instanceof OnDemandBackup);
}
