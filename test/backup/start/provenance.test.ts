import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { BackupResourceType, BackupTrigger, type OnDemandBackupProps } from 'cdk-on-demand-backup';
import { readInput, resourcesOf, type Json } from '../../util/starts';
import { infosOf, linksOf } from '../../util/synth';
import { define, newStack } from '../../util/template';

const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'value']));
const KEYS = ['stack', 'path', 'trigger', 'revision'].map((name) => `cdk-on-demand-backup:${name}`);
const backupWith = (props: Partial<OnDemandBackupProps>) => define(newStack(), 'Backup', props);
const CLUSTER = BackupResource.fromArn('arn:aws:eks:eu-west-1:111122223333:cluster/orders');
const STACK = BackupResource.fromArn('arn:aws:cloudformation:eu-west-1:111122223333:stack/orders/0a1b');
const infosWith = (props: Partial<OnDemandBackupProps>): string[] => {
  const stack = newStack();
  define(stack, 'Backup', props);
  return infosOf(stack);
};

describe('provenanceTags', () => {
  test.each<[boolean | undefined, string | undefined]>([
    [undefined, undefined],
    [true, undefined],
    [false, '{"NoProvenanceTags":true}'],
  ])('%s is %s in each custom resource and input, and never in the request', (provenanceTags, policy) => {
    const stack = newStack();
    const triggers = [BackupTrigger.onDeploy(), BackupTrigger.onDelete(), BackupTrigger.onSchedule(ScheduleExpression.rate(Duration.days(1)))];
    const backup = define(stack, 'Backup', { provenanceTags, triggers, timeout: Duration.hours(2) });
    const links = Object.values(linksOf(stack));
    expect(links.map(({ Properties }) => Properties.StartPolicy)).toEqual(links.map(() => policy));
    expect(JSON.stringify(links.map(({ Properties }) => Properties.Request))).not.toContain('cdk-on-demand-backup:');
    const [schedule] = resourcesOf(stack, 'AWS::Scheduler::Schedule');
    const inputs = [readInput((schedule.Target as Json).Input), readInput(stack.resolve(backup.executionInput('once')))];
    inputs.forEach((input) => expect(input.StartPolicy).toEqual(policy === undefined ? undefined : JSON.parse(policy)));
  });

  test.each(KEYS)('is an error with the key %s in `recoveryPointTags`, and false is not', (key) => {
    const props = { recoveryPointTags: { [key]: 'mine' } };
    expect(() => backupWith(props)).toThrow(`\`recoveryPointTags\` has the key "${key}", which \`provenanceTags\` sets: use another key, or set \`provenanceTags: false\``);
    expect(() => backupWith({ ...props, provenanceTags: false })).not.toThrow();
  });

  test.each(['cdk-on-demand-backup', 'cdk-on-demand-backup:', 'cdk-on-demand-backup:team', 'stack'])('goes with the key %s', (key) => {
    expect(() => backupWith({ recoveryPointTags: { [key]: 'mine' } })).not.toThrow();
  });

  test('counts towards the 50 tags of a recovery point', () => {
    expect(() => backupWith({ recoveryPointTags: tags(46) })).not.toThrow();
    expect(() => backupWith({ recoveryPointTags: tags(47) }))
      .toThrow('`recoveryPointTags` has 47 tags, and `provenanceTags` adds 4, but a recovery point holds at most 50, those of the resource included: remove some, or set `provenanceTags: false`');
    expect(() => backupWith({ recoveryPointTags: tags(50), provenanceTags: false })).not.toThrow();
    expect(() => backupWith({ recoveryPointTags: tags(50), resource: CLUSTER })).not.toThrow();
  });

  test('false is an error with `keepLast`, whatever the removal policy', () => {
    const message = '`provenanceTags` is false, but `keepLast` is given, and what is deleted should say where it comes from: leave out `provenanceTags`';
    expect(() => backupWith({ provenanceTags: false, keepLast: 3 })).toThrow(message);
    expect(() => backupWith({ provenanceTags: false, keepLast: 3, removalPolicy: RemovalPolicy.DESTROY })).toThrow(message);
    expect(() => backupWith({ provenanceTags: true, keepLast: 3 })).not.toThrow();
  });

  test('false is an error with RemovalPolicy.DESTROY, and with no other policy', () => {
    expect(() => backupWith({ provenanceTags: false, removalPolicy: RemovalPolicy.DESTROY }))
      .toThrow('`provenanceTags` is false, but `removalPolicy` is RemovalPolicy.DESTROY, and what is deleted should say where it comes from: leave out `provenanceTags`');
    expect(() => backupWith({ provenanceTags: false, removalPolicy: RemovalPolicy.RETAIN })).not.toThrow();
    expect(() => backupWith({ provenanceTags: true, removalPolicy: RemovalPolicy.DESTROY })).not.toThrow();
    expect(() => backupWith({ removalPolicy: RemovalPolicy.DESTROY })).not.toThrow();
  });

  test.each<[string, Partial<OnDemandBackupProps>]>([
    ['EKS', { resource: CLUSTER }],
    ['CloudFormation', { resource: STACK }],
    ['EKS', { resource: CLUSTER, resourceType: BackupResourceType.EKS, provenanceTags: true }],
  ])('says once that the recovery points of %s get none', (typeName, props) => {
    expect(infosWith(props)).toEqual([expect.stringContaining(`the recovery points of ${typeName} get no \`provenanceTags\``)]);
    expect(infosWith({ ...props, provenanceTags: false })).toEqual([]);
  });

  test('says for DynamoDB, if asked for, that they need the advanced features', () => {
    expect(infosWith({ provenanceTags: true })).toEqual([expect.stringContaining('only with the advanced features of AWS Backup for DynamoDB')]);
    expect(infosWith({})).toEqual([]);
    expect(infosWith({ provenanceTags: true, resource: BackupResource.fromArn('arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-01234567') })).toEqual([]);
  });
});

test('two backups of one stack have different tags', () => {
  const stack = new Stack(new App(), 'Shop');
  const paths = ['One', 'Two'].map((id) => readInput(stack.resolve(define(stack, id).executionInput('x'))).History).map((history) => (history as Json).Path);
  expect(paths).toEqual(['/cdk-on-demand-backup/Shop/One', '/cdk-on-demand-backup/Shop/Two']);
});
