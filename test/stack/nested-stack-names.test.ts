import { formerNestedStackPattern, nestedStackPatterns } from '../../src/stack/nested-stack-names';

/** As IAM compares a pattern: `*` is any number of characters, `?` is one. */
function matches(pattern: string, name: string): boolean {
  return new RegExp(`^${pattern.replace(/[-]/g, '\\-').replace(/\*/g, '.*').replace(/\?/g, '.')}$`).test(name);
}

/** Names of nested stacks that people have published, with the names of their parents and the beginnings of their logical ids. */
const PUBLISHED: [string, string, string][] = [
  ['integ-tests-u7brkajrdgec5ys8-performance-te-ComputeFleetQueuesNestedStackQueuesNestedS-7R1JJ4IR4CM6',
    'integ-tests-u7brkajrdgec5ys8-performance-test', 'ComputeFleetQueuesNestedStackQueuesNestedStackResource1A2B3C4D'],
  ['backgroundagent-dev-AgentRegistryStackNestedStackAgentRegistryStackNestedStackResource-16VAX8Y6Y64W',
    'backgroundagent-dev', 'AgentRegistryStackNestedStackAgentRegistryStackNestedStackResource1A2B3C4D'],
  ['CdkTestStack-AppsyncappsyncnestedstackNestedStackappsyncnestedstackNestedStackResource-P82SEBEDKPYG',
    'CdkTestStack', 'AppsyncappsyncnestedstackNestedStackappsyncnestedstackNestedStackResource1A2B3C4D'],
  ['ai-customer-service-knowledgebasestackNestedStackknowledgebasestackNestedStackResource-1G2D70WWWAQHW',
    'ai-customer-service', 'knowledgebasestackNestedStackknowledgebasestackNestedStackResource1A2B3C4D'],
  ['CdkStack-awscdkawseksClusterResourceProviderNestedStackawscdkawseksClusterResourceProv-1G8GRB50HLVGO',
    'CdkStack', 'awscdkawseksClusterResourceProviderNestedStackawscdkawseksClusterResourceProviderNestedStackResource9827C454'],
  ['CdkStack-awscdkawseksKubectlProviderNestedStackawscdkawseksKubectlProviderNestedStackR-H8CE759H0XAJ',
    'CdkStack', 'awscdkawseksKubectlProviderNestedStackawscdkawseksKubectlProviderNestedStackResourceA7AEBA6B'],
  ['mystack-mynestedstack-sggfrhxhum7w', 'mystack', 'mynestedstack'],
];

/**
 * The name that CloudFormation gives a nested stack, written apart from the product; the test below holds it against the published names.
 *
 * @param room for the two parts and their hyphen
 */
function nameOf(parent: string, id: string, random: string, room = 86): string {
  let [ofParent, ofId] = [parent.length, id.length];
  while (ofParent + 1 + ofId > room) { // it takes from the one that has more than its half
    if (ofId > Math.floor((room - 1) / 2)) { ofId--; } else { ofParent--; }
  }
  return `${parent.slice(0, ofParent)}-${id.slice(0, ofId)}-${random}`;
}

function nameOfChain(root: string, ids: readonly string[], random: () => string, room?: number): string {
  return ids.reduce((parent, id) => nameOf(parent, id, random(), room), root);
}

/** Repeatable: the numbers of a linear congruential generator. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return Math.floor(state / 4294967296 * below);
  };
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const below = generator(20240611);
const pick = <T>(values: ArrayLike<T>): T => values[below(values.length)];
const word = (length: number, letters = 'abcdefghijklmnopqrstuvwxyz') => Array.from({ length }, () => pick(letters)).join('');
const random = () => word(11 + below(3), UPPER);
const cdkId = () => {
  const [path, id] = [word(below(20)), word(1 + below(40))];
  return `${path}${id}NestedStack${id}NestedStackResource${word(8, '0123456789ABCDEF')}`;
};
const ownId = () => word(1 + below(60));
const rootName = (length: number) => `${word(1)}${word(length - 1, 'abcdefghijklmnopqrstuvwxyz-0123456789')}`;

test.each(PUBLISHED)('the name %s is as CloudFormation cuts it, and found', (name, parent, id) => {
  expect(nameOf(parent, id, name.split('-').pop() as string)).toBe(name);
  expect(nestedStackPatterns(parent, [id]).some((pattern) => matches(pattern, name))).toBe(true);
});

describe.each([['that aws-cdk-lib makes', cdkId], ['of the user', ownId]])('with logical ids %s', (_whose, makeId) => {
  test.each([1, 2, 3, 4])('nested stacks %i deep are found, whatever is cut', (depth) => {
    const missed: string[] = [];
    for (let i = 0; i < 500; i++) {
      const root = rootName(1 + below(128));
      const ids = Array.from({ length: depth }, makeId);
      const name = nameOfChain(root, ids, random);
      if (!nestedStackPatterns(root, ids).some((pattern) => matches(pattern, name))) { missed.push(`${name} of ${root}: ${ids.join(', ')}`); }
    }
    expect(missed).toEqual([]);
  });

  test.each([1, 2, 3])('nested stacks %i deep are found when CloudFormation has a little less room', (depth) => {
    const missed: string[] = [];
    for (let i = 0; i < 500; i++) {
      const root = rootName(1 + below(128));
      const ids = Array.from({ length: depth }, makeId);
      const name = nameOfChain(root, ids, random, 83 + below(3));
      if (!nestedStackPatterns(root, ids).some((pattern) => matches(pattern, name))) { missed.push(`${name} of ${root}: ${ids.join(', ')}`); }
    }
    expect(missed).toEqual([]);
  });

  test('no other stack is found: neither one whose name begins with the same, nor what is nested in it', () => {
    const found: string[] = [];
    for (let i = 0; i < 500; i++) {
      const root = rootName(1 + below(40));
      const ids = Array.from({ length: 1 + below(3) }, makeId);
      const other = `${root}-${pick(['Prod', 'prod-eu', 'Test', 'Pipeline', `${ids[0].slice(0, 6)}x`, 'x'])}`;
      const foreign = [other, nameOf(other, makeId(), random()), nameOfChain(other, [makeId(), makeId()], random), `${root}x`, `x${root}`];
      foreign.filter((name) => nestedStackPatterns(root, ids).some((pattern) => matches(pattern, name))).forEach((name) => found.push(`${name}: ${root} ${ids.join()}`));
    }
    expect(found).toEqual([]);
  });
});

test('a nested stack with a short logical id is not confused with a stack of that name', () => {
  const patterns = nestedStackPatterns('Shop', ['Prod']);
  expect(patterns).toEqual(['Shop-Prod-???????????', 'Shop-Prod-????????????', 'Shop-Prod-?????????????']);
  const foreign = ['Shop', 'Shop-Prod', 'Shop-Prod-EU', 'Shop-Production', 'Shop-Prod-OrdersNestedStackOrdersNestedStackResource1A2B3C4D-1ABCDEFGHIJKL'];
  expect(foreign.filter((name) => patterns.some((pattern) => matches(pattern, name)))).toEqual([]);
});

test('a pattern is no longer than it must be', () => {
  expect(nestedStackPatterns('Shop', ['OrdersNestedStackOrdersNestedStackResource1A2B3C4D'])).toEqual(['Shop-OrdersNestedStackOrdersNestedStackResource1A2B3C4D*']);
});

describe('a former nested stack', () => {
  test('is found by what aws-cdk-lib calls nested stacks, whatever is cut', () => {
    for (let i = 0; i < 500; i++) {
      const root = rootName(1 + below(128));
      const id = word(1 + below(33));
      const name = nameOfChain(root, Array.from({ length: 1 + below(3) }, () => `${id}NestedStack${id}NestedStackResource1A2B3C4D`), random);
      expect([name, matches(formerNestedStackPattern(root), name)]).toEqual([name, true]);
    }
  });

  test.each(['Nested', 'NestedS', 'NestedStac'])('is found when a cut leaves %s', (rest) => {
    const root = 'shop-production-eu-west-1-customer-facing-services';
    const id = 'x'.repeat(42 - rest.length);
    const name = nameOf(root, `${id}NestedStack${id}NestedStackResource1A2B3C4D`, '1ABCDEFGHIJKL');
    expect(name).toBe(`${root.slice(0, 43)}-${id}${rest}-1ABCDEFGHIJKL`);
    expect(matches(formerNestedStackPattern(root), name)).toBe(true);
  });

  test('cannot be told apart from a stack that is nested in another one, whose name begins with that of this one and a hyphen', () => {
    expect(matches(formerNestedStackPattern('Shop'), 'Shop-Prod-OrdersNestedStackOrdersNestedStackResource1A2B3C4D-1ABCDEFGHIJKL')).toBe(true);
  });

  test('is no other stack', () => {
    const foreign = ['Shop', 'Shop-Prod', 'Shop-Prod-EU', 'Shop-Orders-1ABCDEFGHIJKL', 'ShopNestedStack', 'Shop-NestedStack', 'Shop-Nested-Prod', 'Shopping-OrdersNestedStackOrdersNestedStackResource-1ABCDEFGHIJKL'];
    expect(foreign.filter((name) => matches(formerNestedStackPattern('Shop'), name))).toEqual([]);
  });
});
