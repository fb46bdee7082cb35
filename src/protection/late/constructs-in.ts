import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** All constructs of an assembly, an app or a stage, without those of the stages in it: they have assemblies of their own. */
export function constructsIn(assembly: IConstruct): IConstruct[] {
  return [assembly, ...assembly.node.children.filter((child) => !Stage.isStage(child)).flatMap(constructsIn)];
}

/** The assembly that a construct is in: the nearest stage, which is usually the app. */
export function assemblyOf(construct: IConstruct): IConstruct {
  return Stage.isStage(construct) ? construct : Stage.of(construct) ?? construct.node.root;
}
