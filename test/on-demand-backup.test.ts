import { App, type CfnElement, CfnParameter, CustomResource, Duration, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BackupTrigger, type IBackupTrigger, type OnDemandBackup, type OnDemandBackupProps, WaitLevel } from 'cdk-on-demand-backup';
import { define, newStack, propertiesOf, requestsOf, requestWith, stackWith, TABLE_ARN, templateWith, warningsOf } from './util/template';

const VAULT = expect.stringMatching(/^<OnDemandBackupProviderVault\w+\.BackupVaultName>$/);
const ROLE = expect.stringMatching(/^<OnDemandBackupProviderRole\w+\.Arn>$/);
const AIR_GAPPED_ARN = 'arn:aws:backup:eu-west-1:111122223333:backup-vault:gapped';
const BUCKET = BackupResource.fromArn('arn:aws:s3:::bucket');
const DEFAULT_REQUEST = { BackupVaultName: VAULT, ResourceArn: TABLE_ARN, IamRoleArn: ROLE };

describe('the request of a backup', () => {
  test('names resource, vault and role if the backup has only a resource', () => {
    expect(requestWith()).toEqual(DEFAULT_REQUEST);
  });

  test.each<[string, Partial<OnDemandBackupProps>, object]>([
    ['startWindow', { startWindow: Duration.hours(2) }, { StartWindowMinutes: 120 }],
    ['completionWindow', { completionWindow: Duration.days(7) }, { CompleteWindowMinutes: 10080 }],
    ['deleteAfter', { deleteAfter: Duration.days(35) }, { Lifecycle: { DeleteAfterDays: 35 } }],
    ['moveToColdStorageAfter', { moveToColdStorageAfter: Duration.days(8) }, { Lifecycle: { MoveToColdStorageAfterDays: 8 } }],
    ['optInToArchiveForSupportedResources true', { optInToArchiveForSupportedResources: true },
      { Lifecycle: { OptInToArchiveForSupportedResources: true } }],
    ['optInToArchiveForSupportedResources false', { optInToArchiveForSupportedResources: false },
      { Lifecycle: { OptInToArchiveForSupportedResources: false } }],
    ['recoveryPointTags', { recoveryPointTags: { Release: '1.2' } }, { RecoveryPointTags: { Release: '1.2' } }],
    ['no recoveryPointTags', { recoveryPointTags: {} }, {}],
    ['backupOptions', { backupOptions: { Some: 'thing' } }, { BackupOptions: { Some: 'thing' } }],
    ['no backupOptions', { backupOptions: {} }, {}],
    ['idempotencyToken', { idempotencyToken: 'release-7' }, { IdempotencyToken: 'release-7' }],
    ['vault', { backupVault: BackupVault.fromBackupVaultName(newStack(), 'V', 'mine') }, { BackupVaultName: 'mine' }],
    ['logicallyAirGappedBackupVault', { logicallyAirGappedBackupVault: airGappedVault(), deleteAfter: Duration.days(10) },
      { LogicallyAirGappedBackupVaultArn: AIR_GAPPED_ARN, Lifecycle: { DeleteAfterDays: 10 } }],
  ])('has %s', (_name, props, members) => {
    expect(requestWith(props)).toEqual({ ...DEFAULT_REQUEST, ...members });
  });

  test('has the given role', () => {
    const stack = newStack();
    define(stack, 'Backup', { role: Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/mine') });
    expect(requestsOf(stack)[0]).toMatchObject({ IamRoleArn: 'arn:aws:iam::111122223333:role/mine' });
  });

  test.each<[string, Partial<OnDemandBackupProps>, object]>([
    ['windowsVss true', { windowsVss: true, resource: arn('ec2', 'instance/i-1') }, { BackupOptions: { WindowsVSS: 'enabled' } }],
    ['windowsVss false', { windowsVss: false, resource: arn('ec2', 'instance/i-1') }, { BackupOptions: { WindowsVSS: 'disabled' } }],
    ['backupAcls true', { backupAcls: true, resource: BUCKET }, { BackupOptions: { BackupACLs: 'enabled' } }],
    ['backupAcls false', { backupAcls: false, resource: BUCKET }, { BackupOptions: { BackupACLs: 'disabled' } }],
    ['backupObjectTags true', { backupObjectTags: true, resource: BUCKET }, { BackupOptions: { BackupObjectTags: 'enabled' } }],
    ['backupObjectTags false', { backupObjectTags: false, resource: BUCKET }, { BackupOptions: { BackupObjectTags: 'disabled' } }],
    ['backupAcls and others', { backupAcls: true, backupOptions: { Other: 'x' }, resource: BUCKET },
      { BackupOptions: { BackupACLs: 'enabled', Other: 'x' } }],
    ['index true', { index: true, resource: BUCKET }, { Index: 'ENABLED' }],
    ['index false', { index: false, resource: BUCKET }, { Index: 'DISABLED' }],
  ])('has %s for a type that supports it', (_name, props, members) => {
    expect(requestWith(props)).toMatchObject(members);
  });

  test('keeps numbers as numbers, although CloudFormation turns scalars into strings', () => {
    expect(JSON.stringify(propertiesOf(stackWith({ startWindow: Duration.hours(1) })))).toContain('\\"StartWindowMinutes\\":60}');
  });

  test('may contain deploy-time values', () => {
    const stack = newStack();
    const days = new CfnParameter(stack, 'Days', { type: 'Number' }).valueAsNumber;
    const minutes = new CfnParameter(stack, 'Minutes', { type: 'Number' }).valueAsNumber;
    const text = new CfnParameter(stack, 'Text').valueAsString;
    define(stack, 'Backup', {
      resource: BackupResource.fromArn(text),
      resourceType: undefined,
      startWindow: Duration.minutes(minutes),
      completionWindow: Duration.minutes(minutes),
      deleteAfter: Duration.days(days),
      moveToColdStorageAfter: Duration.days(days),
      recoveryPointTags: { Release: text },
      backupOptions: { Some: text },
      idempotencyToken: text,
      backupVault: BackupVault.fromBackupVaultName(stack, 'Vault', text),
      role: Role.fromRoleArn(stack, 'Role', text),
    });
    expect(JSON.stringify(propertiesOf(stack)[0].Request)).toContain('\\"StartWindowMinutes\\":",{"Ref":"Minutes"},",');
    expect(warningsOf(stack)).toEqual([expect.stringContaining('`resourceType`')]);
  });
});

describe('the resources of a stack', () => {
  test.each([1, 2, 30])('are nine plus one for each of %d backups, only one of them a function', (count) => {
    const stack = newStack();
    for (let i = 0; i < count; i++) { define(stack, `Backup${i}`); }
    const template = Template.fromStack(stack);
    expect(Object.keys(template.toJSON().Resources)).toHaveLength(9 + count); // the CLI adds CDKMetadata
    template.resourceCountIs('AWS::Lambda::Function', 1);
    template.resourceCountIs('AWS::StepFunctions::StateMachine', 1);
    template.resourceCountIs('AWS::Backup::BackupVault', 1);
    template.resourceCountIs('Custom::OnDemandBackup', count);
  });

  test('have IAM policies that do not grow with the backups', () => {
    const [one, many] = [1, 50].map((count) => {
      const stack = newStack();
      for (let i = 0; i < count; i++) { define(stack, `Backup${i}`); }
      const template = Template.fromStack(stack);
      return JSON.stringify([template.findResources('AWS::IAM::Role'), template.findResources('AWS::IAM::Policy')]);
    });
    expect(many).toEqual(one);
  });

  test('of 480 backups can be synthesised', () => {
    const stack = newStack();
    for (let i = 0; i < 480; i++) { define(stack, `Backup${i}`, { stackOutputs: false }); }
    Template.fromStack(stack).resourceCountIs('Custom::OnDemandBackup', 480);
  });

  test('are not shared between two stacks of one app', () => {
    const app = new App();
    const stacks = ['One', 'Two'].map((id) => new Stack(app, id));
    stacks.forEach((stack) => define(stack, 'Backup'));
    stacks.forEach((stack) => Template.fromStack(stack).resourceCountIs('AWS::Lambda::Function', 1));
  });

  test('are in a nested stack if the backup is in it', () => {
    const nested = new NestedStack(newStack(), 'Nested');
    define(nested, 'Backup');
    Template.fromStack(nested).resourceCountIs('AWS::Lambda::Function', 1);
    Template.fromStack(nested).resourceCountIs('AWS::Backup::BackupVault', 1);
  });
});

describe('the custom resource of a backup', () => {
  test('waits for the permission to start the state machine', () => {
    const template = templateWith();
    const [permission] = Object.keys(template.findResources('AWS::IAM::Policy', Match.objectLike({
      Properties: { PolicyDocument: { Statement: [Match.objectLike({ Action: 'states:StartExecution' })] } },
    })));
    template.hasResource('Custom::OnDemandBackup', { DependsOn: [permission] });
  });

  test('waits for the policies of a given role', () => {
    const stack = newStack();
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('backup.amazonaws.com') });
    define(stack, 'Backup', { role });
    role.addToPolicy(new PolicyStatement({ actions: ['dynamodb:CreateBackup'], resources: [TABLE_ARN] }));
    Template.fromStack(stack).hasResource('Custom::OnDemandBackup', { DependsOn: Match.arrayWith([Match.stringLikeRegexp('RoleDefaultPolicy')]) });
  });

  test('is created after the resource that it backs up', () => {
    const stack = newStack();
    const table = new Table(stack, 'Orders', { partitionKey: { name: 'id', type: AttributeType.STRING } });
    define(stack, 'Backup', { resource: BackupResource.fromDynamoDbTable(table) });
    expect(requestsOf(stack)[0].ResourceArn).toMatch(/^<Orders\w+\.Arn>$/);
    expect(propertiesOf(stack)[0].ResourceType).toBe('DynamoDB');
  });

  test('is the dependency of what waits for the backup', () => {
    const stack = newStack();
    const migration = new CustomResource(stack, 'Migration', { serviceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:migrate' });
    migration.node.addDependency(define(stack, 'Backup'));
    Template.fromStack(stack).hasResource('AWS::CloudFormation::CustomResource', { DependsOn: [Match.stringLikeRegexp('BackupOnDeploy')] });
  });
});

describe('the attributes of a backup', () => {
  test.each<[keyof OnDemandBackup, string]>([
    ['backupJobId', 'BackupJobId'],
    ['recoveryPointArn', 'RecoveryPointArn'],
    ['creationDate', 'CreationDate'],
    ['completionDate', 'CompletionDate'],
    ['backupJobState', 'State'],
    ['statusMessage', 'StatusMessage'],
    ['outcome', 'Outcome'],
    ['resourceTypeName', 'ResourceType'],
    ['backupVaultArn', 'BackupVaultArn'],
    ['backupSizeInBytes', 'BackupSizeInBytes'],
  ])('%s is read from the custom resource', (attribute, name) => {
    const stack = newStack();
    const backup = define(stack, 'Backup');
    expect(stack.resolve(backup[attribute])).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^BackupOnDeploy/), name] });
  });

  test('are an error if no trigger runs during the deployment', () => {
    const silent: IBackupTrigger = { bind: () => ({}) };
    const backup = define(newStack(), 'Backup', { triggers: [silent], stackOutputs: false });
    expect(() => backup.backupJobId).toThrow(/none of its `triggers` runs during a deployment.*add BackupTrigger.onDeploy\(\)/);
  });
});

describe('with WaitLevel.ACCEPTED', () => {
  test.each<keyof OnDemandBackup>(['backupJobId', 'creationDate'])('%s is known', (attribute) => {
    expect(() => define(newStack(), 'Backup', { waitFor: WaitLevel.ACCEPTED })[attribute]).not.toThrow();
  });

  test.each<keyof OnDemandBackup>(['recoveryPointArn', 'completionDate', 'backupJobState', 'outcome', 'statusMessage', 'resourceTypeName', 'backupSizeInBytes'])(
    '%s is an error, because it is not known yet', (attribute) => {
      const backup = define(newStack(), 'Backup', { waitFor: WaitLevel.ACCEPTED });
      expect(() => backup[attribute]).toThrow(/is not known when AWS Backup has only accepted the job: use `waitFor: WaitLevel.COMPLETED`/);
    });

  test('the only output is the job id', () => {
    expect(Object.keys(templateWith({ waitFor: WaitLevel.ACCEPTED }).findOutputs('*'))).toEqual(['BackupBackupJobId']);
  });
});

test('stateMachine is the state machine of the stack, for metrics and alarms', () => {
  const stack = newStack();
  const [one, two] = ['One', 'Two'].map((id) => define(stack, id).stateMachine);
  expect(two).toBe(one);
  expect(stack.resolve(one.stateMachineArn)).toEqual({ Ref: expect.stringMatching('StateMachine') });
});

describe('the vault and the role of a backup', () => {
  test('are the ones given', () => {
    const stack = newStack();
    const backupVault = new BackupVault(stack, 'Vault');
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('backup.amazonaws.com') });
    const backup = define(stack, 'Backup', { backupVault, role });
    expect([backup.backupVault, backup.role]).toEqual([backupVault, role]);
    expect(Template.fromStack(stack).findResources('AWS::Backup::BackupVault')).toEqual({ [stack.getLogicalId(backupVault.node.defaultChild as CfnElement)]: expect.anything() });
    expect(requestsOf(stack)[0]).toMatchObject({
      BackupVaultName: expect.stringMatching(/^<Vault\w+\.BackupVaultName>$/),
      IamRoleArn: expect.stringMatching(/^<Role\w+\.Arn>$/),
    });
  });

  test('are the same for all backups that name none', () => {
    const stack = newStack();
    const [one, two] = ['One', 'Two'].map((id) => define(stack, id));
    expect([two.backupVault, two.role]).toEqual([one.backupVault, one.role]);
  });

  test('are left unchanged if they are given', () => {
    const stack = newStack();
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('backup.amazonaws.com'), managedPolicies: [] });
    define(stack, 'Backup', { role });
    Template.fromStack(stack).hasResource('AWS::IAM::Role', {
      Properties: { AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'backup.amazonaws.com' } }] }, ManagedPolicyArns: Match.absent() },
    });
  });
});

describe('the triggers of a backup', () => {
  test('are onDeploy by default', () => {
    expect(propertiesOf(stackWith())).toEqual(propertiesOf(stackWith({ triggers: [BackupTrigger.onDeploy()] })));
  });
});


function arn(service: string, resource: string): BackupResource {
  return BackupResource.fromArn(`arn:aws:${service}:eu-west-1:111122223333:${resource}`);
}

function airGappedVault() {
  return BackupVault.fromBackupVaultArn(newStack(), 'Gapped', AIR_GAPPED_ARN);
}

describe('the function may list jobs', () => {
  const policies = (resource: string) => JSON.stringify(templateWith({ resource: BackupResource.fromArn(resource) }).findResources('AWS::IAM::Policy'));

  test.each([
    ['a stack', 'arn:aws:cloudformation:eu-west-1:111122223333:stack/other/51af3dc0-da77-11e4-872e-1234567db123'],
    ['a Kubernetes cluster', 'arn:aws:eks:eu-west-1:111122223333:cluster/orders'],
    ['what is known at deploy time', Fn.importValue('OrdersArn')],
  ])('to name the child jobs of %s that failed', (_name, resource) => {
    expect(policies(resource)).toContain('backup:ListBackupJobs');
  });

  test.each([TABLE_ARN, 'arn:aws:s3:::bucket', 'arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-01234567'])('but not for a resource of one part: %s', (resource) => {
    expect(policies(resource)).not.toContain('backup:ListBackupJobs');
  });
});
