import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { addDependency } from '../template/add-dependency';
import { cfnResourcesIn } from '../template/cfn-definition';

/**
 * Constructs that wait for a custom resource, including what is added to them later. Of a construct that contains something that must
 * not wait, only the other parts wait, and nothing that is added to it later.
 */
export class WaitingConstructs {
  private readonly constructs = new Set<IConstruct>();
  private readonly resources = new Set<CfnResource>();

  /**
   * @param end what they wait for
   * @param needed what `end` itself needs
   */
  constructor(private readonly end: CfnResource, private readonly needed: readonly IConstruct[]) {}

  /**
   * @param construct what waits
   * @param waiting the resources that wait, of all that exist now
   */
  public add(construct: IConstruct, waiting: ReadonlySet<CfnResource>): void {
    if (this.needed.includes(construct)) { return; }
    if (CfnResource.isCfnResource(construct)) {
      this.addResource(construct, waiting);
    } else if (this.isWhole(construct, waiting)) {
      construct.node.addDependency(this.end);
      this.constructs.add(construct);
      return;
    }
    construct.node.children.forEach((child) => this.add(child, waiting));
  }

  /** Whether a resource waits, even if it was added later. */
  public has(resource: CfnResource): boolean {
    return this.resources.has(resource) || resource.node.scopes.some((scope) => this.constructs.has(scope));
  }

  /** Only the resource itself: it may contain a backup. */
  private addResource(resource: CfnResource, waiting: ReadonlySet<CfnResource>): void {
    if (!waiting.has(resource)) { return; }
    addDependency(resource, this.end);
    this.resources.add(resource);
  }

  private isWhole(construct: IConstruct, waiting: ReadonlySet<CfnResource>): boolean {
    return !this.needed.some(({ node }) => node.scopes.includes(construct)) && cfnResourcesIn(construct).every((resource) => waiting.has(resource));
  }
}
