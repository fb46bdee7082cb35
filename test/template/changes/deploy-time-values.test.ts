import { Aws, CfnCondition, CfnMapping, CfnOutput, CfnParameter, CfnResource, Fn, NestedStack, SecretValue, Stack, Token } from 'aws-cdk-lib';
import { ALL_TAGS } from '../../../src/template/changes/counted-properties';
import { deployTimeValues } from '../../../src/template/changes/deploy-time-values';
import { clearSynthCache } from '../../../src/template/synth-cache';
import { synthOf } from '../../util/synth';
import { newStack } from '../../util/template';

function resource(stack: Stack, id: string, properties: object = {}): CfnResource {
  return new CfnResource(stack, id, { type: 'X::Y::Z', properties: { ...properties } });
}

/** What a custom resource holds of resources, as the template has it. */
function valuesOf(stack: Stack, resources: CfnResource[], holder = resource(stack, 'Holder')): unknown[] {
  clearSynthCache();
  return deployTimeValues(resources, holder);
}

const REF = (name: string) => ({ Ref: name });

describe('the deploy-time values of a custom resource include', () => {
  test('nothing of a definition that refers to nothing', () => {
    const stack = newStack();
    expect(valuesOf(stack, [resource(stack, 'R', { A: 'text', B: stack.region })])).toEqual([]);
  });

  test('parameters and values of other resources', () => {
    const stack = newStack();
    const parameter = new CfnParameter(stack, 'P').valueAsString;
    const key = resource(stack, 'Key');
    expect(valuesOf(stack, [resource(stack, 'R', { A: `x-${parameter}`, B: [key.getAtt('Arn')], C: parameter })]))
      .toEqual([REF('P'), { 'Fn::GetAtt': ['Key', 'Arn'] }]);
  });

  test('no secret parameter', () => {
    const stack = newStack();
    const secret = new CfnParameter(stack, 'Secret', { noEcho: true }).valueAsString;
    const open = new CfnParameter(stack, 'Open').valueAsString;
    expect(valuesOf(stack, [resource(stack, 'R', { A: secret, B: Fn.sub('${Secret}'), C: `${secret}:${open}` })])).toEqual([REF('Open')]);
  });

  test('a value of a mapping', () => {
    const stack = newStack();
    new CfnMapping(stack, 'M', { mapping: { a: { b: '1' } } });
    expect(valuesOf(stack, [resource(stack, 'R', { A: Fn.findInMap('M', 'a', 'b') })])).toEqual([{ 'Fn::FindInMap': ['M', 'a', 'b'] }]);
  });

  test('a value behind the condition of the resource', () => {
    const stack = newStack();
    const one = resource(stack, 'One', { A: new CfnParameter(stack, 'P').valueAsString });
    const two = resource(stack, 'Two', { A: 'text' });
    const condition = new CfnCondition(stack, 'C', { expression: Fn.conditionEquals('a', 'b') });
    [one, two].forEach(({ cfnOptions }) => { cfnOptions.condition = condition; });
    expect(valuesOf(stack, [one, two])).toEqual([{ 'Fn::If': ['C', [REF('P')], []] }]);
  });

  test('no reference to itself, to what waits for it, or to what does not exist', () => {
    const stack = newStack();
    const holder = resource(stack, 'Holder');
    const [waiting, late, free] = ['Waiting', 'Late', 'Free'].map((id) => resource(stack, id));
    waiting.addDependency(holder);
    late.addDependency(waiting);
    const watched = resource(stack, 'R', { A: [holder.ref, waiting.ref, late.ref, free.ref, Fn.ref('None')] });
    expect(valuesOf(stack, [watched], holder)).toEqual([REF('Free')]);
  });

  test('the value of one watched resource in another, unless that waits', () => {
    const stack = newStack();
    const holder = resource(stack, 'Holder');
    const one = resource(stack, 'One');
    const two = resource(stack, 'Two', { A: one.ref });
    expect(valuesOf(stack, [one, two], holder)).toEqual([REF('One')]);
    one.addDependency(holder);
    expect(valuesOf(stack, [one, two], holder)).toEqual([]);
  });

  test('of a nested stack below, the parameters that it gets', () => {
    const stack = newStack();
    const one = new NestedStack(stack, 'One');
    const two = new NestedStack(one, 'Two', { parameters: { Fixed: 'text' } });
    const parameter = new CfnParameter(stack, 'P').valueAsString;
    const watched = [resource(one, 'InOne', { A: parameter }), resource(two, 'InTwo', { A: resource(stack, 'Key').ref })];
    const holder = resource(stack, 'Holder');
    synthOf(stack);
    expect(valuesOf(stack, watched, holder)).toEqual([REF('Key'), REF('P')]);
  });

  test('of a nested stack in a nested stack, the parameters that both pass on', () => {
    const stack = newStack();
    const watched = resource(new NestedStack(new NestedStack(stack, 'One'), 'Two'), 'R', { A: resource(stack, 'Key').ref });
    const holder = resource(stack, 'Holder');
    synthOf(stack);
    expect(valuesOf(stack, [watched], holder)).toEqual([REF('Key')]);
  });

  test('no reference within a nested stack, even if a resource of this stack has the same name', () => {
    const stack = newStack();
    const nested = new NestedStack(stack, 'Nested');
    resource(stack, 'Key');
    expect(valuesOf(stack, [resource(nested, 'R', { A: resource(nested, 'Key').ref })])).toEqual([]);
  });

  test('of a nested stack that waits for the custom resource, only the parameters that it gets', () => {
    const stack = newStack();
    const nested = new NestedStack(stack, 'Nested');
    const holder = resource(stack, 'Holder');
    const key = resource(stack, 'Key');
    const watched = resource(nested, 'R', { A: [key.ref, holder.ref] });
    watched.addDependency(holder);
    synthOf(stack);
    expect(valuesOf(stack, [watched], holder)).toEqual([REF('Key')]);
  });

  test('nothing of another stack, beside it or above', () => {
    const stack = newStack();
    const nested = new NestedStack(stack, 'Nested');
    const parameter = new CfnParameter(stack, 'P').valueAsString;
    expect(valuesOf(nested, [resource(stack, 'R', { A: parameter })])).toEqual([]);
    const other = new Stack(stack.node.root, 'Other');
    expect(valuesOf(other, [resource(stack, 'S', { A: parameter })])).toEqual([]);
  });

  test('no reference to an element without a value', () => {
    const stack = newStack();
    new CfnOutput(stack, 'Out', { value: 'x' });
    expect(valuesOf(stack, [resource(stack, 'R', { A: Fn.ref('Out') })])).toEqual([]);
  });

  const output = { 'Fn::GetStackOutput': { StackName: 'Base', OutputName: 'Key' } };
  const ssm = '{{resolve:ssm:/orders/key}}';

  test('outputs of other stacks and parameters of SSM, but no secret', () => {
    const stack = newStack();
    const watched = resource(stack, 'R', { A: Token.asString(output), B: `x${ssm}`, C: SecretValue.secretsManager('Name'), D: SecretValue.ssmSecure('Name', '1') });
    expect(valuesOf(stack, [watched])).toEqual([output, ssm]);
  });

  test('of a secret only the reference to it', () => {
    const stack = newStack();
    const watched = resource(stack, 'R', { Password: SecretValue.secretsManager(resource(stack, 'Secret').ref, { jsonField: 'password' }) });
    expect(valuesOf(stack, [watched])).toEqual([REF('Secret')]);
  });

  test('of a resource in a nested stack, what has the same value in each stack', () => {
    const stack = newStack();
    const nested = new NestedStack(stack, 'Nested');
    const choice = new CfnCondition(nested, 'C', { expression: Fn.conditionEquals(Aws.REGION, 'eu-west-1') });
    new CfnMapping(nested, 'M', { mapping: { a: { b: '1' } } });
    const watched = resource(nested, 'R', {
      A: Token.asString(output),
      B: ssm,
      C: `{{resolve:ssm:/${Aws.REGION}/key}}`,
      D: `{{resolve:ssm:/${Aws.STACK_NAME}/key}}`,
      E: `{{resolve:ssm:/${resource(nested, 'Own').ref}/key}}`,
      F: Fn.findInMap('M', 'a', 'b'),
      G: Fn.conditionIf('C', ssm, 'x'),
    });
    const conditional = resource(nested, 'S', { A: '{{resolve:ssm:/other}}' });
    conditional.cfnOptions.condition = choice;
    expect(valuesOf(stack, [watched, conditional])).toEqual([output, ssm, { 'Fn::Join': ['', ['{{resolve:ssm:/', REF('AWS::Region'), '/key}}']] }]);
  });

  test('nothing of ignored properties', () => {
    const stack = newStack();
    const [one, two] = ['One', 'Two'].map((id) => new CfnParameter(stack, id).valueAsString);
    const properties = { A: one, Tags: [{ Key: 'release', Value: two }, { Key: 'key', Value: ssm }] };
    clearSynthCache();
    expect(deployTimeValues([resource(stack, 'R', properties)], resource(stack, 'Holder'), [ALL_TAGS])).toEqual([REF('One')]);
    expect(deployTimeValues([resource(new NestedStack(stack, 'Nested'), 'R', { Tags: ssm })], resource(stack, 'Holder2'), ['Tags'])).toEqual([]);
  });

  test('a parameter of another copy of aws-cdk-lib, unless it is secret', () => {
    const stack = newStack();
    let Other = CfnParameter;
    jest.isolateModules(() => { Other = jest.requireActual<{ CfnParameter: typeof CfnParameter }>('aws-cdk-lib').CfnParameter; });
    const [open] = [false, true].map((noEcho) => new Other(stack, noEcho ? 'Secret' : 'Open', { noEcho }));
    expect(open).not.toBeInstanceOf(CfnParameter);
    expect(valuesOf(stack, [resource(stack, 'R', { A: Fn.ref('Open'), B: Fn.ref('Secret') })])).toEqual([REF('Open')]);
  });
});
