import { Aspects, Aws, type CfnResource, type IAspect, Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';
import { formerNestedStackPattern, LONGEST_WHOLE_NAME, nestedStackPatterns } from './nested-stack-names';
import { whenPrepared } from '../template/late/when-prepared';
import { nestedStacksTo, topOf } from '../template/resource-in-stack';

/** Allows a role to ask CloudFormation for the resources of nested stacks, whose names are known only as patterns. */
export class NestedStackPermissions implements IAspect {
  private readonly wanted = new Set<Stack>();
  private readonly granted = new Set<string>();
  private readonly top: Stack;
  private isLate = false;

  constructor(private readonly owner: Construct, private readonly role: Role) {
    this.top = topOf(Stack.of(owner));
    Aspects.of(owner).add(this);
    // Aspects may still change logical ids
    whenPrepared(owner, () => {
      this.isLate = true;
      this.grant();
    });
  }

  /** Allows the role to ask all nested stacks that lead to a stack. */
  public permit(stack: Stack): void {
    nestedStacksTo(stack).forEach((each) => this.wanted.add(each));
    if (this.isLate) { this.grant(); }
  }

  /**
   * The pattern for all stacks that are, or were, nested in the same outermost stack. A resource that moves may have been in one of which nothing is
   * known any more, even if the app has no nested stack now.
   */
  public formerStacks(): string {
    return this.asDeployed(formerNestedStackPattern(this.top.stackName));
  }

  /** Grants what is known before other aspects, which may check permissions, visit the role. */
  public visit(construct: IConstruct): void {
    if (construct === this.owner) { this.grant(); }
  }

  private grant(): void {
    const names = [...this.wanted].flatMap((stack) => nestedStackPatterns(this.top.stackName, idsTo(stack)));
    const missing = names.filter((name) => !this.granted.has(name));
    if (missing.length === 0) { return; }
    missing.forEach((name) => this.granted.add(name));
    this.role.addToPolicy(askStacks(this.owner, missing.map((name) => this.asDeployed(name))));
  }

  /** A pattern that begins with the name of the outermost stack, or with a part of it. Whole, and in that stack itself, it is as the stack is deployed. */
  private asDeployed(pattern: string): string {
    const { stackName: { length } } = this.top;
    return this.top === Stack.of(this.owner) && length <= LONGEST_WHOLE_NAME ? `${Aws.STACK_NAME}${pattern.slice(length)}` : pattern;
  }
}

/** The permission to ask CloudFormation for the resources of stacks, by their names or patterns for them. */
export function askStacks(scope: IConstruct, names: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    actions: ['cloudformation:DescribeStackResource'],
    resources: names.map((name) => Stack.of(scope).formatArn({ service: 'cloudformation', resource: 'stack', resourceName: `${name}/*` })),
  });
}

/** The logical ids of the nested stacks that lead to one, itself included. */
function idsTo(nested: Stack): string[] {
  return nestedStacksTo(nested).map(({ nestedStackResource }) => nested.resolve((nestedStackResource as CfnResource).logicalId) as string);
}
