import { type Construct, Dependable, type IConstruct, type IDependable } from 'constructs';

/**
 * Calls an action in each synthesis when all aspects have run, and before anything is rendered: aws-cdk-lib first asks each construct for its
 * dependencies, and then resolves references. So the construct gets a dependency that consists of nothing.
 */
export function whenPrepared(construct: Construct, action: () => void): void {
  const nothing: IDependable = {};
  Dependable.implement(nothing, {
    get dependencyRoots(): IConstruct[] {
      action();
      return [];
    },
  });
  construct.node.addDependency(nothing);
}
