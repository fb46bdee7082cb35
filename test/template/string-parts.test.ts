import { Aws, CfnParameter, CfnResource, Fn, Lazy, NestedStack, Reference, type Stack, Token } from 'aws-cdk-lib';
import { stringParts } from '../../src/template/string-parts';
import { newStack } from '../util/template';

const UNKNOWN = { isKnownLater: false };
const LATER = { isKnownLater: true };

/** The parts of a string, with the path of the target for a reference. */
function partsOf(make: (stack: Stack) => string, isSettled = false): unknown[] {
  const stack = newStack();
  new CfnResource(stack, 'R', { type: 'X::Y::Z' });
  return stringParts(stack, make(stack), isSettled).parts.map((part) => Reference.isReference(part) ? `<${part.target.node.path} ${part.displayName}>` : part);
}

const ref = (stack: Stack) => (stack.node.findChild('R') as CfnResource).ref;

describe('the parts of a string', () => {
  test.each<[string, (stack: Stack) => string, unknown[]]>([
    ['a literal', () => 'abc', ['abc']],
    ['an empty string', () => '', []],
    ['a reference', ref, ['<Shop/R Ref>']],
    ['a reference between literals', (stack) => `a${ref(stack)}b`, ['a', '<Shop/R Ref>', 'b']],
    ['a parameter', (stack) => new CfnParameter(stack, 'P').valueAsString, ['<Shop/P Ref>']],
    ['a pseudo parameter', () => `x${Aws.REGION}`, ['x', UNKNOWN]],
    ['an import', () => Fn.importValue('Name'), [UNKNOWN]],
    ['what is joined', (stack) => Fn.join('', ['a', ref(stack), Fn.join('', ['b', 'c'])]), ['a', '<Shop/R Ref>', 'bc']],
    ['what is joined with a delimiter', (stack) => Fn.join('-', ['a', ref(stack)]), ['a-', '<Shop/R Ref>']],
    ['a list that is joined', () => Fn.join('', Fn.split(',', Fn.importValue('Names'))), [UNKNOWN]],
    ['what is selected', (stack) => Fn.select(1, Fn.split('/', ref(stack))), [UNKNOWN]],
    ['a nested stack', (stack) => new NestedStack(stack, 'Nested').stackId, ['<Shop/Nested.NestedStack/Nested.NestedStackResource Ref>']],
    ['a Lazy that keeps nothing', () => Lazy.uncachedString({ produce: () => 'a' }), ['a']],
    ['a Lazy that keeps its value', () => Lazy.string({ produce: () => 'a' }), [LATER]],
    ['one in what CloudFormation computes', () => Fn.join('', ['a', Lazy.string({ produce: () => 'b' })]), ['a', LATER]],
    ['one that is no string yet', () => Lazy.uncachedString({ produce: () => undefined }), [LATER]],
    ['a number as a string', () => Token.asString(Token.asAny(7)), [UNKNOWN]],
  ])('%s', (_name, make, parts) => {
    expect(partsOf(make)).toEqual(parts);
  });

  test.each<[string, (stack: Stack) => string, unknown[]]>([
    ['a Lazy that keeps its value', () => Lazy.string({ produce: () => 'a' }), ['a']],
    ['a Lazy that is a reference', (stack) => Lazy.string({ produce: () => `a${ref(stack)}` }), ['a', '<Shop/R Ref>']],
    ['a Lazy without a value', () => Lazy.string({ produce: () => undefined }), [UNKNOWN]],
  ])('in the end, of %s', (_name, make, parts) => {
    expect(partsOf(make, true)).toEqual(parts);
  });

  test('an error of a Lazy counts in the end only', () => {
    const broken = () => Lazy.uncachedString({ produce: () => { throw new Error('broken'); } });
    expect(partsOf(broken)).toEqual([LATER]);
    expect(() => partsOf(broken, true)).toThrow('broken');
  });
});

test.each<[string, (stack: Stack) => string, boolean]>([
  ['a literal', () => 'a', false],
  ['a reference', ref, false],
  ['a Lazy that keeps its value', () => Lazy.string({ produce: () => 'a' }), true],
  ['a Lazy that keeps nothing', () => Lazy.uncachedString({ produce: () => 'a' }), true],
])('%s has a Lazy: %#', (_name, make, hasLazy) => {
  const stack = newStack();
  new CfnResource(stack, 'R', { type: 'X::Y::Z' });
  expect(stringParts(stack, make(stack), false).hasLazy).toBe(hasLazy);
});
