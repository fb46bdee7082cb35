import { vaultProblems } from '../../../src/request/rules/vault';
import { ARN, expectProblem, ids, requestWith, TOKEN, UNRESOLVED } from '../fixture';

const problems = (members: Readonly<Record<string, unknown>>, facts = {}) => vaultProblems(requestWith(members), facts);

test.each(['ab', 'a'.repeat(50), 'My-vault_1'])('a vault name is accepted: %s', (BackupVaultName) => {
  expect(problems({ BackupVaultName })).toEqual([]);
});

test.each(['', 'a', 'a'.repeat(51), 'a vault', 'a.b', 'arn:aws:backup:eu-west-1:111122223333:backup-vault:ab', 'ab\n'])(
  'error: the name %j', (BackupVaultName) => {
    expectProblem(problems({ BackupVaultName }), 'error', 'backupVaultNameInvalid', '`backupVault`', `"${BackupVaultName}"`, 'give its name');
  });

test('a standard vault in another account or Region is an error', () => {
  const facts = { backupVaultArn: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:vault', region: 'us-east-1', account: '111122223333' };
  expectProblem(problems({}, facts), 'error', 'backupVaultInOtherRegion', '`backupVault`', facts.backupVaultArn, 'use one in us-east-1');
  expect(problems({}, { ...facts, region: 'eu-west-1' })).toEqual([]);
  expect(problems({}, { ...facts, ...UNRESOLVED, backupVaultArn: `arn:aws:backup:eu-west-1:${TOKEN}:backup-vault:vault` })).toEqual([]);
});

test('an air-gapped vault in another account or Region is an error', () => {
  const members = { LogicallyAirGappedBackupVaultArn: ARN.airGapped };
  expect(problems(members, { region: 'eu-west-1', account: '111122223333' })).toEqual([]);
  expectProblem(problems(members, { account: '444455556666' }), 'error', 'logicallyAirGappedBackupVaultInOtherAccount',
    '`logicallyAirGappedBackupVault`', ARN.airGapped, 'use one in 444455556666');
});

const VAULTS = 'arn:aws:backup:eu-west-1:111122223333:backup-vault:';

test.each(['', 'air-gapped', 'arn:aws:s3:::orders', `${ARN.airGapped}*`])('%j is not the ARN of a vault', (arn) => {
  expectProblem(problems({ LogicallyAirGappedBackupVaultArn: arn }, { region: 'us-east-1' }), 'error', 'logicallyAirGappedBackupVaultNotAnArn',
    '`logicallyAirGappedBackupVault`', `"${arn}"`, 'use arn:aws:backup');
});

test.each(['', 'a', 'a.b', 'a b', 'a'.repeat(51)])('error: the name %j in the ARN of an air-gapped vault', (name) => {
  expectProblem(problems({ LogicallyAirGappedBackupVaultArn: VAULTS + name }, { region: 'us-east-1' }), 'error', 'logicallyAirGappedBackupVaultNameInvalid',
    '`logicallyAirGappedBackupVault`', `"${VAULTS}${name}"`, `the name "${name}"`, '2 to 50', 'use the ARN of a vault');
});

const RESERVED = 'aws/efs/automatic-backup-vault';

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['by its name', { BackupVaultName: RESERVED }, 'backupVaultReserved'],
  ['by its ARN, in the place of a name', { BackupVaultName: VAULTS + RESERVED }, 'backupVaultReserved'],
  ['as the air-gapped vault', { LogicallyAirGappedBackupVaultArn: VAULTS + RESERVED }, 'logicallyAirGappedBackupVaultReserved'],
  ['by its name, as the air-gapped vault', { LogicallyAirGappedBackupVaultArn: RESERVED }, 'logicallyAirGappedBackupVaultReserved'],
  ['another one of AWS', { BackupVaultName: 'aws/ebs/vault' }, 'backupVaultReserved'],
  ['in another partition', { BackupVaultName: `arn:aws-us-gov:backup:us-gov-west-1:111122223333:backup-vault:${RESERVED}` }, 'backupVaultReserved'],
])('the vault of EFS is reserved: %s', (_how, members, id) => {
  const [prop, value] = Object.entries(members)[0];
  expectProblem(problems(members), 'error', id, prop === 'BackupVaultName' ? '`backupVault`' : '`logicallyAirGappedBackupVault`', `"${value}"`, 'reserved by AWS', 'a vault of your own');
});

test('the reserved vault is reported once, although its ARN is known too', () => {
  expect(ids(problems({ BackupVaultName: RESERVED }, { backupVaultArn: VAULTS + RESERVED, region: 'eu-west-1', account: '111122223333' }))).toEqual(['backupVaultReserved']);
});

test.each<[string, string, string]>([
  ['a short account', 'arn:aws:backup:eu-west-1:1111:backup-vault:ab', 'AccountMalformed'],
  ['no account', 'arn:aws:backup:eu-west-1::backup-vault:ab', 'AccountMissing'],
  ['a Region in capitals', 'arn:aws:backup:EU-WEST-1:111122223333:backup-vault:ab', 'RegionMalformed'],
  ['no Region', 'arn:aws:backup::111122223333:backup-vault:ab', 'RegionMissing'],
])('the ARN of a vault with %s is an error for each vault', (_what, arn, id) => {
  const facts = { region: 'eu-west-1', account: '111122223333' };
  expectProblem(problems({ LogicallyAirGappedBackupVaultArn: arn }, facts), 'error', `logicallyAirGappedBackupVault${id}`, '`logicallyAirGappedBackupVault`', arn);
  expectProblem(problems({}, { ...facts, backupVaultArn: arn }), 'error', `backupVault${id}`, '`backupVault`', arn);
});

test.each([`${VAULTS}ab`, VAULTS + 'a'.repeat(50), `${VAULTS}\${Token}`])('%j is the ARN of a vault', (arn) => {
  expect(problems({ LogicallyAirGappedBackupVaultArn: arn }, { region: 'eu-west-1' })).toEqual([]);
});

test.each([
  [ARN.rdsInstance, ARN.airGapped, ['airGappedVaultNotSupported']],
  [ARN.rdsInstance, TOKEN, ['airGappedVaultNotSupported']], // it is there, wherever it is
  [ARN.rdsInstance, undefined, []],
  [ARN.rdsCluster, ARN.airGapped, []], // may be Aurora
  [ARN.efs, ARN.airGapped, []],
  [TOKEN, ARN.airGapped, []],
])('%s to the air-gapped vault %s: %j', (ResourceArn, LogicallyAirGappedBackupVaultArn, expected) => {
  expect(ids(problems({ ResourceArn, LogicallyAirGappedBackupVaultArn }, UNRESOLVED))).toEqual(expected);
});

test('a type that an air-gapped vault does not support is a warning', () => {
  expectProblem(problems({ ResourceArn: ARN.rdsCluster, LogicallyAirGappedBackupVaultArn: ARN.airGapped }, { resourceType: 'RDS' }),
    'warning', 'airGappedVaultNotSupported', '`logicallyAirGappedBackupVault`', 'RDS', 'completes with issues', 'leave it out');
});

test('a vault with tokens is skipped', () => {
  const facts = { ...UNRESOLVED, region: 'us-east-1', backupVaultArn: TOKEN };
  expect(problems({ BackupVaultName: TOKEN, LogicallyAirGappedBackupVaultArn: `arn:aws:backup:eu-west-1:${TOKEN}:x` }, facts)).toEqual([]);
});
