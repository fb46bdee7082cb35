/** What each stack of a random app has, so that other people can refer to it. */
import { CfnCondition, Fn, type Stack } from 'aws-cdk-lib';
import { CfnParameter as CfnSsmParameter } from 'aws-cdk-lib/aws-ssm';

/** Gives a stack two conditions and a resource on which nothing depends yet. */
export function furnish(stack: Stack): void {
  ['IsProd', 'IsBig'].forEach((id) => { new CfnCondition(stack, id, { expression: Fn.conditionEquals('a', 'b') }); });
  new CfnSsmParameter(stack, 'Note', { type: 'String', value: 'note' });
}

/** A condition of a stack. */
export function conditionOf(stack: Stack, id: 'IsProd' | 'IsBig'): CfnCondition {
  return stack.node.findChild(id) as CfnCondition;
}

/** A resource of a stack that depends on nothing. */
export function noteOf(stack: Stack): CfnSsmParameter {
  return stack.node.findChild('Note') as CfnSsmParameter;
}
