import { App, Aws, CfnParameter, CfnResource, Fn, Lazy, Stack, Stage, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EventBus, type EventPattern, Match } from 'aws-cdk-lib/aws-events';
import { BackupTrigger } from 'cdk-on-demand-backup';
import { Construct } from 'constructs';
import { stableId } from '../../../src/triggers/delivery/stable-id';
import { define, newStack, stackWith } from '../../util/template';

function idOf(identity: unknown, scope: Construct = newStack()): string {
  return stableId(scope, 'On', identity);
}

function resourceIn(scope: Construct, id = 'R'): CfnResource {
  return new CfnResource(scope, id, { type: 'X::Y::Z' });
}

describe('the id of an identity', () => {
  test('is the same for the same, and short', () => {
    expect(idOf(['a', { b: 1 }])).toMatch(/^On[0-9a-f]{8}$/);
    expect(idOf(['a', { b: 1 }])).toBe(idOf(['a', { b: 1 }]));
  });

  test('does not depend on the order of keys, which differs between languages, but on that of a list', () => {
    expect(idOf([{ detail: { state: ['x'], kind: ['y'] }, source: ['shop'] }])).toBe(idOf([{ source: ['shop'], detail: { kind: ['y'], state: ['x'] } }]));
    expect(idOf([{ source: ['a', 'b'] }])).not.toBe(idOf([{ source: ['b', 'a'] }]));
  });

  test.each<[string, (stack: Stack) => [unknown, unknown]]>([
    ['literals', () => ['a', 'b']],
    ['references to two resources', (stack) => [resourceIn(stack, 'A').ref, resourceIn(stack, 'B').ref]],
    ['two attributes of one resource', (stack) => [resourceIn(stack).getAtt('A').toString(), resourceIn(stack, 'S').getAtt('B').toString()]],
    ['two resources of the same path in two stacks', (stack) => [resourceIn(stack).ref, resourceIn(new Stack(stack.node.root, 'Other')).ref]],
    ['parameters', (stack) => [new CfnParameter(stack, 'A').valueAsString, new CfnParameter(stack, 'B').valueAsString]],
    ['what CloudFormation computes', () => [Fn.importValue('A'), Fn.importValue('B')]],
    ['pseudo parameters in strings', () => [`x-${Aws.REGION}`, `x-${Aws.ACCOUNT_ID}`]],
    ['references in strings', (stack) => [`x-${resourceIn(stack, 'A').ref}`, `x-${resourceIn(stack, 'B').ref}`]],
    ['matchers of aws-cdk-lib', () => [{ source: Match.prefix('a') }, { source: Match.prefix('b') }]],
    ['a reference and a literal beside a Lazy', (stack) => [[resourceIn(stack).ref, lazy()], ['R', lazy()]]],
  ])('differs with %s', (_name, make) => {
    const stack = newStack();
    const [one, other] = make(stack);
    expect(idOf(one, stack)).not.toBe(idOf(other, stack));
  });

  test('does not depend on the logical id of what it refers to, nor on the stage', () => {
    const ids = ['Dev', 'Prod'].map((id) => {
      const stack = new Stack(new Stage(new App(), id), 'Shop');
      const resource = resourceIn(stack);
      const [before, elsewhere] = [idOf(resource.ref, stack), idOf(resource.ref, new Stack(stack.node.scope as Construct, 'Other'))];
      resource.overrideLogicalId(`Other${id}`);
      return [before, idOf(resource.ref, stack), elsewhere];
    });
    expect(ids[0][1]).toBe(ids[0][0]);
    expect(ids[1]).toEqual(ids[0]);
  });

  test('resolves no Lazy, wherever it is', () => {
    const identity = [
      lazy(), { list: Lazy.list({ produce: fail }), any: Lazy.any({ produce: fail }), uncached: Lazy.uncachedString({ produce: fail }) },
      `x-${lazy()}`, Fn.join('', ['a', lazy()]), Lazy.number({ produce: fail }),
    ];
    expect(idOf(identity)).toMatch(/^On[0-9a-f]{8}$/);
  });

  test('gets a number if it differs from another one in a Lazy only', () => {
    const stack = newStack();
    const ids = [1, 2, 3].map(() => {
      const id = idOf(['a', lazy()], stack);
      new Construct(stack, id);
      return id;
    });
    expect(ids).toEqual([ids[0], `${ids[0]}N2`, `${ids[0]}N3`]);
    expect(idOf(['b', lazy()], stack)).not.toMatch(/N\d$/);
  });

  test('gets no number without a Lazy, so that the same trigger twice is noticed', () => {
    const stack = newStack();
    new Construct(stack, idOf('a', stack));
    expect(idOf('a', stack)).toBe(idOf('a'));
  });
});

function fail(): never {
  throw new Error('too early');
}

function lazy(): string {
  return Lazy.string({ produce: fail });
}

describe('onEvent with a Lazy in its pattern', () => {
  const patternsOf = (stack: Stack) => Object.values(Template.fromStack(stack).findResources('AWS::Events::Rule'))
    .map(({ Properties }) => (Properties as { EventPattern: unknown }).EventPattern);

  test.each<[string, (entries: string[]) => EventPattern]>([
    ['a list', (entries) => ({ source: Lazy.list({ produce: () => entries }) })],
    ['an entry', (entries) => ({ source: [Lazy.string({ produce: () => entries.join() })] })],
    ['a list that keeps nothing', (entries) => ({ source: Lazy.uncachedList({ produce: () => entries }) })],
    ['a detail', (entries) => ({ detail: { kind: Lazy.list({ produce: () => entries }) } })],
    ['resources', (entries) => ({ resources: Lazy.list({ produce: () => entries }) })],
    ['an untyped value', (entries) => ({ detail: { kind: Token.asList(Lazy.any({ produce: () => entries })) } })],
  ])('keeps the entries that are added later: %s', (_name, make) => {
    const entries: string[] = [];
    const stack = stackWith({ triggers: [BackupTrigger.onEvent(make(entries))] });
    entries.push('shop');
    expect(JSON.stringify(patternsOf(stack))).toContain('["shop"]');
  });

  test('may be there twice', () => {
    const lists = [['one'], ['two']].map((entries) => BackupTrigger.onEvent({ source: Lazy.list({ produce: () => entries }) }));
    expect(patternsOf(stackWith({ triggers: lists }))).toEqual([{ source: ['one'] }, { source: ['two'] }]);
  });

  test('may be for two buses of the same path in two stacks', () => {
    const stack = newStack();
    const buses = [stack, new Stack(stack.node.root, 'Other')].map((scope) => new EventBus(scope, 'Bus'));
    define(stack, 'Backup', { triggers: buses.map((eventBus) => BackupTrigger.onEvent({ source: ['shop'] }, { eventBus })) });
    expect(patternsOf(stack)).toHaveLength(2);
  });

  test('is an error when it is the same twice', () => {
    expect(() => stackWith({ triggers: [1, 2].map(() => BackupTrigger.onEvent({ source: ['shop'] })) })).toThrow(/has the same onEvent twice/);
  });
});
