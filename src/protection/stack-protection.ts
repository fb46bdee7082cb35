import { Annotations, CfnResource, type Stack } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { largeBucketWarning } from './classification/large-buckets';
import { isStatefulOfUser } from './classification/stateful';
import { freeId, markOwn } from './own-constructs';
import { ProtectionStatus } from './protection-report';
import { Protector } from './protector';
import { providerObstacle } from './provider-obstacle';
import { mergedEntries, REPORT_FILE, summary } from './report';

const ID = 'BackupProtection';
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MAX_RESOURCES = 500;

/** Holds what the protections add to one stack. */
export class StackProtection extends Construct {
  /** The one of a stack, made at the first call. */
  public static in(stack: Stack): StackProtection {
    return PROTECTIONS.get(stack) ?? new StackProtection(stack);
  }

  private obstacle?: { readonly reason?: string };

  private constructor(private readonly stack: Stack) {
    super(stack, freeId(stack, ID));
    PROTECTIONS.set(stack, this);
    this.node.addValidation({ validate: () => this.end() });
  }

  /** Decides about a stateful resource of the stack, or about those in a template that the stack includes. */
  public protect(construct: IConstruct): void {
    Protector.over(construct).forEach((protector) => protector.protect(construct, this));
  }

  /** Why the stack cannot have backups; undefined if it can. */
  public get reasonAgainstBackups(): string | undefined {
    this.obstacle ??= { reason: providerObstacle(this) };
    return this.obstacle.reason;
  }

  /** Reports the results for the stack, when nothing is added any more. Below the stack, because aws-cdk-lib heeds acknowledgements of the constructs above only. */
  private end(): string[] {
    const stateful = this.stack.node.findAll().filter((construct) => isStatefulOfUser(construct) && stackOf(construct) === this.stack);
    const entries = mergedEntries(stateful);
    this.warnOfLargeBuckets(stateful);
    if (entries.length > 0) { Annotations.of(this).addInfoV2('cdk-on-demand-backup:protection', `${summary(entries)}; ${REPORT_FILE} has them all`); }
    return this.tooManyResources();
  }

  /** Once for the stack, not for each bucket. */
  private warnOfLargeBuckets(stateful: readonly IConstruct[]): void {
    new Set(stateful.flatMap((construct) => Protector.over(construct))).forEach(({ entries, props }) => {
      const protectedBuckets = stateful.flatMap((construct) => entries.get(construct) ?? [])
        .filter(({ status, resourceType }) => status === ProtectionStatus.PROTECTED && resourceType === 'S3');
      const warning = largeBucketWarning(protectedBuckets.map(({ resource }) => resource), props);
      if (warning !== undefined) { Annotations.of(this).addWarningV2('cdk-on-demand-backup:largeBucket', warning); }
    });
  }

  private tooManyResources(): string[] {
    const all = this.stack.node.findAll().filter(CfnResource.isCfnResource).filter(({ stack }) => stack === this.stack).length;
    const own = this.node.findAll().filter(CfnResource.isCfnResource).length;
    return all <= MAX_RESOURCES || own === 0 ? [] : [
      `the stack has ${all} resources, ${own} of them of its protection, but CloudFormation accepts ${MAX_RESOURCES}: `
      + 'split the stack, or protect less with `resourceTypes` or BackupProtection.optOut()',
    ];
  }
}

markOwn(StackProtection as { readonly prototype: object });

const PROTECTIONS = new WeakMap<Stack, StackProtection>();

/** All that keeps data is an element of a stack. */
function stackOf(construct: IConstruct): Stack {
  return (construct as CfnResource).stack;
}
