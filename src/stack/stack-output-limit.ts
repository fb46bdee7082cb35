import type { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isOutput } from '../template/cfn-definition';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MAX_OUTPUTS = 200;

/** Fails the synth, with the prop that helps, if a stack has more outputs than CloudFormation accepts. Called once for each stack. */
export function limitOutputs(stack: Stack, scope: IConstruct): void {
  scope.node.addValidation({
    validate: () => {
      const outputs = stack.node.findAll().filter(isOutput).filter((output) => output.stack === stack).length;
      return outputs <= MAX_OUTPUTS ? [] : [
        `the stack has ${outputs} outputs, but a template holds ${MAX_OUTPUTS}: `
        + 'set `stackOutputs: false` on on-demand backups and use their attributes',
      ];
    },
  });
}
