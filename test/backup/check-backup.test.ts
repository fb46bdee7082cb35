import { App, Aspects, type Environment, Fn, Lazy, PhysicalName, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource, BackupVault, CfnLogicallyAirGappedBackupVault } from 'aws-cdk-lib/aws-backup';
import { AttributeType, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDBCluster, CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BackupProtection, BackupResourceType, type OnDemandBackupProps } from 'cdk-on-demand-backup';
import { type MakeResource, partitionKey, RESOURCES as ALL_RESOURCES } from '../util/resources';
import { synthErrorOf } from '../util/synth';
import { define, ENV, newStack, TABLE_ARN } from '../util/template';

const OTHER_REGION = { ...ENV, region: 'us-east-1' };
const OTHER_ACCOUNT = { ...ENV, account: '444455556666' };
const assumedBy = new ServicePrincipal('backup.amazonaws.com');
const global = { partitionKey: { name: 'id', type: AttributeType.STRING } };

type Make = (stack: Stack) => Partial<OnDemandBackupProps>;
const resource = (make: (stack: Stack) => string): Make => (stack) => ({ resource: BackupResource.fromArn(make(stack)) });

/** Defines a backup in a stack, with something of another stack. */
function backUp(make: Make, owner?: Environment, env?: Environment): Stack {
  const app = new App();
  const props = make(new Stack(app, 'Base', { env: owner }));
  const stack = new Stack(app, 'Shop', { env });
  define(stack, 'Backup', { resource: BackupResource.fromArn(stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: 'orders' })), ...props });
  return stack;
}

const RESOURCES: [string, Make][] = [
  ['a table', (stack) => ({ resource: BackupResource.fromDynamoDbTable(new Table(stack, 'X', { partitionKey })) })],
  ['a table with a name', (stack) => ({ resource: BackupResource.fromDynamoDbTable(new Table(stack, 'X', { partitionKey, tableName: PhysicalName.GENERATE_IF_NEEDED })) })],
  ['a global table', (stack) => ({ resource: BackupResource.fromDynamoDbTable(new TableV2(stack, 'X', global)) })],
  ['a bucket', resource((stack) => new Bucket(stack, 'X', { versioned: true }).bucketArn)],
  ['a bucket by its name', resource((stack) => `arn:aws:s3:::${new Bucket(stack, 'X', { versioned: true }).bucketName}`)],
  ['an instance of RDS', resource((stack) => new CfnDBInstance(stack, 'X').attrDbInstanceArn)],
  ['a cluster of RDS', resource((stack) => stack.formatArn({ service: 'rds', resource: `cluster:${new CfnDBCluster(stack, 'X', { engine: 'mysql' }).ref}`, region: '' }))],
];
const VAULTS: [string, string, Make][] = [
  ['a vault', 'backupVault', (stack) => ({ backupVault: new BackupVault(stack, 'X') })],
  ['a vault by its ARN', 'backupVault', (stack) => ({ backupVault: BackupVault.fromBackupVaultArn(stack, 'Y', new BackupVault(stack, 'X').backupVaultArn) })],
  ['an air-gapped vault', 'logicallyAirGappedBackupVault', (stack) => {
    const vault = new CfnLogicallyAirGappedBackupVault(stack, 'X', { backupVaultName: 'gapped', minRetentionDays: 7, maxRetentionDays: 30 });
    return { logicallyAirGappedBackupVault: BackupVault.fromBackupVaultArn(stack, 'Y', vault.attrBackupVaultArn) };
  }],
];
const ROLES: [string, string, Make][] = [
  ['a role', 'role', (stack) => ({ role: new Role(stack, 'X', { assumedBy }) })],
  ['a role with a name', 'role', (stack) => ({ role: new Role(stack, 'X', { assumedBy, roleName: 'mine' }) })],
  ['a role without changes', 'role', (stack) => ({ role: new Role(stack, 'X', { assumedBy }).withoutPolicyUpdates() })],
  ['a role by its ARN', 'role', (stack) => ({ role: Role.fromRoleArn(stack, 'X', `arn:aws:iam::${stack.account}:role/mine`) })],
];
const REGIONAL: [string, string, Make][] = [...RESOURCES.map(([name, make]) => [name, 'resource', make] as [string, string, Make]), ...VAULTS];

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DeleteRecoveryPoint.html */
describe('RemovalPolicy.DESTROY', () => {
  const arn = (text: string) => BackupResource.fromArn(text);
  const composites: [string, Make][] = [
    ['a Kubernetes cluster by its ARN', () => ({ resource: arn('arn:aws:eks:eu-west-1:111122223333:cluster/orders') })],
    ['a stack by its ARN', () => ({ resource: arn('arn:aws:cloudformation:eu-west-1:111122223333:stack/orders/0a1b') })],
    ['a Kubernetes cluster whose name is known at deploy time', () => ({ resource: arn(`arn:aws:eks:eu-west-1:111122223333:cluster/${Fn.importValue('Name')}`) })],
    ['a Kubernetes cluster of the app', (stack) => ({ resource: makeOf('a Kubernetes cluster (L1)')(stack) })],
    ['a nested stack of the app', (stack) => ({ resource: makeOf('a nested stack')(stack) })],
    ['EKS by `resourceType`', () => ({ resource: arn(Fn.importValue('Arn')), resourceType: BackupResourceType.EKS })],
    ['CloudFormation by `resourceType`', () => ({ resource: arn(Fn.importValue('Arn')), resourceType: BackupResourceType.of('CloudFormation') })],
  ];

  test.each(composites)('is an error for %s, whose recovery points cannot be deleted, and retaining them is not', (_name, make) => {
    const backup = (removalPolicy?: RemovalPolicy) => {
      const stack = newStack({ env: ENV });
      return define(stack, 'Backup', { ...make(stack), removalPolicy });
    };
    expect(() => backup(RemovalPolicy.DESTROY)).toThrow(/`removalPolicy` is RemovalPolicy.DESTROY, but the recovery points of (EKS|CloudFormation) contain nested ones[^]*use RemovalPolicy.RETAIN/);
    expect(() => backup(RemovalPolicy.RETAIN)).not.toThrow();
    expect(() => backup()).not.toThrow();
  });

  test('is an error at synth when the ARN is a Lazy', () => {
    const late = (produced: string) => {
      const stack = newStack({ env: ENV });
      define(stack, 'Backup', { resource: arn(Lazy.string({ produce: () => produced })), removalPolicy: RemovalPolicy.DESTROY, resourceType: undefined });
      return synthErrorOf(stack);
    };
    expect(late('arn:aws:eks:eu-west-1:111122223333:cluster/orders')).toMatch(/the recovery points of EKS contain nested ones/);
    expect(late(TABLE_ARN)).toBe('');
  });

  test.each(ALL_RESOURCES.filter(([, type]) => !['AWS::EKS::Cluster', 'AWS::CloudFormation::Stack'].includes(type)))('is no error for %s', (_name, _type, make) => {
    const stack = newStack();
    expect(() => define(stack, 'Backup', { resource: make(stack), removalPolicy: RemovalPolicy.DESTROY })).not.toThrow();
  });
});

function makeOf(name: string): MakeResource {
  return (ALL_RESOURCES.find(([each]) => each === name) as typeof ALL_RESOURCES[number])[2];
}

describe('what is elsewhere than the job is an error', () => {
  test.each(REGIONAL)('in another Region: %s', (_name, prop, make) => {
    expect(() => backUp(make, OTHER_REGION, ENV)).toThrow(new RegExp(`\`${prop}\` is (Base/|arn:).*, in another Region .*than the job \\(eu-west-1\\): use one in eu-west-1`));
  });

  test.each([...REGIONAL, ...ROLES])('in another account: %s', (_name, prop, make) => {
    expect(() => backUp(make, OTHER_ACCOUNT, ENV)).toThrow(new RegExp(`\`${prop}\` is (Base/|arn:).*, in another account .*than the job \\(111122223333\\)`));
  });

  test('in a message that names the stack that owns it', () => {
    expect(() => backUp(REGIONAL[0][2], OTHER_REGION, ENV)).toThrow(
      '`resource` is Base/X/Resource, in another Region (us-east-1) than the job (eu-west-1): use one in eu-west-1, or define the backup in a stack of that Region');
  });

  test('a role that is imported by its ARN', () => {
    const role: Make = (stack) => ({ role: Role.fromRoleArn(stack, 'X', 'arn:aws:iam::444455556666:role/mine') });
    expect(() => backUp(role, ENV, ENV)).toThrow(/`role` is arn:aws:iam::444455556666:role\/mine, in another account than the job/);
  });

  test('one vault for two Regions', () => {
    const app = new App();
    const backupVault = new BackupVault(new Stack(app, 'Base', { env: ENV }), 'Vault');
    const [here, there] = [ENV, OTHER_REGION].map((env, index) => new Stack(app, `Shop${index}`, { env }));
    define(here, 'Backup', { backupVault });
    const there2 = () => define(there, 'Backup', { backupVault, resource: BackupResource.fromArn(TABLE_ARN.replace('eu-west-1', 'us-east-1')) });
    expect(there2).toThrow(/`backupVault` is Base\/Vault\/Resource, in another Region \(eu-west-1\) than the job \(us-east-1\)/);
  });

  test('one vault of a protection for two Regions', () => {
    const app = new App();
    const backupVault = new BackupVault(new Stack(app, 'Base', { env: ENV }), 'Vault');
    [ENV, OTHER_REGION].forEach((env, index) => new Table(new Stack(app, `Shop${index}`, { env }), 'Orders', { partitionKey }));
    Aspects.of(app).add(new BackupProtection({ backupVault }));
    expect(synthErrorOf(app)).toMatch(/Shop1\/[^]*`backupVault` is Base\/Vault\/Resource, in another Region/);
  });
});

describe('what may be in the same place is accepted', () => {
  const all: [string, Make][] = [...REGIONAL, ...ROLES].map(([name, , make]) => [name, make]);

  test.each(all)('in the same account and Region: %s', (_name, make) => {
    expect(() => backUp(make, ENV, ENV)).not.toThrow();
  });

  test.each(all)('in a stack without an environment: %s', (_name, make) => {
    expect(() => backUp(make, undefined, undefined)).not.toThrow();
  });

  test.each(all)('of a stack without an environment: %s', (_name, make) => {
    expect(() => backUp(make, undefined, ENV)).not.toThrow();
  });

  test('a role in another Region', () => {
    ROLES.forEach(([, , make]) => expect(() => backUp(make, OTHER_REGION, ENV)).not.toThrow());
  });

  test.each<[string, Make]>([
    ['the replica of a global table', resource((stack) => new TableV2(stack, 'X', { ...global, replicas: [{ region: 'eu-west-1' }] }).replica('eu-west-1').tableArn)],
    ['the replica of a global table, by its name', resource((stack) => `arn:aws:dynamodb:eu-west-1:111122223333:table/${new TableV2(stack, 'X', global).tableName}`)],
    ['a vault by its name, which is another one there', (stack) => ({ backupVault: BackupVault.fromBackupVaultName(stack, 'X', 'mine') })],
    ['a role by its name', (stack) => ({ role: Role.fromRoleName(stack, 'X', 'mine') })],
    ['an import that another stack declares', (stack) => ({ backupVault: BackupVault.fromBackupVaultArn(stack, 'X', Fn.importValue('Vault')) })],
    ['a role that another stack imports', (stack) => ({ role: Role.fromRoleArn(stack, 'X', Fn.importValue('Role')) })],
  ])('%s', (_name, make) => {
    expect(() => backUp(make, OTHER_REGION, ENV)).not.toThrow();
  });
});
