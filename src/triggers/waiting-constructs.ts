import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { addDependency } from '../template/add-dependency';
import { cfnResourcesIn } from '../template/cfn-definition';

/**
 * Constructs that wait for a custom resource, with what is added to them later. One that holds something which must not wait does so
 * part by part, and what is added to it later does not wait.
 */
export class WaitingConstructs {
  private readonly constructs = new Set<IConstruct>();
  private readonly resources = new Set<CfnResource>();

  /**
   * @param end what they wait for
   * @param needed what `end` needs in turn
   */
  constructor(private readonly end: CfnResource, private readonly needed: readonly IConstruct[]) {}

  /**
   * @param construct what waits
   * @param waiting those that wait, of all resources that are there now
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

  /** Whether a resource waits, which may have been added later. */
  public has(resource: CfnResource): boolean {
    return this.resources.has(resource) || resource.node.scopes.some((scope) => this.constructs.has(scope));
  }

  /** Alone: there may be a definition in it. */
  private addResource(resource: CfnResource, waiting: ReadonlySet<CfnResource>): void {
    if (!waiting.has(resource)) { return; }
    addDependency(resource, this.end);
    this.resources.add(resource);
  }

  private isWhole(construct: IConstruct, waiting: ReadonlySet<CfnResource>): boolean {
    return !this.needed.some(({ node }) => node.scopes.includes(construct)) && cfnResourcesIn(construct).every((resource) => waiting.has(resource));
  }
}
