import { CfnParameter, CfnResource, Fn, Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import { changeProperties } from '../../src/template/changes/change-properties';
import { linkReferences } from '../../src/template/link-references';
import { SharedText } from '../../src/template/shared-text';
import { synthOf } from '../util/synth';
import { newStack } from '../util/template';

function resource(stack: Stack, id: string, properties: object = {}): CfnResource {
  return new CfnResource(stack, id, { type: 'X::Y::Z', properties: { ...properties } });
}

function link(stack: Stack, properties: object): CfnResource {
  return new CfnResource(stack, 'Link', { type: 'Custom::OnDemandBackup', properties: { ...properties } });
}

const ids = (of: CfnResource) => linkReferences(of).resources.map(({ node }) => node.id);

describe('a custom resource refers to', () => {
  test.each<[string, (stack: Stack, to: CfnResource) => object, string[]]>([
    ['nothing in plain strings', () => ({ A: 'To', B: undefined }), []],
    ['a resource in a string', (_stack, to) => ({ A: `x-${to.ref}-y` }), ['To']],
    ['a resource in a shared text', (stack, to) => ({ A: new SharedText(stack, `x-${to.ref}-y`) }), ['To']],
    ['an attribute', (_stack, to) => ({ A: to.getAtt('Arn') }), ['To']],
    ['a resource in a lazy string', (_stack, to) => ({ A: Lazy.string({ produce: () => `x-${to.ref}` }) }), ['To']],
    ['a resource in a function', () => ({ A: Fn.sub('${To}') }), ['To']],
    ['a resource in JSON', (stack, to) => ({ A: stack.toJsonString({ a: to.ref }) }), ['To']],
    ['a resource in an object', (_stack, to) => ({ A: { B: [to.ref] } }), ['To']],
    ['no parameter', (stack) => ({ A: new CfnParameter(stack, 'P').valueAsString, B: stack.region }), []],
    ['each resource once', (_stack, to) => ({ A: to.ref, B: `${to.ref}${to.getAtt('Arn').toString()}` }), ['To']],
  ])('%s', (_name, properties, expected) => {
    const stack = newStack();
    const to = resource(stack, 'To');
    expect(ids(link(stack, properties(stack, to)))).toEqual(expected);
  });

  test('what overrides refer to, and not what they replace', () => {
    const stack = newStack();
    const [to, other] = ['To', 'Other'].map((id) => resource(stack, id));
    const one = link(stack, { A: to.ref });
    one.addPropertyOverride('A', other.ref);
    expect(ids(one)).toEqual(['Other']);
  });

  test.each<[string, (one: CfnResource, to: CfnResource) => void]>([
    ['plain', (one, to) => one.addMetadata('A', `x-${to.ref}`)],
    ['in an object', (one, to) => one.addMetadata('A', { B: to.ref })],
    ['of an override', (one, to) => one.addOverride('Metadata.A', to.ref)],
  ])('what its metadata refers to: %s', (_name, refer) => {
    const stack = newStack();
    const to = resource(stack, 'To');
    const one = link(stack, {});
    refer(one, to);
    expect(ids(one)).toEqual(['To']);
  });

  test('what it waits for, unless an override replaces that', () => {
    const stack = newStack();
    const [to, other] = ['To', 'Other'].map((id) => resource(stack, id));
    const one = link(stack, {});
    one.addDependency(to);
    const two = new CfnResource(stack, 'Two', { type: 'Custom::OnDemandBackup', properties: {} });
    two.addDependency(to);
    two.addOverride('DependsOn', other.node.id);
    expect([ids(one), ids(two)]).toEqual([['To'], ['Other']]);
  });

  test('a nested stack whose output it uses, and nothing of another stack', () => {
    const stack = newStack();
    const nested = new NestedStack(stack, 'Nested');
    const other = resource(new Stack(stack.node.root, 'Elsewhere'), 'Other');
    const one = link(stack, { A: resource(nested, 'To').ref, B: other.ref });
    synthOf(stack);
    expect(ids(one)).toEqual(['Nested.NestedStackResource']);
  });
});

describe('the properties that change with other resources', () => {
  const make = (): CfnResource => {
    const stack = newStack();
    const watched = resource(stack, 'Watched', { A: resource(stack, 'Key').ref });
    const one: CfnResource = link(stack, changeProperties(() => [watched], () => one, { revision: resource(stack, 'Release').ref }));
    return one;
  };

  test('do not count, except a given revision', () => {
    expect(ids(make())).toEqual(['Release']);
    const rendered = make();
    rendered.addPropertyOverride('B', 1);
    expect(ids(rendered)).toEqual(['Release']);
  });

  test('are listed, whether it is rendered or not, if they may refer to something', () => {
    const one = make();
    const rendered = make();
    rendered.addPropertyOverride('B', 1);
    expect([one, rendered].map((each) => linkReferences(each).changing.map(({ value }) => value()))).toEqual([[[{ Ref: 'Key' }]], [[{ Ref: 'Key' }]]]);
  });
});
