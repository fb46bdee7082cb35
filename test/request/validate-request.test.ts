import { ARN, expectProblem, ids, REQUEST, requestWith, TOKEN, TOKEN_NUMBER, TOKEN_OBJECT, UNRESOLVED } from './fixture';
import type { BackupRequest } from '../../src/request/backup-request';
import { validateRequest } from '../../src/request/validate-request';

const FULL: BackupRequest = {
  ...REQUEST,
  ResourceArn: ARN.ebs,
  LogicallyAirGappedBackupVaultArn: ARN.airGapped,
  IdempotencyToken: 'token',
  StartWindowMinutes: 60,
  CompleteWindowMinutes: 120,
  Lifecycle: { DeleteAfterDays: 98, MoveToColdStorageAfterDays: 8, OptInToArchiveForSupportedResources: true },
  RecoveryPointTags: { stage: 'prod' },
  BackupOptions: { Newer: 'yes' },
  Index: 'DISABLED',
};

test.each([
  ['the least', REQUEST],
  ['all', FULL],
  ['unknown', requestWith({ Newer: [1], Lifecycle: { Newer: null } })],
])('a request with %s members has no problem', (_, request) => {
  expect(validateRequest(request)).toEqual([]);
});

describe('the handler, which knows the stack only, finds what was a token at synth', () => {
  const stackId = 'arn:aws-cn:cloudformation:cn-north-1:111122223333:stack/shop/1';
  const inChina = { ResourceArn: 'arn:aws-cn:dynamodb:cn-north-1:111122223333:table/orders', IamRoleArn: 'arn:aws-cn:iam::111122223333:role/backup' };

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['resourceInOtherPartition', { ResourceArn: 'arn:aws:dynamodb:cn-north-1:111122223333:table/orders' }],
    ['resourceInOtherPartition', { ResourceArn: ARN.s3 }],
    ['roleInOtherPartition', { IamRoleArn: REQUEST.IamRoleArn }],
    ['logicallyAirGappedBackupVaultInOtherPartition', { LogicallyAirGappedBackupVaultArn: 'arn:aws:backup:cn-north-1:111122223333:backup-vault:gapped' }],
    ['resourceAccountMalformed', { ResourceArn: 'arn:aws-cn:dynamodb:cn-north-1:1111:table/orders' }],
    ['resourceRegionMalformed', { ResourceArn: 'arn:aws-cn:dynamodb:Beijing:111122223333:table/orders' }],
    ['roleAccountMalformed', { IamRoleArn: 'arn:aws-cn:iam::1111:role/backup' }],
    ['roleServiceLinked', { IamRoleArn: 'arn:aws-cn:iam::111122223333:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup' }],
    ['backupVaultReserved', { BackupVaultName: 'aws/efs/automatic-backup-vault' }],
    ['resourceNotGeneralPurposeBucket', { ResourceArn: 'arn:aws-cn:s3:::orders--cnn1-az1--x-s3' }],
    ['resourceIdMalformed', { ResourceArn: 'arn:aws-cn:elasticfilesystem:cn-north-1:111122223333:file-system/None' }],
    ['resourceIdMissing', { ResourceArn: 'arn:aws-cn:dynamodb:cn-north-1:111122223333:table/undefined' }],
    ['windowsVssNoEffect', { BackupOptions: { WindowsVSS: 'disabled' } }],
  ])('%s: %j', (id, members) => {
    expect(ids(validateRequest(requestWith({ ...inChina, ...members }), { stackId }))).toEqual([id]);
  });

  test('and accepts what is right there', () => {
    expect(validateRequest(requestWith(inChina), { stackId })).toEqual([]);
  });
});

test('validateRequest returns all problems of all rules', () => {
  const request = requestWith({
    BackupVaultName: 'a vault',
    ResourceArn: ARN.rdsInstance,
    LogicallyAirGappedBackupVaultArn: ARN.airGapped,
    IamRoleArn: 'role',
    IdempotencyToken: '',
    StartWindowMinutes: 30,
    CompleteWindowMinutes: 20,
    Lifecycle: { DeleteAfterDays: 10, MoveToColdStorageAfterDays: 5, OptInToArchiveForSupportedResources: 'yes' },
    RecoveryPointTags: { 'aws:stage': 'prod' },
    BackupOptions: { WindowsVSS: 'enabled' },
    Index: 'ENABLED',
  });
  expect(ids(validateRequest(request, { region: 'us-east-1', vaultLock: { minDays: 30 } }))).toEqual([
    'optInToArchiveForSupportedResourcesWrongType',
    'resourceInOtherRegion',
    'backupVaultNameInvalid',
    'logicallyAirGappedBackupVaultInOtherRegion',
    'airGappedVaultNotSupported',
    'roleNotAnArn',
    'startWindowTooShort',
    'completionWindowWithinStartWindow',
    'deleteAfterTooSoonAfterColdStorage',
    'coldStorageNotSupported',
    'backupVaultRetentionTooShort',
    'recoveryPointTagKeyReserved',
    'windowsVssNotSupported',
    'indexNotSupported',
    'indexInAirGappedVault',
    'idempotencyTokenEmpty',
  ]);
});

test('a request of nothing but tokens has no problem', () => {
  const request = requestWith({
    BackupVaultName: TOKEN,
    ResourceArn: TOKEN,
    LogicallyAirGappedBackupVaultArn: TOKEN,
    IamRoleArn: TOKEN,
    IdempotencyToken: TOKEN,
    StartWindowMinutes: TOKEN_NUMBER,
    CompleteWindowMinutes: TOKEN_NUMBER,
    Lifecycle: { DeleteAfterDays: TOKEN_NUMBER, MoveToColdStorageAfterDays: TOKEN_NUMBER, OptInToArchiveForSupportedResources: TOKEN },
    RecoveryPointTags: { [TOKEN]: TOKEN },
    BackupOptions: { [TOKEN]: TOKEN },
    Index: TOKEN,
  });
  const facts = { ...UNRESOLVED, stackId: `${TOKEN}2`, account: TOKEN, region: TOKEN, backupVaultArn: TOKEN };
  expect(validateRequest(request, facts)).toEqual([]);
  const objects = requestWith({ ...request, Lifecycle: TOKEN_OBJECT, RecoveryPointTags: TOKEN_OBJECT, BackupOptions: TOKEN_OBJECT });
  expect(validateRequest(objects, facts)).toEqual([]);
});

test.each([[null, 'null'], [undefined, 'undefined'], [[], 'a list'], ['text', '"text"'], [1, '1']])('%j is no request', (value, shown) => {
  expectProblem(validateRequest(value as any), 'error', 'requestNotAnObject', `the request is ${shown}`, 'give the members');
});

test.each(Object.keys(FULL))('%s of any wrong type is an error, and nothing throws', (name) => {
  for (const value of [null, 1.5, 'text', true, [], ['a'], {}, { a: 1 }, { a: { b: null } }, NaN, Infinity, -Infinity]) {
    const right = typeof value === typeof FULL[name as keyof BackupRequest] && value !== null && !Array.isArray(value);
    const problems = validateRequest({ ...FULL, [name]: value }, { account: '111122223333', region: 'eu-west-1' });
    expect(problems.every(({ message }) => message.length > 0)).toBe(true);
    if (!right) {
      expect(problems).toContainEqual(expect.objectContaining({ severity: 'error', id: expect.stringMatching(/WrongType$/) }));
    }
  }
});
