import { Construct, Dependable, type IDependable } from 'constructs';

/**
 * Calls an action in each synthesis of the assembly of a construct, after the last aspect and before anything is rendered: aws-cdk-lib then
 * asks each construct what it depends on, and what that stands for. References are resolved, and the templates of nested stacks hashed, only
 * after that. An aspect may ask for the dependencies of a construct earlier, but not for what they stand for.
 */
export function afterLastAspect(construct: Construct, action: () => void): void {
  const asked = new Construct(construct, 'AfterLastAspect');
  Dependable.implement(asked, {
    get dependencyRoots() {
      action();
      return [];
    },
  });
  const dependency: IDependable = {};
  Dependable.implement(dependency, { dependencyRoots: [asked] });
  construct.node.addDependency(dependency);
}
