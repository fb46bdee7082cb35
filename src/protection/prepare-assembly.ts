import { Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Protector } from './protector';
import { ReportFile } from './report-file';
import { StackProtection } from './stack-protection';

const PREPARED = new WeakSet<IConstruct>();

/**
 * Prepares all protected stacks of the cloud assembly of a construct, when the first construct of the assembly is visited.
 *
 * All at once, because new roles add their own aspects: with `@aws-cdk/core:aspectStabilization` each visit that adds aspects costs
 * one pass, and the CDK gives up after a hundred.
 */
export function prepareAssembly(construct: IConstruct): void {
  const assembly = Stage.isStage(construct) ? construct : Stage.of(construct) ?? construct.node.root;
  if (PREPARED.has(assembly)) { return; }
  PREPARED.add(assembly);
  ReportFile.addTo(assembly);
  stacksIn(assembly).filter((stack) => Protector.over(stack).length > 0).forEach((stack) => StackProtection.prepare(stack));
}

function stacksIn(scope: IConstruct): Stack[] {
  const below = scope.node.children.filter((child) => !Stage.isStage(child)).flatMap(stacksIn);
  return Stack.isStack(scope) ? [scope, ...below] : below;
}
