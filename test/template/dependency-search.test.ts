import { CfnParameter, CfnResource, Fn, NestedStack, type Stack } from 'aws-cdk-lib';
import { DependencySearch } from '../../src/template/dependency-search';
import { nestedStackOf } from '../../src/template/resource-in-stack';
import { clearSynthCache } from '../../src/template/synth-cache';
import { synthOf } from '../util/synth';
import { newStack } from '../util/template';

type Make = (stack: Stack, to: CfnResource) => object;

function resource(stack: Stack, id: string, properties: object = {}): CfnResource {
  return new CfnResource(stack, id, { type: 'X::Y::Z', properties: { ...properties } });
}

const dependencyPath = (from: CfnResource, targets: ReadonlySet<CfnResource>) => new DependencySearch().path(from, targets);

const idsOf = (path: CfnResource[] | undefined) => path?.map(({ node }) => node.id);

describe('a dependency path exists', () => {
  test.each<[string, Make]>([
    ['a Ref', (_stack, to) => ({ A: to.ref })],
    ['an attribute', (_stack, to) => ({ A: [{ B: to.getAtt('Arn') }] })],
    ['a string that holds an attribute', (_stack, to) => ({ A: `x-${to.getAtt('Arn').toString()}-y` })],
    ['a substitution', () => ({ A: Fn.sub('${To.Arn}') })],
    ['an Fn::If', (_stack, to) => ({ A: Fn.conditionIf('C', 'x', to.ref) })],
    ['an argument of a function', (_stack, to) => ({ A: Fn.select(0, Fn.split(',', to.ref)) })],
  ])('by %s', (_name, properties) => {
    const stack = newStack();
    const to = resource(stack, 'To');
    expect(idsOf(dependencyPath(resource(stack, 'From', properties(stack, to)), new Set([to])))).toEqual(['From', 'To']);
  });

  test('by DependsOn', () => {
    const stack = newStack();
    const [from, to] = ['From', 'To'].map((id) => resource(stack, id));
    from.addDependency(to);
    expect(idsOf(dependencyPath(from, new Set([to])))).toEqual(['From', 'To']);
  });

  test.each(['Metadata', 'CreationPolicy', 'UpdatePolicy'])('by a reference in %s', (attribute) => {
    const stack = newStack();
    const [from, to] = ['From', 'To'].map((id) => resource(stack, id));
    from.addOverride(attribute, { A: [to.getAtt('Arn')] });
    expect(idsOf(dependencyPath(from, new Set([to])))).toEqual(['From', 'To']);
  });

  test('through several resources, of which not all lead to the target', () => {
    const stack = newStack();
    const [a, b, c, d] = ['A', 'B', 'C', 'D'].map((id) => resource(stack, id));
    [[a, b], [a, c], [b, c], [c, d]].forEach(([from, to]) => from.addDependency(to));
    expect(idsOf(dependencyPath(a, new Set([d])))).toEqual(['A', 'B', 'C', 'D']);
  });

  test('from a resource to itself, with one element', () => {
    const one = resource(newStack(), 'One');
    expect(dependencyPath(one, new Set([one]))).toEqual([one]);
  });
});

describe('no dependency path exists', () => {
  test.each<[string, (stack: Stack) => object]>([
    ['from a resource without references', () => ({})],
    ['by a parameter or a pseudo parameter', (stack) => ({ A: new CfnParameter(stack, 'P').valueAsString, B: stack.region })],
    ['by a string that equals the logical id', () => ({ A: 'To', B: { To: 'To' } })],
  ])('%s', (_name, properties) => {
    const stack = newStack();
    expect(dependencyPath(resource(stack, 'From', properties(stack)), new Set([resource(stack, 'To')]))).toBeUndefined();
  });

  test('in the reverse direction', () => {
    const stack = newStack();
    const to = resource(stack, 'To');
    expect(dependencyPath(to, new Set([resource(stack, 'From', { A: to.ref })]))).toBeUndefined();
  });

  test('from a dependency cycle that does not contain the target', () => {
    const stack = newStack();
    const [a, b, c] = ['A', 'B', 'C'].map((id) => resource(stack, id));
    a.addDependency(b);
    b.addDependency(a);
    expect(dependencyPath(a, new Set([c]))).toBeUndefined();
  });
});

describe('dependency paths through nested stacks', () => {
  function nest() {
    const stack = newStack();
    const [one, two] = ['One', 'Two'].map((id) => new NestedStack(stack, id));
    return { stack, one, two, outer: resource(stack, 'Outer'), inOne: resource(one, 'InOne'), inTwo: resource(two, 'InTwo') };
  }

  test('what depends on a nested stack depends on all that is in it', () => {
    const { stack, outer, one, inOne, inTwo } = nest();
    outer.addDependency(one.nestedStackResource as CfnResource);
    synthOf(stack);
    expect(idsOf(dependencyPath(outer, new Set([inOne])))).toEqual(['Outer', 'One.NestedStackResource', 'InOne']);
    expect(dependencyPath(outer, new Set([inTwo]))).toBeUndefined();
  });

  test('what is in a nested stack depends on what the whole of it waits for', () => {
    const { stack, outer, two, inOne, inTwo } = nest();
    inTwo.addDependency(outer);
    const other = resource(two, 'OtherInTwo');
    synthOf(stack);
    expect(idsOf(dependencyPath(other, new Set([outer])))).toEqual(['OtherInTwo', 'Outer']);
    expect(dependencyPath(inOne, new Set([outer]))).toBeUndefined();
  });

  test('a nested stack depends on what its parameters refer to, and on the outputs of others', () => {
    const { stack, outer, two, inOne } = nest();
    const [ofOuter, ofOne] = [outer, inOne].map((to) => resource(two, `Of${to.node.id}`, { A: to.ref }));
    synthOf(stack);
    expect(dependencyPath(ofOuter, new Set([outer]))).toBeDefined();
    expect(idsOf(dependencyPath(ofOne, new Set([inOne])))).toEqual(['OfInOne', 'One.NestedStackResource', 'InOne']);
  });

  test('two resources do not depend on each other merely because they are in the same nested stack', () => {
    const { stack, outer, two, inTwo } = nest();
    inTwo.addDependency(outer);
    const other = resource(two, 'OtherInTwo');
    synthOf(stack);
    expect([dependencyPath(other, new Set([inTwo])), dependencyPath(inTwo, new Set([other]))]).toEqual([undefined, undefined]);
  });

  test('nestedStackOf returns the nested stack that a resource represents', () => {
    const { one, inOne, outer } = nest();
    expect([one.nestedStackResource as CfnResource, inOne, outer].map(nestedStackOf)).toEqual([one, undefined, undefined]);
    expect(nestedStackOf(new CfnResource(newStack(), 'Raw', { type: 'AWS::CloudFormation::Stack' }))).toBeUndefined();
  });
});

test('dependency paths are cached until the next synthesis', () => {
  const stack = newStack();
  const [from, to] = ['From', 'To'].map((id) => resource(stack, id));
  expect(dependencyPath(from, new Set([to]))).toBeUndefined();
  from.addDependency(to);
  clearSynthCache();
  expect(dependencyPath(from, new Set([to]))).toBeDefined();
});
