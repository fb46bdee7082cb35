import { ARN, expectProblem, ids, TOKEN, UNRESOLVED } from './fixture';
import { locationProblems } from '../../src/request/location';

test.each([
  ['the same place', { region: 'eu-west-1', account: '111122223333' }],
  ['a place not known', {}],
  ['a token', { ...UNRESOLVED, region: TOKEN, account: TOKEN }],
])('nothing to say of %s', (_, facts) => {
  expect(locationProblems('resource', ARN.efs, facts)).toEqual([]);
});

test('another Region', () => {
  expectProblem(locationProblems('resource', ARN.efs, { region: 'us-east-1', account: '111122223333' }),
    'error', 'resourceInOtherRegion', '`resource`', ARN.efs, 'use one in us-east-1');
});

test('another account', () => {
  expectProblem(locationProblems('resource', ARN.efs, { region: 'eu-west-1', account: '444455556666' }),
    'error', 'resourceInOtherAccount', '`resource`', ARN.efs, 'use one in 444455556666');
});

test('both', () => {
  expect(ids(locationProblems('backupVault', ARN.airGapped, { region: 'us-east-1', account: '444455556666' })))
    .toEqual(['backupVaultInOtherRegion', 'backupVaultInOtherAccount']);
});

test.each([
  ARN.s3, // has neither Region nor account
  'arn:aws:efs:${Token}:${Token}:file-system/fs-1',
  'arn:aws:efs:eu-${Token}-1:${Token}:file-system/fs-1',
  'no ARN',
])('nothing to compare in %s', (arn) => {
  expect(locationProblems('resource', arn, { region: 'us-east-1', account: '444455556666' })).toEqual([]);
});
