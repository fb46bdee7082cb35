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

test.each(['', 'air-gapped', 'arn:aws:s3:::orders', `${ARN.airGapped}*`, `${VAULTS}a`, `${VAULTS}a.b`, VAULTS + 'a'.repeat(51)])('%j is not the ARN of a vault', (arn) => {
  expectProblem(problems({ LogicallyAirGappedBackupVaultArn: arn }, { region: 'us-east-1' }), 'error', 'logicallyAirGappedBackupVaultNotAnArn',
    '`logicallyAirGappedBackupVault`', `"${arn}"`, 'use arn:aws:backup');
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
