import { retentionProblems } from '../../../src/request/rules/retention';
import { ARN, expectProblem, ids, requestWith, TOKEN, TOKEN_NUMBER, UNRESOLVED } from '../fixture';

const keep = (days: unknown, facts = {}, members = {}) => retentionProblems(requestWith({ Lifecycle: { DeleteAfterDays: days }, ...members }), facts);
const AIR_GAPPED = { LogicallyAirGappedBackupVaultArn: ARN.airGapped };
const LOCK = { minDays: 30, maxDays: 60 };

test.each([
  ['no lock, for ever', undefined, {}, {}],
  ['the least of the lock', 30, { vaultLock: LOCK }, {}],
  ['the most of the lock', 60, { vaultLock: LOCK }, {}],
  ['for ever, with a lock without a maximum', undefined, { vaultLock: { minDays: 30 } }, {}],
  ['an air-gapped vault, 7 days', 7, {}, AIR_GAPPED],
  ['an air-gapped vault, for ever', undefined, {}, AIR_GAPPED],
  ['the least of the air-gapped vault', 30, { airGappedRetention: LOCK }, AIR_GAPPED],
  ['the most of the air-gapped vault', 60, { airGappedRetention: LOCK }, AIR_GAPPED],
  ['an air-gapped range without such a vault', 1, { airGappedRetention: LOCK }, {}],
  ['an air-gapped vault that does not take the resource', 1, { airGappedRetention: LOCK }, { ...AIR_GAPPED, ResourceArn: ARN.rdsInstance }],
])('fine: %s', (_, days, facts, members) => {
  expect(keep(days, facts, members)).toEqual([]);
});

test.each<[string, unknown, object, object, ...string[]]>([
  ['backupVaultRetentionTooShort', 29, { vaultLock: LOCK }, {}, '`deleteAfter` is 29 days', '`backupVault`', 'use Duration.days(30) or more'],
  ['backupVaultRetentionTooLong', 61, { vaultLock: LOCK }, {}, '`deleteAfter` is 61 days', '`backupVault`', 'use Duration.days(60) or less'],
  ['backupVaultRetentionTooLong', undefined, { vaultLock: { maxDays: 60 } }, {}, '`deleteAfter` is left out', 'for ever', 'use Duration.days(60) or less'],
  ['backupVaultRetentionTooLong', -1, { vaultLock: { maxDays: 60 } }, {}, '`deleteAfter` is left out', 'for ever', 'use Duration.days(60) or less'],
  ['logicallyAirGappedBackupVaultRetentionTooShort', 6, {}, AIR_GAPPED, '`deleteAfter` is 6 days', '`logicallyAirGappedBackupVault`', 'use Duration.days(7)'],
  ['logicallyAirGappedBackupVaultRetentionTooShort', 6, { airGappedRetention: { maxDays: 60 } }, AIR_GAPPED, '6 days', 'use Duration.days(7)'],
  ['logicallyAirGappedBackupVaultRetentionTooShort', 29, { airGappedRetention: LOCK }, AIR_GAPPED, '`deleteAfter` is 29 days', 'use Duration.days(30)'],
  ['logicallyAirGappedBackupVaultRetentionTooLong', 61, { airGappedRetention: LOCK }, AIR_GAPPED, '`deleteAfter` is 61 days', 'use Duration.days(60)'],
  ['logicallyAirGappedBackupVaultRetentionTooLong', undefined, { airGappedRetention: LOCK }, AIR_GAPPED, 'left out', 'use Duration.days(60)'],
])('error %s for %s', (id, days, facts, members, ...parts) => {
  expectProblem(keep(days, facts, members), 'error', id, '`deleteAfter`', ...parts);
});

test('without any lifecycle the backup is kept for ever', () => {
  expect(ids(keep(undefined, { vaultLock: LOCK }, { Lifecycle: undefined }))).toEqual(['backupVaultRetentionTooLong']);
});

test('both vaults are looked at', () => {
  expect(ids(keep(6, { vaultLock: LOCK }, AIR_GAPPED))).toEqual([
    'backupVaultRetentionTooShort', 'logicallyAirGappedBackupVaultRetentionTooShort',
  ]);
});

test('an air-gapped vault is there even when its ARN is a token', () => {
  expect(ids(keep(6, UNRESOLVED, { LogicallyAirGappedBackupVaultArn: TOKEN }))).toEqual(['logicallyAirGappedBackupVaultRetentionTooShort']);
});

test.each([
  ['the retention', TOKEN_NUMBER, { vaultLock: LOCK, airGappedRetention: LOCK }],
  ['the least', 1, { vaultLock: { minDays: TOKEN_NUMBER }, airGappedRetention: { minDays: TOKEN_NUMBER } }],
  ['the most', 1000, { vaultLock: { maxDays: TOKEN_NUMBER }, airGappedRetention: { maxDays: TOKEN_NUMBER } }],
])('a token is skipped: %s', (_, days, facts) => {
  expect(keep(days, { ...UNRESOLVED, ...facts }, AIR_GAPPED)).toEqual([]);
});

test('a least that is a token is skipped, whatever number stands for it', () => {
  const isUnresolved = (value: unknown) => value === 4242;
  expect(keep(10, { isUnresolved, vaultLock: { minDays: 4242 }, airGappedRetention: { minDays: 4242 } }, AIR_GAPPED)).toEqual([]);
});
