import { Aspects, type IAspect, Stage } from 'aws-cdk-lib';
import { Dependable, type IConstruct } from 'constructs';
import { constructsIn } from './constructs-in';
import { addDependency } from '../../template/add-dependency';
import { cfnResourcesIn } from '../../template/cfn-definition';

/** As many as aws-cdk-lib allows. */
const MAX_PASSES = 100;

/**
 * Adds constructs to an assembly after the last aspect, so that they are like all others: all aspects over them visit them, in the order of
 * their priorities, and their dependencies apply. aws-cdk-lib itself no longer does either.
 */
export function addLate(assembly: IConstruct, add: () => void): void {
  const known = new Set(constructsIn(assembly));
  add();
  visitAdded(assembly, known);
  constructsIn(assembly).filter((construct) => !known.has(construct)).forEach(applyDependencies);
}

/** Repeats until no aspect adds a construct or an aspect any more. */
function visitAdded(assembly: IConstruct, known: ReadonlySet<IConstruct>): void {
  const visitors = new Map<IConstruct, Set<IAspect>>();
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    if (!visitOnce(assembly, [], known, visitors)) { return; }
  }
  throw new Error(`aspects add constructs or aspects without an end to what BackupProtection adds in ${assembly.node.path || 'the app'}: `
    + 'add them only where they are missing');
}

interface Application { readonly aspect: IAspect; readonly priority: number }

/** Whether any aspect visited anything. */
function visitOnce(
  construct: IConstruct, inherited: readonly Application[], known: ReadonlySet<IConstruct>, visitors: Map<IConstruct, Set<IAspect>>,
): boolean {
  const applications = [...inherited, ...Aspects.of(construct).applied];
  const children = construct.node.children.filter((child) => !Stage.isStage(child));
  const visited = !known.has(construct) && visit(construct, applications, visitors);
  const below = children.map((child) => visitOnce(child, applications, known, visitors));
  return visited || below.includes(true);
}

function visit(construct: IConstruct, applications: readonly Application[], visitors: Map<IConstruct, Set<IAspect>>): boolean {
  const done = visitors.get(construct) ?? new Set<IAspect>();
  visitors.set(construct, done);
  const due = applications.filter(({ aspect }) => !done.has(aspect)).sort((a, b) => a.priority - b.priority);
  due.forEach(({ aspect }) => {
    if (done.has(aspect)) { return; }
    done.add(aspect);
    aspect.visit(construct);
  });
  return due.length > 0;
}

/** The dependencies of a construct, as those between the resources in it. */
function applyDependencies(construct: IConstruct): void {
  const { dependencies } = construct.node;
  if (dependencies.length === 0) { return; }
  const sources = cfnResourcesIn(construct);
  const targets = dependencies.flatMap((dependency) => Dependable.of(dependency).dependencyRoots).flatMap(cfnResourcesIn);
  new Set(targets).forEach((target) => sources.filter((source) => source !== target).forEach((source) => addDependency(source, target)));
}
