import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { CfnCondition, CfnDeletionPolicy, CfnParameter, CfnResource, Fn, Stack, Tags } from 'aws-cdk-lib';
import { AttributeType, type CfnGlobalTable, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { fingerprint } from '../../../src/template/changes/fingerprint';
import { synthOf } from '../../util/synth';
import { newStack } from '../../util/template';

const PROPERTIES = { Name: 'orders', Keys: [{ A: 1, B: 2 }], Throughput: { Read: 1, Write: 2 }, Tags: [{ Key: 'release', Value: '1' }] };

function resourceWith(properties: object = PROPERTIES, stack = newStack(), id = 'R', type = 'X::Y::Z'): CfnResource {
  return new CfnResource(stack, id, { type, properties: { ...properties } });
}

/** The fingerprint of a resource that something was done to. */
function after(change: (resource: CfnResource, stack: Stack) => void, ignored?: string[]): string {
  const stack = newStack();
  const resource = resourceWith(PROPERTIES, stack);
  change(resource, stack);
  return fingerprint([resource], ignored);
}

const plain = after(() => undefined);

test('a fingerprint is a short string of letters and digits, the same each time', () => {
  expect(plain).toMatch(/^[0-9a-f]{32}$/);
  expect(after(() => undefined)).toBe(plain);
});

describe('the fingerprint changes with', () => {
  test.each<[string, (resource: CfnResource, stack: Stack) => void]>([
    ['another value', (resource) => resource.addPropertyOverride('Name', 'customers')],
    ['another value in a list', (resource) => resource.addPropertyOverride('Keys.0.A', 3)],
    ['another value of a member', (resource) => resource.addPropertyOverride('Throughput.Read', 5)],
    ['a number as a string', (resource) => resource.addPropertyOverride('Throughput.Read', '1')],
    ['an additional property', (resource) => resource.addPropertyOverride('More', false)],
    ['a removed property', (resource) => resource.addPropertyDeletionOverride('Throughput')],
    ['another tag', (resource) => resource.addPropertyOverride('Tags.0.Value', '2')],
    ['another reference', (resource, stack) => resource.addPropertyOverride('Name', new CfnParameter(stack, 'P').valueAsString)],
    ['another logical id, which is another resource', (resource) => resource.overrideLogicalId('Other')],
    ['another type', (resource) => resource.addOverride('Type', 'X::Y::Other')],
    ['a condition', (resource, stack) => {
      resource.cfnOptions.condition = new CfnCondition(stack, 'C', { expression: Fn.conditionEquals('a', 'b') });
    }],
  ])('%s', (_name, change) => {
    expect(after(change)).not.toBe(plain);
  });

  test('another order of a list', () => {
    const [one, other] = [['a', 'b'], ['b', 'a']].map((Names) => fingerprint([resourceWith({ Names })]));
    expect(other).not.toBe(one);
  });

  test('an additional resource, and another order of resources', () => {
    const stack = newStack();
    const [a, b] = ['A', 'B'].map((id) => resourceWith({}, stack, id));
    expect(new Set([[a], [b], [a, b], [b, a]].map((resources) => fingerprint(resources))).size).toBe(4);
  });
});

describe('the fingerprint does not change with', () => {
  test.each<[string, (resource: CfnResource, stack: Stack) => void]>([
    ['metadata', (resource) => resource.addMetadata('aws:asset:path', '/home/me/asset')],
    ['a deletion policy', (resource) => { resource.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN; }],
    ['an update-replace policy', (resource) => { resource.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN; }],
    ['DependsOn', (resource, stack) => resource.addDependency(resourceWith({}, stack, 'First'))],
    ['a property without value', (resource) => resource.addPropertyOverride('None', undefined)],
  ])('%s', (_name, change) => {
    expect(after(change)).toBe(plain);
  });

  test('another order of keys, however deep', () => {
    const orders = [{ A: { C: 1, D: [{ E: 1, F: 2 }] }, B: 2 }, { B: 2, A: { D: [{ F: 2, E: 1 }], C: 1 } }];
    const [one, other] = orders.map((properties) => fingerprint([resourceWith(properties)]));
    expect(other).toBe(one);
  });

  test('a resource in a stack of another name, elsewhere in the tree', () => {
    expect(fingerprint([resourceWith(PROPERTIES, new Stack(undefined, 'Elsewhere'))])).toBe(plain);
  });

  test('an asset with the same content in another folder', () => {
    const prints = ['one', 'two'].map((name) => {
      const folder = mkdtempSync(path.join(tmpdir(), name));
      try {
        writeFileSync(path.join(folder, 'index.js'), 'exports.handler = () => 1;');
        const lambda = new LambdaFunction(newStack(), 'F', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromAsset(folder) });
        return fingerprint([lambda.node.defaultChild as CfnResource]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
    expect(prints[1]).toBe(prints[0]);
  });
});

describe('a fingerprint with ignored properties', () => {
  test('does not change with them, but with every other property', () => {
    const ignored = ['Tags', 'Throughput.Read', 'Keys.B'];
    const same = after(() => undefined, ignored);
    const retagged = after((resource) => {
      resource.addPropertyOverride('Tags.0.Value', '2');
      resource.addPropertyOverride('Throughput.Read', 9);
      resource.addPropertyOverride('Keys.0.B', 9);
    }, ignored);
    expect(retagged).toBe(same);
    expect(after((resource) => resource.addPropertyDeletionOverride('Tags'), ignored)).toBe(same);
    expect(after((resource) => resource.addPropertyOverride('Throughput.Write', 9), ignored)).not.toBe(same);
    expect(after((resource) => resource.addPropertyOverride('Keys.0.A', 9), ignored)).not.toBe(same);
  });

  test('may ignore a property that does not exist', () => {
    expect(after(() => undefined, ['None', 'Name.None', 'Keys.None.None'])).toBe(plain);
  });

  test('ignores the tags of a global table as those of its replicas', () => {
    const printWith = (release: string, ignored: string[]) => {
      const table = new TableV2(newStack(), 'T', { partitionKey: { name: 'id', type: AttributeType.STRING } });
      Tags.of(table).add('release', release);
      synthOf(table); // tags are added by an aspect
      return fingerprint([table.node.defaultChild as CfnGlobalTable], ignored);
    };
    expect(printWith('2', ['Tags'])).not.toBe(printWith('1', ['Tags']));
    expect(printWith('2', ['Replicas.Tags'])).toBe(printWith('1', ['Replicas.Tags']));
  });
});
