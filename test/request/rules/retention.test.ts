import { retentionProblems } from '../../../src/request/rules/retention';
import { ARN, expectProblem, ids, requestWith, TOKEN, TOKEN_NUMBER, UNRESOLVED } from '../fixture';

const keep = (days: unknown, facts = {}, members = {}) => retentionProblems(requestWith({ Lifecycle: { DeleteAfterDays: days }, ...members }), facts);
const AIR_GAPPED = { LogicallyAirGappedBackupVaultArn: ARN.airGapped };
const LOCK = { minDays: 30, maxDays: 60 };

test.each([
  ['no lock, forever', undefined, {}, {}],
  ['the least of the lock', 30, { vaultLock: LOCK }, {}],
  ['the most of the lock', 60, { vaultLock: LOCK }, {}],
  ['forever, with a lock without a maximum', undefined, { vaultLock: { minDays: 30 } }, {}],
  ['an air-gapped vault, 7 days', 7, {}, AIR_GAPPED],
  ['an air-gapped vault, forever', undefined, {}, AIR_GAPPED],
  ['the least of the air-gapped vault', 30, { airGappedRetention: LOCK }, AIR_GAPPED],
  ['the most of the air-gapped vault', 60, { airGappedRetention: LOCK }, AIR_GAPPED],
  ['an air-gapped range without such a vault', 1, { airGappedRetention: LOCK }, {}],
  ['an air-gapped vault that does not take the resource', 1, { airGappedRetention: LOCK }, { ...AIR_GAPPED, ResourceArn: ARN.rdsInstance }],
])('a retention is accepted: %s', (_, days, facts, members) => {
  expect(keep(days, facts, members)).toEqual([]);
});

test.each<[string, unknown, object, object, ...string[]]>([
  ['backupVaultRetentionTooShort', 29, { vaultLock: LOCK }, {}, '`deleteAfter` is 29 days', '`backupVault`', 'use Duration.days(30) or more'],
  ['backupVaultRetentionTooLong', 61, { vaultLock: LOCK }, {}, '`deleteAfter` is 61 days', '`backupVault`', 'use Duration.days(60) or less'],
  ['backupVaultRetentionTooLong', undefined, { vaultLock: { maxDays: 60 } }, {}, '`deleteAfter` is left out', 'forever', 'use Duration.days(60) or less'],
  ['backupVaultRetentionTooLong', -1, { vaultLock: { maxDays: 60 } }, {}, '`deleteAfter` is left out', 'forever', 'use Duration.days(60) or less'],
  ['logicallyAirGappedBackupVaultRetentionTooShort', 6, {}, AIR_GAPPED, '`deleteAfter` is 6 days', '`logicallyAirGappedBackupVault`', 'use Duration.days(7)'],
  ['logicallyAirGappedBackupVaultRetentionTooShort', 6, { airGappedRetention: { maxDays: 60 } }, AIR_GAPPED, '6 days', 'use Duration.days(7)'],
  ['logicallyAirGappedBackupVaultRetentionTooShort', 29, { airGappedRetention: LOCK }, AIR_GAPPED, '`deleteAfter` is 29 days', 'use Duration.days(30)'],
  ['logicallyAirGappedBackupVaultRetentionTooLong', 61, { airGappedRetention: LOCK }, AIR_GAPPED, '`deleteAfter` is 61 days', 'use Duration.days(60)'],
  ['logicallyAirGappedBackupVaultRetentionTooLong', undefined, { airGappedRetention: LOCK }, AIR_GAPPED, 'left out', 'use Duration.days(60)'],
])('a retention has the error %s for %s', (id, days, facts, members, ...parts) => {
  expectProblem(keep(days, facts, members), 'error', id, '`deleteAfter`', ...parts);
});

test('without a lifecycle the recovery point is kept forever', () => {
  expect(ids(keep(undefined, { vaultLock: LOCK }, { Lifecycle: undefined }))).toEqual(['backupVaultRetentionTooLong']);
});

test('the retention is checked for both vaults', () => {
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
])('a retention that is a token is skipped: %s', (_, days, facts) => {
  expect(keep(days, { ...UNRESOLVED, ...facts }, AIR_GAPPED)).toEqual([]);
});

test('a minimum retention that is a token is skipped, whatever number encodes it', () => {
  const isUnresolved = (value: unknown) => value === 4242;
  expect(keep(10, { isUnresolved, vaultLock: { minDays: 4242 }, airGappedRetention: { minDays: 4242 } }, AIR_GAPPED)).toEqual([]);
});
