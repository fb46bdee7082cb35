import { CfnOutput, type Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const OUTPUTS_OF_A_TEMPLATE = 200;

/** Says at synth that a stack has more outputs than CloudFormation takes, and which prop helps. Checked once for each stack. */
export function limitOutputs(stack: Stack, scope: IConstruct): void {
  scope.node.addValidation({
    validate: () => {
      const outputs = stack.node.findAll().filter((construct) => construct instanceof CfnOutput && construct.stack === stack).length;
      return outputs <= OUTPUTS_OF_A_TEMPLATE ? [] : [
        `the stack has ${outputs} outputs, but a template holds ${OUTPUTS_OF_A_TEMPLATE}: `
        + 'set `stackOutputs: false` on on-demand backups and use their attributes',
      ];
    },
  });
}
