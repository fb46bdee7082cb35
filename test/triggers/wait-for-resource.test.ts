import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, ArnFormat, Aspects, Aws, CfnCondition, CfnParameter, CfnResource, Duration, Fn, Lazy, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { CfnDBCluster as CfnDocDbCluster, CfnDBInstance as CfnDocDbInstance } from 'aws-cdk-lib/aws-docdb';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CfnDBCluster as CfnNeptuneCluster, CfnDBInstance as CfnNeptuneInstance } from 'aws-cdk-lib/aws-neptune';
import {
  AuroraPostgresEngineVersion, CfnDBCluster, CfnDBInstance, ClusterInstance, DatabaseCluster, DatabaseClusterEngine, DatabaseInstance,
  DatabaseInstanceEngine,
} from 'aws-cdk-lib/aws-rds';
import { Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { BackupTrigger, OnDemandBackup, type OnDemandBackupProps } from 'cdk-on-demand-backup';
import type { Construct, IConstruct } from 'constructs';
import { newTable, tableResource } from './fixture';
import { staleNestedStacksOf } from '../util/synth';
import { newStack } from '../util/template';

interface Json { readonly Type: string; readonly Properties?: Record<string, unknown>; readonly DependsOn?: string[] }

/** The templates of an app as they are in its cloud assembly, those of nested stacks too. */
function templatesOf(construct: IConstruct): Record<string, Record<string, Json>> {
  const { directory } = (construct.node.root as App).synth();
  const files = readdirSync(directory).filter((file) => file.endsWith('.template.json'));
  return Object.fromEntries(files.map((file) => [file, (JSON.parse(readFileSync(join(directory, file), 'utf8')) as { Resources: Record<string, Json> }).Resources]));
}

/** The logical ids that a resource must wait for. */
function needsOf({ DependsOn = [], ...attributes }: Json, known: ReadonlySet<string>): Set<string> {
  const needs = new Set<string>(DependsOn);
  const walk = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) { return; }
    Object.entries(part as Record<string, unknown>).forEach(([key, value]) => {
      if (key === 'Ref') { needs.add(value as string); } else if (key === 'Fn::GetAtt') { needs.add([value].flat()[0] as string); } else if (key === 'Fn::Sub') {
        [...String([value].flat()[0]).matchAll(/\$\{([A-Za-z0-9]+)/g)].forEach(([, name]) => needs.add(name));
      }
      walk(value);
    });
  };
  walk(Object.values(attributes));
  return new Set([...needs].filter((need) => known.has(need)));
}

/** What no order of a template can deploy: the resources that are left when those that wait for nothing are taken away, again and again. */
function leftInCycles(resources: Record<string, Json>): string[] {
  const ids = new Set(Object.keys(resources));
  const left = new Map(Object.entries(resources).map(([id, json]) => [id, needsOf(json, ids)]));
  for (let free = [...left].filter(([, needs]) => needs.size === 0); free.length > 0; free = [...left].filter(([, needs]) => needs.size === 0)) {
    free.forEach(([id]) => {
      left.delete(id);
      left.forEach((needs) => needs.delete(id));
    });
  }
  return [...left.keys()];
}

function expectDeployable(construct: IConstruct): void {
  expect(Object.entries(templatesOf(construct)).flatMap(([file, resources]) => leftInCycles(resources).map((id) => `${file}: ${id}`))).toEqual([]);
  expect(staleNestedStacksOf(construct)).toEqual([]);
}

const idOf = (construct: IConstruct): string => {
  const resource = (CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild) as CfnResource;
  return resource.stack.resolve(resource.logicalId) as string;
};

/** What a resource of a stack names in `DependsOn`, without what belongs to this library. */
function dependsOn(construct: IConstruct): string[] {
  const json = Object.values(templatesOf(construct)).flatMap((resources) => resources[idOf(construct)] ?? [])[0];
  return (json.DependsOn ?? []).filter((id) => !id.startsWith('OnDemandBackupProvider'));
}

const linkOf = (backup: OnDemandBackup, id = 'OnDeploy') => backup.node.findChild(id) as CfnResource;
const sorted = (constructs: readonly IConstruct[]) => constructs.map(idOf).sort();

const network = (stack: Construct) => new Vpc(stack, 'Vpc', { natGateways: 0 });
const inVpc = (vpc: Vpc) => ({ vpc, vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED } });
const engine = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_15_4 });
const code = Code.fromInline('exports.handler = () => 1;');

function migration(scope: Construct, vpc?: Vpc, id = 'Migration'): LambdaFunction {
  return new LambdaFunction(scope, id, { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code, ...vpc && inVpc(vpc) });
}

function aurora(scope: Construct, vpc: Vpc, id = 'Cluster', readers = ['One', 'Two']): DatabaseCluster {
  return new DatabaseCluster(scope, id, {
    ...inVpc(vpc), engine, writer: ClusterInstance.serverlessV2('Writer'), readers: readers.map((reader) => ClusterInstance.serverlessV2(reader)),
  });
}

const instance = (cluster: DatabaseCluster, id: string) => cluster.node.findChild(id);
const backUp = (scope: Construct, resource: BackupResource, props: Partial<OnDemandBackupProps> = {}, id = 'Backup') => new OnDemandBackup(scope, id, { resource, ...props });
const arnOfCluster = (cluster: CfnResource) => BackupResource.fromArn(
  cluster.stack.formatArn({ service: 'rds', resource: 'cluster', resourceName: cluster.ref, arnFormat: ArnFormat.COLON_RESOURCE_NAME }));

test('onDeploy waits explicitly for its resource', () => {
  const stack = newStack();
  const table = newTable(stack);
  const backup = backUp(stack, tableResource(table));
  expect(dependsOn(linkOf(backup))).toEqual([idOf(table)]);
  expectDeployable(stack);
});

test('of a chain only the first link waits', () => {
  const stack = newStack();
  const cluster = aurora(stack, network(stack), 'Cluster', []);
  const backup = backUp(stack, BackupResource.fromRdsDatabaseCluster(cluster), { timeout: Duration.hours(3) });
  expect(dependsOn(linkOf(backup))).toEqual(sorted([cluster.node.defaultChild as CfnResource, instance(cluster, 'Writer')]));
  expect(dependsOn(linkOf(backup, 'OnDeployContinued1'))).toEqual([]);
  expectDeployable(stack);
});

test('a resource that is only named, and no trigger but onDeploy, adds no dependency', () => {
  const stack = newStack();
  const table = newTable(stack);
  const named = backUp(stack, BackupResource.fromArn('arn:aws:dynamodb:eu-west-1:111122223333:table/orders'), {}, 'Named');
  const guarded = backUp(stack, tableResource(table), { triggers: [BackupTrigger.beforeChange()] }, 'Guarded');
  expect(dependsOn(linkOf(named))).toEqual([]);
  expect(dependsOn(linkOf(guarded, 'BeforeChange'))).toEqual([]);
  expectDeployable(stack);
});

test('a migration that waits for the backup may open a port of the database', () => {
  const stack = newStack();
  const vpc = network(stack);
  const database = new DatabaseInstance(stack, 'Database', { ...inVpc(vpc), engine: DatabaseInstanceEngine.POSTGRES });
  const waiting = migration(stack, vpc);
  database.connections.allowDefaultPortFrom(waiting);
  database.secret?.grantRead(waiting);
  const backup = backUp(stack, BackupResource.fromRdsDatabaseInstance(database), { executeBefore: [waiting] });
  expect(dependsOn(linkOf(backup))).toEqual([idOf(database)]);
  expectDeployable(stack);
});

test('a function that waits for the backup may be notified by the bucket', () => {
  const stack = newStack();
  const bucket = new Bucket(stack, 'Bucket', { versioned: true, autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY });
  const waiting = migration(stack);
  bucket.addEventNotification(EventType.OBJECT_CREATED, new LambdaDestination(waiting));
  const backup = backUp(stack, BackupResource.fromArn(bucket.bucketArn), { executeBefore: [waiting] });
  expect(dependsOn(linkOf(backup))).toEqual([idOf(bucket)]);
  expectDeployable(stack);
});

describe('onDeploy of a cluster waits explicitly for its instances', () => {
  test('of a DatabaseCluster, although a migration that waits opens its port', () => {
    const stack = newStack();
    const vpc = network(stack);
    const cluster = aurora(stack, vpc);
    const waiting = migration(stack, vpc);
    cluster.connections.allowDefaultPortFrom(waiting);
    const backup = backUp(stack, BackupResource.fromRdsDatabaseCluster(cluster), { executeBefore: [waiting] });
    expect(dependsOn(linkOf(backup))).toEqual(sorted([cluster, instance(cluster, 'Writer'), instance(cluster, 'One'), instance(cluster, 'Two')].map((each) =>
      each.node.defaultChild as CfnResource)));
    expectDeployable(stack);
  });

  test.each<[string, (stack: Stack) => CfnResource, (stack: Stack, id: string, cluster: CfnResource) => CfnResource]>([
    ['Aurora', (stack) => new CfnDBCluster(stack, 'Cluster', { engine: 'aurora-mysql' }), (stack, id, cluster) => new CfnDBInstance(stack, id, { dbClusterIdentifier: cluster.ref })],
    ['Aurora, by the name of the cluster', (stack) => new CfnDBCluster(stack, 'Cluster', { engine: 'aurora-mysql', dbClusterIdentifier: 'Orders' }),
      (stack, id) => new CfnDBInstance(stack, id, { dbClusterIdentifier: 'orders' })],
    ['DocumentDB', (stack) => new CfnDocDbCluster(stack, 'Cluster'),
      (stack, id, cluster) => new CfnDocDbInstance(stack, id, { dbClusterIdentifier: cluster.ref, dbInstanceClass: 'db.t4g.medium' })],
    ['Neptune', (stack) => new CfnNeptuneCluster(stack, 'Cluster'),
      (stack, id, cluster) => new CfnNeptuneInstance(stack, id, { dbClusterIdentifier: Fn.sub('${Id}', { Id: cluster.ref }), dbInstanceClass: 'db.t4g.medium' })],
  ])('of %s, as L1, also those that are added later or by an aspect, and no other instance', (_name, makeCluster, makeMember) => {
    const stack = newStack();
    const cluster = makeCluster(stack);
    const first = makeMember(stack, 'First', cluster);
    const backup = backUp(stack, arnOfCluster(cluster));
    const later = makeMember(stack, 'Later', cluster);
    Aspects.of(stack).add({ visit: (node) => { if (node === stack && !stack.node.tryFindChild('Last')) { makeMember(stack, 'Last', cluster); } } });
    new CfnDBInstance(stack, 'Other', { dbClusterIdentifier: 'other' });
    new CfnDBInstance(stack, 'Single');
    expect(dependsOn(linkOf(backup)).sort()).toEqual(['Last', ...sorted([cluster, first, later])].sort());
    expectDeployable(stack);
  });

  test.each<[string, (stack: Stack) => string]>([
    ['a name that is put together', () => Fn.join('-', ['shop', Fn.ref('AWS::Region')])],
    ['a parameter', (stack) => Fn.ref(new CfnParameter(stack, 'Name').logicalId)],
    ['a name that is known late', () => Lazy.string({ produce: () => Fn.importValue('name') })],
  ])('that has the same name: %s', (_name, makeName) => {
    const stack = newStack();
    const name = makeName(stack);
    const cluster = new CfnDBCluster(stack, 'Cluster', { engine: 'aurora-mysql', dbClusterIdentifier: name });
    const member = new CfnDBInstance(stack, 'Member', { dbClusterIdentifier: name });
    new CfnDBInstance(stack, 'Other', { dbClusterIdentifier: Fn.join('-', ['other', Fn.ref('AWS::Region')]) });
    const backup = backUp(stack, arnOfCluster(cluster));
    expect(dependsOn(linkOf(backup)).sort()).toEqual(sorted([cluster, member]));
    expectDeployable(stack);
  });

  test('and for none without a cluster, when neither has a name', () => {
    const stack = newStack();
    const cluster = new CfnDBCluster(stack, 'Cluster', { engine: 'aurora-mysql', dbClusterIdentifier: Aws.NO_VALUE });
    new CfnDBInstance(stack, 'Other', { dbClusterIdentifier: Aws.NO_VALUE });
    const backup = backUp(stack, arnOfCluster(cluster));
    expect(dependsOn(linkOf(backup))).toEqual([idOf(cluster)]);
  });

  test.each<[string, (member: CfnResource, backup: OnDemandBackup) => void]>([
    ['its metadata', (member, backup) => member.addMetadata('why', backup.backupJobId)],
    ['metadata of an override', (member, backup) => member.addOverride('Metadata.why', Fn.ref(idOf(linkOf(backup))))],
    ['its update policy', (member, backup) => member.addOverride('UpdatePolicy.why', backup.backupJobId)],
  ])('except for one that refers to the backup in %s', (_where, refer) => {
    const stack = newStack();
    const cluster = new CfnDBCluster(stack, 'Cluster', { engine: 'aurora-mysql' });
    const members = ['One', 'Two'].map((id) => new CfnDBInstance(stack, id, { dbClusterIdentifier: cluster.ref }));
    const backup = backUp(stack, arnOfCluster(cluster));
    refer(members[0], backup);
    expect(dependsOn(linkOf(backup)).sort()).toEqual(sorted([cluster, members[1]]));
    expectDeployable(stack);
  });

  test('except for one that waits for the backup, directly or through others', () => {
    const stack = newStack();
    const cluster = aurora(stack, network(stack));
    const between = new CfnResource(stack, 'Between', { type: 'X::Y::Z' });
    const backup = backUp(stack, BackupResource.fromRdsDatabaseCluster(cluster), { executeBefore: [between, instance(cluster, 'Two') as Construct] });
    instance(cluster, 'One').node.addDependency(between);
    expect(dependsOn(linkOf(backup))).toEqual(sorted([cluster.node.defaultChild as CfnResource, instance(cluster, 'Writer')]));
    expectDeployable(stack);
  });

  test('except for one that would close a dependency cycle with another backup', () => {
    const stack = newStack();
    const vpc = network(stack);
    const [one, two] = ['A', 'B'].map((id) => aurora(stack, vpc, id, ['Reader']));
    const backups = [one, two].map((cluster, index) => backUp(stack, BackupResource.fromRdsDatabaseCluster(cluster), {}, `Backup${index}`));
    backups[0].executeBefore(instance(two, 'Reader') as Construct);
    backups[1].executeBefore(instance(one, 'Reader') as Construct);
    const readers = backups.flatMap((backup) => dependsOn(linkOf(backup))).filter((id) => id.includes('Reader'));
    expect(readers).toEqual([idOf(instance(one, 'Reader'))]);
    expectDeployable(stack);
  });

  test('except for one that would close a dependency cycle through an instance that another backup waits for', () => {
    const stack = newStack();
    const vpc = network(stack);
    const clusters = ['A', 'B', 'C'].map((id) => aurora(stack, vpc, id, ['Reader']));
    const [a, b, c] = clusters.map((cluster) => instance(cluster, 'Reader') as Construct);
    const backups = clusters.map((cluster, index) => backUp(stack, BackupResource.fromRdsDatabaseCluster(cluster), {}, `Backup${index}`));
    backups[1].executeBefore(a, c);
    backups[2].executeBefore(b);
    const readers = backups.map((backup) => dependsOn(linkOf(backup)).filter((id) => id.includes('Reader')));
    expect(readers).toEqual([[idOf(a)], [idOf(b)], []]);
    expectDeployable(stack);
  });

  test('except for one that is left out by a condition of its own', () => {
    const stack = newStack();
    const [own, other] = ['Own', 'Other'].map((id) => new CfnCondition(stack, id, { expression: Fn.conditionEquals(id, id) }));
    const cluster = new CfnDBCluster(stack, 'Cluster', { engine: 'aurora-mysql' });
    const members = ['Always', 'With', 'Perhaps'].map((id) => new CfnDBInstance(stack, id, { dbClusterIdentifier: cluster.ref }));
    const backup = backUp(stack, arnOfCluster(cluster));
    [cluster, members[1]].forEach(({ cfnOptions }) => { cfnOptions.condition = own; });
    members[2].cfnOptions.condition = other;
    expect(dependsOn(linkOf(backup)).sort()).toEqual(sorted([cluster, members[0], members[1]]));
    expectDeployable(stack);
  });

  test('with other triggers, watched constructs and a backup inside the construct of the cluster', () => {
    const stack = newStack();
    const vpc = network(stack);
    const cluster = aurora(stack, vpc);
    const waiting = migration(stack, vpc);
    cluster.connections.allowDefaultPortFrom(waiting);
    const backup = backUp(cluster, BackupResource.fromRdsDatabaseCluster(cluster), {
      triggers: [
        BackupTrigger.onDeploy({ watch: [cluster, waiting] }), BackupTrigger.beforeChange({ watch: [cluster, vpc] }), BackupTrigger.onDelete(),
      ],
    });
    waiting.node.addDependency(backup);
    expect(dependsOn(linkOf(backup)).filter((id) => !id.includes('Backup'))).toHaveLength(4);
    expectDeployable(stack);
  });

  test('when the ARN is a Lazy', () => {
    const stack = newStack();
    const cluster = new CfnDBCluster(stack, 'Cluster', { engine: 'aurora-mysql' });
    const member = new CfnDBInstance(stack, 'Member', { dbClusterIdentifier: cluster.ref });
    const backup = backUp(stack, BackupResource.fromArn(Lazy.string({ produce: () => arnOfCluster(cluster).resource })));
    expect(dependsOn(linkOf(backup)).sort()).toEqual(sorted([cluster, member]));
    expectDeployable(stack);
  });
});

describe('across stacks onDeploy', () => {
  const l1 = (stack: Stack, memberStack = stack) => {
    const cluster = new CfnDBCluster(stack, 'Cluster', { engine: 'aurora-mysql' });
    return { cluster, member: new CfnDBInstance(memberStack, 'Member', { dbClusterIdentifier: cluster.ref }) };
  };

  test('waits for all in its nested stack', () => {
    const nested = new NestedStack(newStack(), 'Nested');
    const { cluster, member } = l1(nested);
    expect(dependsOn(linkOf(backUp(nested, arnOfCluster(cluster)))).sort()).toEqual(sorted([cluster, member]));
    expectDeployable(nested);
  });

  test('waits for the nested stack of its resource', () => {
    const stack = newStack();
    const nested = new NestedStack(stack, 'Nested');
    const { cluster } = l1(nested);
    expect(dependsOn(linkOf(backUp(stack, arnOfCluster(cluster))))).toEqual([idOf(nested.nestedStackResource as CfnResource)]);
    expectDeployable(stack);
  });

  test('lets its nested stack wait for all above it', () => {
    const stack = newStack();
    const nested = new NestedStack(stack, 'Nested');
    const { cluster, member } = l1(stack);
    backUp(nested, arnOfCluster(cluster));
    expect(dependsOn(nested.nestedStackResource as CfnResource).sort()).toEqual(sorted([cluster, member]));
    expectDeployable(stack);
  });

  test('does not let its nested stack wait for an instance that waits for that stack', () => {
    const stack = newStack();
    const nested = new NestedStack(stack, 'Nested');
    const { cluster, member } = l1(stack);
    const output = new CfnResource(nested, 'Topic', { type: 'AWS::SNS::Topic' });
    member.addPropertyOverride('MonitoringRoleArn', output.ref);
    backUp(nested, arnOfCluster(cluster));
    expect(dependsOn(nested.nestedStackResource as CfnResource)).toEqual([idOf(cluster)]);
    expectDeployable(stack);
  });

  test('waits for no instance that gets a value of a nested stack that waits for the backup', () => {
    const stack = newStack();
    const nested = new NestedStack(stack, 'Nested');
    const { cluster, member } = l1(stack);
    const waiting = new CfnResource(nested, 'Topic', { type: 'AWS::SNS::Topic' });
    member.addPropertyOverride('MonitoringRoleArn', waiting.ref);
    const backup = backUp(stack, arnOfCluster(cluster), { executeBefore: [nested] });
    expect(dependsOn(linkOf(backup))).toEqual([idOf(cluster)]);
    expectDeployable(stack);
  });

  test('relies on the order of the stacks when its resource is in another one', () => {
    const app = new App();
    const base = new Stack(app, 'Base');
    const { cluster } = l1(base);
    const stack = new Stack(app, 'Shop');
    expect(dependsOn(linkOf(backUp(stack, arnOfCluster(cluster))))).toEqual([]);
    expect(stack.dependencies).toContain(base);
    expectDeployable(stack);
  });
});

test('the check finds a dependency cycle', () => {
  const json = (DependsOn: string[], Properties = {}): Json => ({ Type: 'X', DependsOn, Properties });
  expect(leftInCycles({ A: json(['B']), B: json([], { P: { 'Fn::GetAtt': ['C', 'Arn'] } }), C: json([], { P: { 'Fn::Sub': 'x-${A.Arn}' } }), D: json([], { P: { Ref: 'E' } }), E: json([]) }))
    .toEqual(['A', 'B', 'C']);
});
