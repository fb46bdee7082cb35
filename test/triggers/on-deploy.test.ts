import { App, CfnCondition, CfnParameter, CfnResource, Duration, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Policy } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BackupTrigger, DeployRun, type OnDemandBackupProps, type OnDeployOptions } from 'cdk-on-demand-backup';
import { Construct } from 'constructs';
import { partitionKey } from '../util/resources';
import { linksOf, staleNestedStacksOf } from '../util/synth';
import { define, flatten, newStack, stackWith, warningsOf } from '../util/template';
import { flawsOf, idOf } from '../util/template-graph';

const flaws = (construct: Construct) => [...flawsOf(construct.node.root as App), ...staleNestedStacksOf(construct)];
const onDeploy = (options: OnDeployOptions): Partial<OnDemandBackupProps> => ({ triggers: [BackupTrigger.onDeploy(options)] });

function resource(scope: Construct, id: string, properties: object = {}): CfnResource {
  return new CfnResource(scope, id, { type: 'X::Y::Z', properties: { ...properties } });
}

/** The properties of the custom resource in a stack. */
function propertiesIn(stack: Stack): Record<string, unknown> {
  return linksOf(stack).OnDeploy.Properties;
}

describe('onDeploy by default', () => {
  test('runs the backup again only if its request changes', () => {
    expect(Object.keys(propertiesIn(stackWith()))).toEqual(['ServiceToken', 'Request', 'ResourceType', 'WaitPolicy', 'History', 'StateMachineArn']);
  });

  test.each<[string, OnDeployOptions]>([['no options', {}], ['ON_CHANGE', { run: DeployRun.ON_CHANGE }]])('as with %s', (_name, options) => {
    expect(propertiesIn(stackWith(onDeploy(options)))).toEqual(propertiesIn(stackWith()));
  });
});

describe('the revision of onDeploy', () => {
  test('that is given as undefined has a warning: a later release would make no backup', () => {
    const warnings = (options: OnDeployOptions) => warningsOf(stackWith(onDeploy(options))).filter((warning) => warning.includes('revision'));
    expect(warnings({ revision: undefined })).toEqual([expect.stringMatching(/^`revision` is undefined, so a later release makes no backup .*node\.getContext.* \[ack: cdk-on-demand-backup:revisionUndefined\]$/)]);
    for (const revision of [' ', 'undefined', 'null', 'NaN', '[object Object]']) {
      expect(warnings({ revision })).toEqual([expect.stringContaining(`\`revision\` is ${JSON.stringify(revision)}, so a later release makes no backup`)]);
    }
    expect([{}, { revision: '1' }, { run: DeployRun.ONCE }].flatMap(warnings)).toEqual([]);
  });

  test('is in the custom resource unchanged', () => {
    expect(propertiesIn(stackWith(onDeploy({ revision: 'v1.2' }))).Revision).toBe('v1.2');
  });

  test('may be known only at deploy time', () => {
    const stack = newStack();
    define(stack, 'Backup', onDeploy({ revision: new CfnParameter(stack, 'Release').valueAsString }));
    expect(propertiesIn(stack).Revision).toEqual({ Ref: 'Release' });
  });

  test('is only in the first custom resource of a chain', () => {
    const links = linksOf(stackWith({ timeout: Duration.hours(2), ...onDeploy({ revision: 'v1' }) }));
    expect(Object.values(links).map(({ Properties }) => Properties.Revision)).toEqual(['v1', undefined, undefined]);
  });

  test('can be combined with watched constructs', () => {
    const revisionWith = (revision?: string) => {
      const stack = newStack();
      define(stack, 'Backup', onDeploy({ revision, watch: [resource(stack, 'R')] }));
      return propertiesIn(stack).Revision as string;
    };
    const print = revisionWith();
    expect(revisionWith('v1')).toBe(`v1 ${print}`);
  });
});

describe('onDeploy', () => {
  afterEach(() => jest.useRealTimers());

  test('with EVERY_DEPLOY has another revision in each deployment', () => {
    const revisions = ['2025-01-01T10:00:00.000Z', '2025-01-01T10:00:00.001Z'].map((now) => {
      jest.useFakeTimers({ now: new Date(now) });
      return propertiesIn(stackWith(onDeploy({ run: DeployRun.EVERY_DEPLOY })));
    });
    expect(revisions.map(({ Revision }) => Revision)).toEqual(['2025-01-01T10:00:00.000Z', '2025-01-01T10:00:00.001Z']);
    expect(revisions[0].Trigger).toBeUndefined();
  });

  test('with ONCE has the trigger ON_FIRST_DEPLOY in each link of a chain', () => {
    const links = linksOf(stackWith({ timeout: Duration.hours(1), ...onDeploy({ run: DeployRun.ONCE }) }));
    expect(Object.values(links).map(({ Properties: { Trigger, Revision } }) => [Trigger, Revision])).toEqual([['ON_FIRST_DEPLOY', undefined], ['ON_FIRST_DEPLOY', undefined]]);
  });
});

describe('a construct watched by onDeploy', () => {
  /** The properties of the custom resource that watches a construct, to which something was done after it was watched. */
  function watching(change: (scope: Construct, watched: CfnResource) => unknown): Record<string, unknown> {
    const stack = newStack();
    const scope = new Construct(stack, 'Scope');
    const watched = resource(new Construct(scope, 'Inner'), 'R', { A: 1 });
    define(stack, 'Backup', onDeploy({ watch: [scope] }));
    change(scope, watched);
    const properties = propertiesIn(stack);
    expect(flaws(stack)).toEqual([]);
    return properties;
  }
  const plain = watching(() => undefined);

  test.each<[string, boolean, (scope: Construct, watched: CfnResource) => unknown]>([
    ['another property of a resource in it', true, (_scope, watched) => watched.addPropertyOverride('A', 2)],
    ['a resource more', true, (scope) => resource(scope, 'More')],
    ['a resource less', true, (scope) => scope.node.tryRemoveChild('Inner')],
    ['metadata', false, (_scope, watched) => watched.addMetadata('a', 'b')],
    ['a construct that is nothing in the template', false, (scope) => new Construct(scope, 'Nothing')],
    ['a backup', false, (scope) => define(scope as Stack, 'Other', { stackOutputs: false })],
  ])('with %s changes the revision: %s', (_name, isOther, change) => {
    expect(watching(change).Revision !== plain.Revision).toBe(isOther);
  });

  test('defines no order', () => {
    const stack = newStack();
    const watched = resource(stack, 'R');
    define(stack, 'Backup', onDeploy({ watch: [watched] }));
    expect(JSON.stringify(linksOf(stack).OnDeploy)).not.toContain('"R"');
    expect(flaws(stack)).toEqual([]);
  });

  test('has its deploy-time values in the references, under its condition, without secrets', () => {
    const stack = newStack();
    const [open, secret] = [new CfnParameter(stack, 'Open'), new CfnParameter(stack, 'Secret', { noEcho: true })];
    const key = new Key(stack, 'Key');
    const watched = resource(stack, 'R', { A: open.valueAsString, B: secret.valueAsString, C: [key.keyArn] });
    watched.cfnOptions.condition = new CfnCondition(stack, 'IsProd', { expression: Fn.conditionEquals(open, 'prod') });
    define(stack, 'Backup', onDeploy({ watch: [watched] }));
    expect(propertiesIn(stack).DeployTimeValues).toEqual([{ 'Fn::If': ['IsProd', [{ Ref: 'Open' }, { 'Fn::GetAtt': [idOf(key), 'Arn'] }], []] }]);
  });

  test('that also waits for the backup creates no dependency cycle, although it refers to what waits', () => {
    const stack = newStack();
    const scope = new Construct(stack, 'Scope');
    const [one, key] = [resource(scope, 'One'), resource(stack, 'Key')];
    resource(scope, 'Two', { One: one.ref, Key: key.ref });
    define(stack, 'Backup', { ...onDeploy({ watch: [scope] }), executeBefore: [scope] });
    expect(propertiesIn(stack).DeployTimeValues).toEqual([{ Ref: 'Key' }]);
    expect(flaws(stack)).toEqual([]);
  });

  test('may be the resource itself, and what refers to it', () => {
    const stack = newStack();
    const table = new Table(stack, 'Orders', { partitionKey });
    const user = resource(stack, 'User', { Table: table.tableName });
    define(stack, 'Backup', { resource: BackupResource.fromDynamoDbTable(table), ...onDeploy({ watch: [table, user] }) });
    expect(propertiesIn(stack).DeployTimeValues).toEqual([{ Ref: idOf(table) }]);
    expect(flaws(stack)).toEqual([]);
  });

  test('may be the whole stack, of several backups', () => {
    const stack = newStack();
    new Table(stack, 'Orders', { partitionKey });
    new Policy(stack, 'Empty'); // is not in the template
    ['One', 'Two'].forEach((id) => define(stack, id, onDeploy({ watch: [stack] })));
    const [one, two] = ['One', 'Two'].map((id) => linksOf(stack, id).OnDeploy.Properties.Revision);
    expect([one, two]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), one]);
    expect(flaws(stack)).toEqual([]);
  });

  test('may be in a nested stack, whose parameters count', () => {
    const stack = newStack();
    const nested = new NestedStack(stack, 'Nested');
    resource(nested, 'R', { A: new CfnParameter(stack, 'P').valueAsString });
    define(stack, 'Backup', onDeploy({ watch: [nested] }));
    expect(propertiesIn(stack)).toMatchObject({ Revision: expect.stringMatching(/^[0-9a-f]{32}$/), DeployTimeValues: [{ Ref: 'P' }] });
    expect(flaws(stack)).toEqual([]);
  });

  test('may be above the nested stack of the backup', () => {
    const stack = newStack();
    const nested = new NestedStack(stack, 'Nested');
    const watched = resource(stack, 'R', { A: new CfnParameter(stack, 'P').valueAsString });
    define(nested, 'Backup', onDeploy({ watch: [watched] }));
    expect(propertiesIn(nested).Revision).toMatch(/^[0-9a-f]{32}$/);
    expect(propertiesIn(nested).DeployTimeValues).toBeUndefined();
    expect(flaws(stack)).toEqual([]);
  });

  test('may be in another stack', () => {
    const app = new App();
    const [one, two] = ['One', 'Two'].map((id) => new Stack(app, id));
    define(two, 'Backup', onDeploy({ watch: [new Bucket(one, 'Bucket')] }));
    expect(propertiesIn(two).Revision).toMatch(/^[0-9a-f]{32}$/);
    expect(two.dependencies).toEqual([]);
  });
});

describe('it is an error for onDeploy', () => {
  test.each<[string, OnDeployOptions, Partial<OnDemandBackupProps>, RegExp]>([
    ['an empty revision', { revision: '' }, {}, /`revision` is empty/],
    ['nothing to watch', { watch: [] }, {}, /`watch` is empty: name a construct/],
    ['a revision with EVERY_DEPLOY', { revision: 'v1', run: DeployRun.EVERY_DEPLOY }, {}, /`run` is DeployRun.EVERY_DEPLOY, with which `revision` would have no effect: leave one of them out/],
    ['watch with EVERY_DEPLOY', { watch: [newStack()], run: DeployRun.EVERY_DEPLOY }, {}, /with which `watch` would have no effect/],
    ['revision and watch with ONCE', { revision: 'v1', watch: [newStack()], run: DeployRun.ONCE }, {}, /DeployRun.ONCE, with which `revision` and `watch` would have no effect/],
    ['EVERY_DEPLOY with a token that is always the same', { run: DeployRun.EVERY_DEPLOY }, { idempotencyToken: 't' }, /`idempotencyToken` does not go with DeployRun.EVERY_DEPLOY/],
  ])('%s', (_name, options, props, message) => {
    expect(() => stackWith({ ...onDeploy(options), ...props })).toThrow(message);
  });

  test('to watch a nested stack from another one', () => {
    const stack = newStack();
    const scope = new Construct(stack, 'Scope');
    new NestedStack(scope, 'One');
    expect(() => define(new NestedStack(stack, 'Two'), 'Backup', onDeploy({ watch: [scope] }))).toThrow(/is a nested stack, which a backup in another nested stack cannot watch/);
  });

  test('to run more than once in a deployment', () => {
    expect(() => stackWith({ triggers: [BackupTrigger.onDeploy(), BackupTrigger.onDeploy({ revision: 'x' })] })).toThrow(/more than one onDeploy/);
  });

  test.each([[undefined], ['v1']])('but not to have an idempotencyToken that the user changes (revision %s)', (revision) => {
    expect(flatten(propertiesIn(stackWith({ ...onDeploy({ revision }), idempotencyToken: 'release-7' })).Request)).toContain('release-7');
  });
});
