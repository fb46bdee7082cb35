import { Duration, Lazy, Token } from 'aws-cdk-lib';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { BackupTrigger, type OnDeleteOptions, type OnDemandBackupProps, ReuseFrom } from 'cdk-on-demand-backup';
import { reuseProblems, startPolicy } from '../../../src/backup/start/start-policy';
import { tableWith } from '../../triggers/fixture';
import { readInput, resourcesOf, statementsOf, type Json } from '../../util/starts';
import { linksOf } from '../../util/synth';
import { define, newStack } from '../../util/template';

const HOUR = Duration.hours(1);
const POLICY = '{"MaxAgeSeconds":3600}';
const ofVault = '{"MaxAgeSeconds":3600,"ReuseFrom":"VAULT"}';
const listing = (props: Partial<OnDemandBackupProps>) => {
  const stack = newStack();
  define(stack, 'Backup', props);
  return statementsOf(stack, /HandlerRole/).filter(({ Action }) => Action === 'backup:ListRecoveryPointsByBackupVault');
};

test.each<[Partial<OnDemandBackupProps>, object | undefined]>([
  [{}, undefined],
  [{ provenanceTags: true }, undefined],
  [{ provenanceTags: false }, { NoProvenanceTags: true }],
  [{ maxAge: HOUR }, { MaxAgeSeconds: 3600 }],
  [{ maxAge: Duration.days(2), reuseFrom: ReuseFrom.OWN_HISTORY }, { MaxAgeSeconds: 172_800 }],
  [{ maxAge: Duration.seconds(1), reuseFrom: ReuseFrom.VAULT, provenanceTags: false }, { NoProvenanceTags: true, MaxAgeSeconds: 1, ReuseFrom: 'VAULT' }],
])('the policy of %j', (props, policy) => {
  expect(startPolicy(props)).toEqual(policy);
});

describe('maxAge', () => {
  test.each<[string, Partial<OnDemandBackupProps>, string | undefined]>([
    ['by default', {}, undefined],
    ['with an hour', { maxAge: HOUR }, POLICY],
    ['from its own history', { maxAge: HOUR, reuseFrom: ReuseFrom.OWN_HISTORY }, POLICY],
    ['from the vault', { maxAge: HOUR, reuseFrom: ReuseFrom.VAULT }, ofVault],
  ])('%s is in each custom resource and input, except those of onDelete', (_name, props, policy) => {
    const { stack, backup } = tableWith({
      ...props,
      timeout: Duration.hours(2),
      triggers: [
        BackupTrigger.onDeploy(), BackupTrigger.beforeChange(), BackupTrigger.onDelete(),
        BackupTrigger.onSchedule(ScheduleExpression.rate(Duration.days(1))),
      ],
    });
    const links = Object.entries(linksOf(stack));
    const found = links.map(([id, { Properties }]) => [id, Properties.StartPolicy]);
    expect(found).toEqual(links.map(([id]) => [id, id.startsWith('OnDelete') ? undefined : policy]));
    const [schedule] = resourcesOf(stack, 'AWS::Scheduler::Schedule');
    [readInput((schedule.Target as Json).Input), readInput(stack.resolve(backup.executionInput('x')))].forEach((input) =>
      expect(input.StartPolicy).toEqual(policy === undefined ? undefined : JSON.parse(policy)));
  });

  test('is no part of the request', () => {
    const requestOf = (props: Partial<OnDemandBackupProps>) => linksOf(tableWith(props).stack).OnDeploy.Properties.Request;
    expect(requestOf({ maxAge: HOUR, provenanceTags: false })).toEqual(requestOf({}));
  });

  test.each<[string, Duration, string]>([
    ['zero', Duration.seconds(0), '`maxAge` is 0 seconds, but must be whole seconds, at least 1: use Duration.minutes(1) or more'],
    ['half a second', Duration.millis(500), '`maxAge` is 0.5 seconds, but must be whole seconds'],
    ['a second and a half', Duration.millis(1500), '`maxAge` is 1.5 seconds, but must be whole seconds'],
    ['a deploy-time value', Duration.seconds(Token.asNumber(Lazy.number({ produce: () => 60 }))), '`maxAge` is known only at deploy time, but it decides which permissions and properties'],
  ])('is an error of %s', (_what, maxAge, message) => {
    expect(() => define(newStack(), 'Backup', { maxAge })).toThrow(message);
    expect(() => tableWith({ triggers: [BackupTrigger.onDelete({ maxAge })] })).toThrow(message);
  });

  test.each([Duration.seconds(1), Duration.days(365)])('may be %p', (maxAge) => {
    expect(reuseProblems({ maxAge })).toEqual([]);
  });

  test('lets the function list the recovery points in the vault of the backup, and only there and then', () => {
    expect(listing({})).toEqual([]);
    expect(listing({ provenanceTags: false })).toEqual([]);
    for (const reuseFrom of [undefined, ReuseFrom.OWN_HISTORY, ReuseFrom.VAULT]) {
      expect(listing({ maxAge: HOUR, reuseFrom })).toEqual([expect.objectContaining({ Effect: 'Allow', Resource: { 'Fn::GetAtt': [expect.stringMatching(/Vault/), 'BackupVaultArn'] } })]);
    }
    const stack = newStack();
    const logicallyAirGappedBackupVault = BackupVault.fromBackupVaultName(stack, 'Gapped', 'air-gapped');
    define(stack, 'Backup', { maxAge: HOUR, logicallyAirGappedBackupVault });
    const [{ Resource }] = statementsOf(stack, /HandlerRole/).filter(({ Action }) => Action === 'backup:ListRecoveryPointsByBackupVault');
    expect(JSON.stringify(Resource)).toContain('backup-vault:air-gapped');
  });
});

test.each([ReuseFrom.OWN_HISTORY, ReuseFrom.VAULT])('reuseFrom %s is an error without maxAge', (reuseFrom) => {
  const message = `\`reuseFrom\` is ReuseFrom.${reuseFrom}, but without \`maxAge\` each execution makes a new backup: give \`maxAge\`, or leave it out`;
  expect(() => define(newStack(), 'Backup', { reuseFrom })).toThrow(message);
  expect(() => tableWith({ maxAge: HOUR, triggers: [BackupTrigger.onDelete({ reuseFrom })] })).toThrow(message);
});

describe('maxAge of onDelete', () => {
  const finalPolicies = (options: OnDeleteOptions, props: Partial<OnDemandBackupProps> = {}) => {
    const { stack } = tableWith({ ...props, timeout: Duration.hours(2), triggers: [BackupTrigger.onDeploy(), BackupTrigger.onDelete(options)] });
    return Object.entries(linksOf(stack)).map(([id, { Properties }]) => [id, Properties.StartPolicy]);
  };
  const all = (onDeploy: string | undefined, onDelete: string | undefined) =>
    expect.arrayContaining([['OnDeploy', onDeploy], ['OnDeployContinued1', onDeploy], ['OnDelete', onDelete], ['OnDeleteContinued1', onDelete], ['OnDeleteContinued2', onDelete]].slice(0, 4));

  test.each<[string, OnDeleteOptions, Partial<OnDemandBackupProps>, string | undefined, string | undefined]>([
    ['is for its custom resources only', { maxAge: HOUR }, {}, undefined, POLICY],
    ['has a source of its own', { maxAge: HOUR, reuseFrom: ReuseFrom.VAULT }, { maxAge: HOUR }, POLICY, ofVault],
    ['does not take that of the backup', { maxAge: HOUR }, { maxAge: HOUR, reuseFrom: ReuseFrom.VAULT }, ofVault, POLICY],
    ['is none by default', {}, { maxAge: HOUR }, POLICY, undefined],
    ['goes with the tags of the backup', {}, { provenanceTags: false }, '{"NoProvenanceTags":true}', '{"NoProvenanceTags":true}'],
  ])('%s', (_what, options, props, onDeploy, onDelete) => {
    expect(finalPolicies(options, props)).toEqual(all(onDeploy, onDelete));
  });

  test('lets the function list the recovery points in the vault', () => {
    const { stack } = tableWith({ triggers: [BackupTrigger.onDelete({ maxAge: HOUR })] });
    expect(JSON.stringify(statementsOf(stack, /HandlerRole/))).toContain('backup:ListRecoveryPointsByBackupVault');
  });
});
