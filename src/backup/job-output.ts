import { type CfnElement, CfnOutput, type CfnResource, type Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { describeProblems } from './problems';
import { beforeRendering } from '../template/before-rendering';
import { isOutput } from '../template/cfn-definition';
import { cached } from '../template/synth-cache';

/** An attribute of the job of a backup as an output of its stack. */
export interface JobOutputProps {
  readonly value: string;
  readonly description: string;
  readonly name: string;
  /** The prop that gives it another name, for a message. */
  readonly nameProp: string;
  /** The custom resource that knows the value; where a condition leaves it out, the output is left out, too. */
  readonly job: () => CfnResource | undefined;
}

/** Adds an output. Throws during the synthesis when another output of the stack has its name. */
export function addJobOutput(backup: IConstruct, id: string, { value, description, name, nameProp, job }: JobOutputProps): void {
  const output = new CfnOutput(backup, id, { value, description });
  output.overrideLogicalId(name);
  beforeRendering(output, () => {
    output.condition = job()?.cfnOptions.condition;
    const other = outputsNamed(output.stack, name).find((each) => each !== output);
    if (other !== undefined) {
      throw new Error(describeProblems(backup, [
        `its output ${name} has the same name as the output ${other.node.path} of the same stack: give it another name with \`${nameProp}\`, or set \`stackOutputs: false\``,
      ]));
    }
  });
}

function outputsNamed(stack: Stack, name: string): readonly CfnElement[] {
  return cached(stack, 'outputs by name', () => {
    const byName = new Map<string, CfnElement[]>();
    for (const output of stack.node.findAll().filter(isOutput).filter((each) => each.stack === stack)) {
      const id = stack.resolve(output.logicalId) as string;
      byName.set(id, [...byName.get(id) ?? [], output]);
    }
    return byName;
  }).get(name) ?? [];
}
