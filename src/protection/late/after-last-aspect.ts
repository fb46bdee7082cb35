import { Dependable, type IConstruct, type IDependable } from 'constructs';

/**
 * Calls an action in each synthesis of the assembly of a construct, after the last aspect and before anything is rendered: aws-cdk-lib then
 * asks each construct what it depends on. References are resolved, and the templates of nested stacks hashed, only after that.
 */
export function afterLastAspect(construct: IConstruct, action: () => void): void {
  const asked: IDependable = {};
  Dependable.implement(asked, {
    get dependencyRoots() {
      action();
      return [];
    },
  });
  construct.node.addDependency(asked);
}
