import { locationProblems } from '../../../src/request/rules/location';
import { ARN, expectProblem, ids, TOKEN, UNRESOLVED } from '../fixture';

test.each([
  ['the same account and Region', { region: 'eu-west-1', account: '111122223333' }],
  ['an unknown account and Region', {}],
  ['a token', { ...UNRESOLVED, region: TOKEN, account: TOKEN }],
])('an ARN is accepted in %s', (_, facts) => {
  expect(locationProblems('resource', ARN.efs, facts)).toEqual([]);
});

test('an ARN in another Region is an error', () => {
  expectProblem(locationProblems('resource', ARN.efs, { region: 'us-east-1', account: '111122223333' }),
    'error', 'resourceInOtherRegion', '`resource`', ARN.efs, 'use one in us-east-1');
});

test('an ARN in another account is an error', () => {
  expectProblem(locationProblems('resource', ARN.efs, { region: 'eu-west-1', account: '444455556666' }),
    'error', 'resourceInOtherAccount', '`resource`', ARN.efs, 'use one in 444455556666');
});

test('an ARN in another account and Region has two errors', () => {
  expect(ids(locationProblems('backupVault', ARN.airGapped, { region: 'us-east-1', account: '444455556666' })))
    .toEqual(['backupVaultInOtherRegion', 'backupVaultInOtherAccount']);
});

test.each([
  ARN.s3, // has neither Region nor account
  'arn:aws:efs:${Token}:${Token}:file-system/fs-1',
  'arn:aws:efs:eu-${Token}-1:${Token}:file-system/fs-1',
  'no ARN',
])('the ARN %s has no account and Region to compare', (arn) => {
  expect(locationProblems('resource', arn, { region: 'us-east-1', account: '444455556666' })).toEqual([]);
});
