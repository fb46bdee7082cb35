import { App, Aspects, CfnParameter, CfnResource, Duration, Stack, Tags } from 'aws-cdk-lib';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { CfnFileSystem as CfnEfsFileSystem } from 'aws-cdk-lib/aws-efs';
import { CfnFileSystem } from 'aws-cdk-lib/aws-fsx';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { BackupProtection, type BackupProtectionProps, BackupResourceType, FailureAction, ProtectionStatus, ReuseFrom, TimeoutAction, WaitLevel } from 'cdk-on-demand-backup';
import { backupsIn, backupsWith, protect, resourcesOf, statuses, table, warningsIn } from './fixture';
import { flatten } from '../util/template';

const { PROTECTED, OPTED_OUT } = ProtectionStatus;

describe('the props of a protection', () => {
  test('are all optional', () => {
    expect(backupsWith()).toEqual({
      OrdersBeforeChange: {
        waitPolicy: { TimeoutSeconds: 3420 },
        request: expect.not.objectContaining({ ResourceArn: expect.anything() }) as unknown,
      },
      OrdersOnDelete: { waitPolicy: { TimeoutSeconds: 3420 }, request: expect.objectContaining({ ResourceArn: '<OrdersA9B65338.Arn>' }) as unknown },
    });
  });

  test('beforeChange and onDelete can turn one of the two off', () => {
    expect(Object.keys(backupsWith({ beforeChange: false }))).toEqual(['OrdersOnDelete']);
    expect(Object.keys(backupsWith({ onDelete: false }))).toEqual(['OrdersBeforeChange']);
    expect(Object.keys(backupsWith({ beforeChange: true, onDelete: true }))).toEqual(['OrdersBeforeChange', 'OrdersOnDelete']);
  });

  test.each<[BackupProtectionProps, string | undefined, string | undefined]>([
    [{}, undefined, undefined],
    [{ maxAge: Duration.hours(1) }, '{"MaxAgeSeconds":3600}', undefined],
    [{ maxAge: Duration.hours(1), reuseFrom: ReuseFrom.VAULT }, '{"MaxAgeSeconds":3600,"ReuseFrom":"VAULT"}', undefined],
    [{ provenanceTags: false }, '{"NoProvenanceTags":true}', '{"NoProvenanceTags":true}'],
    [{ provenanceTags: true }, undefined, undefined],
  ])('%j is the start policy %s before a change, and %s on delete', (props, beforeChange, onDelete) => {
    const { OrdersBeforeChange, OrdersOnDelete } = backupsIn(protect(table, props).stack);
    expect([OrdersBeforeChange.Properties?.StartPolicy, OrdersOnDelete.Properties?.StartPolicy]).toEqual([beforeChange, onDelete]);
  });

  test('ignoreProperties allows a change without a backup', () => {
    const revision = (team: string, props?: BackupProtectionProps) => {
      const { app, stack } = protect(table, props);
      Tags.of(app).add('team', team);
      return backupsIn(stack).OrdersBeforeChange.Properties?.Revision;
    };
    expect(revision('one')).not.toEqual(revision('other'));
    const ignoreProperties = ['Tags'];
    expect(revision('one', { ignoreProperties })).toEqual(revision('other', { ignoreProperties }));
  });

  test('ignoreTags allows other tags without a backup, also those of a file system', () => {
    const revisions = (team: string) => {
      const { app, stack } = protect((scope) => {
        table(scope);
        new CfnEfsFileSystem(scope, 'Files');
      }, { ignoreTags: true });
      Tags.of(app).add('team', team);
      const backups = backupsIn(stack);
      return [backups.OrdersBeforeChange.Properties?.Revision, backups.FilesBeforeChange.Properties?.Revision];
    };
    expect(revisions('one')).toEqual(revisions('other'));
    expect(revisions('one')).toEqual([expect.any(String), expect.any(String)]);
  });

  test.each<[BackupProtectionProps, object, object]>([
    [{ onFailure: FailureAction.WARN }, { TimeoutSeconds: 3420, WarnOnFailure: true }, { TimeoutSeconds: 3420 }],
    [{ onFailure: FailureAction.FAIL }, { TimeoutSeconds: 3420 }, { TimeoutSeconds: 3420 }],
    [{ onDeleteFailure: FailureAction.WARN }, { TimeoutSeconds: 3420 }, { TimeoutSeconds: 3420, WarnOnFailure: true, OnTimeout: 'CONTINUE' }],
    [{ onDeleteFailure: FailureAction.FAIL }, { TimeoutSeconds: 3420 }, { TimeoutSeconds: 3420 }],
    [{ timeout: Duration.minutes(5) }, { TimeoutSeconds: 300 }, { TimeoutSeconds: 300 }],
    [{ onTimeout: TimeoutAction.CONTINUE }, { TimeoutSeconds: 3420, OnTimeout: 'CONTINUE' }, { TimeoutSeconds: 3420 }],
    [{ failOnIssues: true }, { TimeoutSeconds: 3420, FailOnIssues: true }, { TimeoutSeconds: 3420, FailOnIssues: true }],
    [{ waitFor: WaitLevel.ACCEPTED }, { TimeoutSeconds: 3420, Accepted: true }, { TimeoutSeconds: 3420 }],
    [{ keepLast: 3 }, { TimeoutSeconds: 3420, KeepLast: 3 }, { TimeoutSeconds: 3420 }],
    [{ keepLast: 90, keepAtLeast: Duration.hours(9) }, { TimeoutSeconds: 3420, KeepLast: 90, KeepAtLeastSeconds: 32_400 }, { TimeoutSeconds: 3420 }],
  ])('%j determine the wait policies of the jobs', (props, beforeChange, onDelete) => {
    const { OrdersBeforeChange, OrdersOnDelete } = backupsWith(props);
    expect([OrdersBeforeChange.waitPolicy, OrdersOnDelete.waitPolicy]).toEqual([beforeChange, onDelete]);
  });

  test('keepLast and keepAtLeast do not apply to an EKS cluster, whose recovery points contain others', () => {
    const { stack } = protect((scope) => {
      table(scope);
      new CfnResource(scope, 'Cluster', { type: 'AWS::EKS::Cluster', properties: { AccessConfig: { AuthenticationMode: 'API' } } });
    }, { keepLast: 3, keepAtLeast: Duration.days(1) });
    const { OrdersBeforeChange, ClusterBeforeChange } = backupsIn(stack);
    expect(flatten(OrdersBeforeChange.Properties?.WaitPolicy)).toContain('"KeepLast":3');
    expect(flatten(ClusterBeforeChange.Properties?.WaitPolicy)).not.toContain('Keep');
  });

  test('deleteAfter, startWindow, completionWindow and recoveryPointTags apply to each job', () => {
    const backups = backupsWith({
      deleteAfter: Duration.days(35), startWindow: Duration.hours(1), completionWindow: Duration.hours(10), recoveryPointTags: { team: 'shop' },
    });
    const job = { Lifecycle: { DeleteAfterDays: 35 }, StartWindowMinutes: 60, CompleteWindowMinutes: 600, RecoveryPointTags: { team: 'shop' } };
    expect(Object.values(backups).map(({ request }) => request)).toEqual([expect.objectContaining(job), expect.objectContaining(job)]);
  });

  test('historyEncryptionKey encrypts the history of each backup; without it, none is encrypted', () => {
    const keyArn = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const keysWith = (props: BackupProtectionProps) => {
      const { stack } = protect(table, props);
      return Object.values(backupsIn(stack)).map(({ Properties }) => Properties?.HistoryKey);
    };
    expect(keysWith({ historyEncryptionKey: Key.fromKeyArn(new Stack(), 'Key', keyArn) })).toEqual([keyArn, keyArn]);
    expect(keysWith({})).toEqual([undefined, undefined]);
  });

  test('completionWindow does not apply to Amazon FSx, where it has no effect', () => {
    const { stack } = protect((scope) => new CfnFileSystem(scope, 'Files', { fileSystemType: 'WINDOWS', subnetIds: ['subnet-1'] }), { completionWindow: Duration.hours(10) });
    expect(flatten(backupsIn(stack).FilesOnDelete.Properties?.Request)).not.toContain('CompleteWindowMinutes');
    expect(warningsIn(stack)).toEqual([]);
  });

  test('backupVault and role replace the defaults', () => {
    const types = (props: (stack: Stack) => BackupProtectionProps) => {
      const stack = new Stack(new App(), 'Shop');
      table(stack);
      Aspects.of(stack).add(new BackupProtection(props(stack)));
      const names = Object.entries(resourcesOf(stack)).filter(([, { Type }]) => /Vault|Role/.test(Type)).map(([id]) => id.replace(/[0-9A-F]{8}$/, ''));
      return names.filter((id) => !/HandlerRole|StateMachineRole/.test(id)).sort();
    };
    expect(types(() => ({}))).toEqual(['OnDemandBackupProviderRole', 'OnDemandBackupProviderVault']);
    expect(types((stack) => ({
      backupVault: BackupVault.fromBackupVaultName(stack, 'Vault', 'vault'),
      role: Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/backup'),
    }))).toEqual([]);
  });

  test('backupVault may be of another stack', () => {
    const app = new App();
    const backupVault = new BackupVault(new Stack(app, 'Vaults'), 'Vault');
    const stack = new Stack(app, 'Shop');
    table(stack);
    Aspects.of(app).add(new BackupProtection({ backupVault }));
    expect(flatten(backupsIn(stack).OrdersOnDelete.Properties?.Request)).toContain('"BackupVaultName":"<Fn::ImportValue>"');
  });

  test('resourceTypes excludes other types, without a warning', () => {
    const { app, stack, protection } = protect((scope) => {
      table(scope);
      new Bucket(scope, 'Invoices');
      new Queue(scope, 'Queue');
      new CfnResource(scope, 'Cluster', { type: 'AWS::RDS::DBCluster', properties: { Engine: 'aurora-mysql' } });
      new CfnResource(scope, 'Unknown', { type: 'AWS::RDS::DBCluster' });
    }, { resourceTypes: [BackupResourceType.DYNAMODB, BackupResourceType.AURORA] });
    app.synth();
    expect(statuses(protection)).toEqual({
      'Shop/Cluster': PROTECTED, 'Shop/Invoices/Resource': OPTED_OUT, 'Shop/Orders/Resource': PROTECTED, 'Shop/Queue/Resource': OPTED_OUT, 'Shop/Unknown': PROTECTED,
    });
    expect(protection.report[1].reason).toBe('`resourceTypes` of the protection names DynamoDB, Aurora only');
    expect(warningsIn(stack)).toEqual([]);
  });

  test.each<[BackupProtectionProps, RegExp]>([
    [{ beforeChange: false, onDelete: false }, /`beforeChange` and `onDelete` are both false/],
    [{ beforeChange: false, ignoreProperties: ['Tags'] }, /`ignoreProperties` has no effect without `beforeChange`/],
    [{ beforeChange: false, maxAge: Duration.hours(1) }, /`maxAge` has no effect without `beforeChange`/],
    [{ reuseFrom: ReuseFrom.VAULT }, /`reuseFrom` is ReuseFrom.VAULT, but without `maxAge`/],
    [{ beforeChange: false, ignoreTags: true }, /`ignoreTags` has no effect without `beforeChange`/],
    [{ onDelete: false, onDeleteFailure: FailureAction.WARN }, /`onDeleteFailure` has no effect without `onDelete`/],
    [{ resourceTypes: [] }, /`resourceTypes` is empty/],
    [{ resourceTypes: [BackupResourceType.S3, BackupResourceType.of('Quantum')] }, /`resourceTypes` names Quantum, but a protection knows Aurora, DSQL/],
    [{ resourceTypes: [BackupResourceType.CLOUDFORMATION] }, /`resourceTypes` names CloudFormation/],
  ])('%j are an error', (props, message) => {
    expect(() => new BackupProtection(props)).toThrow(message);
  });
});

describe('what no resource could have is an error of the protection, once and at once', () => {
  test.each<[keyof BackupProtectionProps, BackupProtectionProps, RegExp]>([
    ['deleteAfter', { deleteAfter: Duration.hours(5) }, /is 0\.208\d+ days, .* whole days only/],
    ['deleteAfter', { deleteAfter: Duration.days(36_501) }, /allows at most 36500 days/],
    ['startWindow', { startWindow: Duration.minutes(59) }, /needs at least 60 minutes/],
    ['completionWindow', { completionWindow: Duration.seconds(61) }, /whole minutes only/],
    ['timeout', { timeout: Duration.days(15) }, /at most 14 days/],
    ['recoveryPointTags', { recoveryPointTags: { 'aws:x': '' } }, /reserves the prefix/],
    ['recoveryPointTags', { recoveryPointTags: { x: 1 as unknown as string } }, /is 1, but must be a string/],
    ['ignoreProperties', { ignoreProperties: ['Tags.'] }, /joined by dots/],
    ['startWindow', { startWindow: secondsOfDeployment() }, /deploy-time value in another unit/],
  ])('%s: %j', (prop, props, message) => {
    expect(() => new BackupProtection(props)).toThrow(/^the backup protection has problems:\n/);
    expect(() => new BackupProtection(props)).toThrow(new RegExp(`\`${prop}\` .*`));
    expect(() => new BackupProtection(props)).toThrow(message);
  });

  test('but not what only some resources cannot have, nor a warning', () => {
    const years = Duration.days(36_400); // S3 keeps a recovery point for 99 years
    expect(() => new BackupProtection({ deleteAfter: years, completionWindow: Duration.minutes(61), startWindow: Duration.hours(2) })).not.toThrow();
  });

  test('nor what is known only at deploy time', () => {
    const days = Duration.days(new CfnParameter(new Stack(), 'Days', { type: 'Number' }).valueAsNumber);
    expect(() => new BackupProtection({ deleteAfter: days })).not.toThrow();
  });
});

function secondsOfDeployment(): Duration {
  return Duration.seconds(new CfnParameter(new Stack(), 'Seconds', { type: 'Number' }).valueAsNumber);
}
