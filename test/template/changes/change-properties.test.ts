import { type App, CfnParameter, CfnResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { changeProperties } from '../../../src/template/changes/change-properties';
import * as fingerprints from '../../../src/template/changes/fingerprint';
import { DependencySearch } from '../../../src/template/dependency-search';
import { newStack } from '../../util/template';
import { flawsOf } from '../../util/template-graph';

function resource(stack: Stack, id: string, properties: object = {}): CfnResource {
  return new CfnResource(stack, id, { type: 'X::Y::Z', properties: { ...properties } });
}

/** A custom resource that watches others. */
function holderOf(stack: Stack, id: string, watched: CfnResource[], options?: Parameters<typeof changeProperties>[2]): CfnResource {
  const properties = { ...changeProperties(() => watched, () => holder, options) };
  const holder: CfnResource = new CfnResource(stack, id, { type: 'Custom::OnDemandBackup', properties });
  return holder;
}

function propertiesOf(stack: Stack, id: string): Record<string, unknown> {
  const { Resources } = Template.fromStack(stack).toJSON() as { Resources: Record<string, { Properties: Record<string, unknown> }> };
  return Resources[id].Properties;
}

test('the change properties are the fingerprint and the references of the watched resource', () => {
  const stack = newStack();
  const watched = resource(stack, 'R', { A: new CfnParameter(stack, 'P').valueAsString });
  holderOf(stack, 'Holder', [watched]);
  expect(propertiesOf(stack, 'Holder')).toEqual({ Revision: fingerprints.fingerprint([watched]), DeployTimeValues: [{ Ref: 'P' }] });
});

test('the change properties have no references if the watched resource refers to nothing', () => {
  const stack = newStack();
  holderOf(stack, 'Holder', [resource(stack, 'R')]);
  expect(Object.keys(propertiesOf(stack, 'Holder'))).toEqual(['Revision']);
});

test('the revision consists of the given revision and the fingerprint without ignored properties', () => {
  const stack = newStack();
  const watched = resource(stack, 'R', { A: 1, B: 2 });
  holderOf(stack, 'Holder', [watched], { ignored: ['A'], revision: 'v1' });
  expect(propertiesOf(stack, 'Holder').Revision).toBe(`v1 ${fingerprints.fingerprint([watched], ['A'])}`);
});

test('the given revision may be known only at deploy time', () => {
  const stack = newStack();
  holderOf(stack, 'Holder', [resource(stack, 'R')], { revision: new CfnParameter(stack, 'Release').valueAsString });
  expect(propertiesOf(stack, 'Holder').Revision).toEqual({ 'Fn::Join': ['', [{ Ref: 'Release' }, expect.stringMatching(/^ [0-9a-f]{32}$/)]] });
});

test('the definition of a watched resource counts as it is at the end of the synthesis', () => {
  const stack = newStack();
  const watched = resource(stack, 'R');
  holderOf(stack, 'Holder', [watched]);
  watched.addPropertyOverride('Late', new CfnParameter(stack, 'P').valueAsString);
  expect(propertiesOf(stack, 'Holder')).toEqual({ Revision: fingerprints.fingerprint([watched]), DeployTimeValues: [{ Ref: 'P' }] });
});

test('a reference to another stack does not count, even if a resource of this stack has the same name', () => {
  const stack = newStack();
  const [, other] = [stack, new Stack(stack.node.root, 'Other')].map((each) => resource(each, 'Key'));
  holderOf(stack, 'Holder', [resource(stack, 'R', { A: other.ref })]);
  expect(propertiesOf(stack, 'Holder').DeployTimeValues).toBeUndefined();
});

test('a second synthesis sees what changed since the first', () => {
  const stack = newStack();
  const watched = resource(stack, 'R');
  holderOf(stack, 'Holder', [watched]);
  (stack.node.root as App).synth();
  watched.addPropertyOverride('Late', new CfnParameter(stack, 'P').valueAsString);
  const again = (stack.node.root as App).synth({ force: true }).getStackByName('Shop');
  const template = again.template as { Resources: Record<string, { Properties: object }> };
  expect(template.Resources.Holder.Properties).toEqual({ Revision: fingerprints.fingerprint([watched]), DeployTimeValues: [{ Ref: 'P' }] });
});

test('each definition is hashed once in a synthesis, and not during a search for a dependency path', () => {
  const fingerprint = jest.spyOn(fingerprints, 'fingerprint');
  const stack = newStack();
  let before = resource(stack, 'R0');
  [1, 2, 3].forEach((n) => {
    const watched = resource(stack, `R${n}`, { A: before.ref });
    watched.addDependency(holderOf(stack, `Holder${n}`, [watched]));
    before = watched;
  });
  expect([1, 2, 3].map((n) => propertiesOf(stack, `Holder${n}`).DeployTimeValues)).toEqual([0, 1, 2].map((n) => [{ Ref: `R${n}` }]));
  expect(fingerprint).toHaveBeenCalledTimes(3);
});

describe('two custom resources that watch what the other one needs create no dependency cycle', () => {
  // T1 refers to T2, and W to E. A watches T1 and E, B watches T2 and W. Each may refer to what its own refer to, but not both
  function plant(order: ('A' | 'B')[]): Stack {
    const stack = newStack();
    const [e, t2] = ['E', 'T2'].map((id) => resource(stack, id));
    const [t1, w] = [['T1', t2], ['W', e]].map(([id, to]) => resource(stack, id as string, { To: (to as CfnResource).ref }));
    const watched = { A: [t1, e], B: [t2, w] };
    order.forEach((id) => {
      const holder = holderOf(stack, id, watched[id]);
      watched[id].forEach((each) => each.addDependency(holder));
      // A backup searches for dependency cycles without these references
      holder.node.addValidation({ validate: () => new DependencySearch().path(holder, new Set(watched[id])) ? ['a dependency cycle'] : [] });
    });
    return stack;
  }

  test.each<[('A' | 'B')[], object | undefined, object | undefined]>([
    [['A', 'B'], [{ Ref: 'T2' }], undefined],
    [['B', 'A'], undefined, [{ Ref: 'E' }]],
  ])('and the first of %j has priority', (order, ofA, ofB) => {
    const stack = plant(order);
    expect([propertiesOf(stack, 'A').DeployTimeValues, propertiesOf(stack, 'B').DeployTimeValues]).toEqual([ofA, ofB]);
    expect(flawsOf(stack.node.root as App)).toEqual([]);
  });
});
