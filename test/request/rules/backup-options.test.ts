import { backupOptionProblems, withoutIdleOptions } from '../../../src/request/rules/backup-options';
import { ARN, expectProblem, ids, requestWith, TOKEN, TOKEN_OBJECT, UNRESOLVED } from '../fixture';

const problems = (ResourceArn: string, BackupOptions: unknown, facts = {}) =>
  backupOptionProblems(requestWith({ ResourceArn, BackupOptions }), facts);

test.each([
  ['none', ARN.efs, undefined],
  ['VSS on EC2', ARN.ec2, { WindowsVSS: 'enabled' }],
  ['no VSS on EC2', ARN.ec2, { WindowsVSS: 'disabled' }],
  ['S3 options on S3', ARN.s3, { BackupACLs: 'disabled', BackupObjectTags: 'enabled' }],
  ['an option newer than this library', ARN.efs, { 'New.Option_1-': 'Value_1.-' }],
  ['the longest key and value', ARN.efs, { ['k'.repeat(50)]: 'v'.repeat(50) }],
  ['a name that every object has', ARN.efs, { constructor: 'value' }],
])('backup options are accepted: %s', (_, arn, options) => {
  expect(problems(arn, options)).toEqual([]);
});

test.each<[string, string, object, ...string[]]>([
  ['windowsVssNotSupported', ARN.efs, { WindowsVSS: 'enabled' }, '`windowsVss`', 'EC2 only', '`resource` is EFS', 'leave it out'],
  ['windowsVssNotSupported', ARN.rdsCluster, { WindowsVSS: 'enabled' }, '`windowsVss`', 'Aurora', 'leave it out'],
  ['backupAclsNotSupported', ARN.ec2, { BackupACLs: 'disabled' }, '`backupAcls`', 'S3 only', 'leave it out'],
  ['backupAclsNotSupported', ARN.ec2, { BackupACLs: 'enabled' }, '`backupAcls`', 'S3 only', '`resource` is EC2', 'leave it out'],
  ['backupObjectTagsNotSupported', ARN.ec2, { BackupObjectTags: 'enabled' }, '`backupObjectTags`', 'S3 only', 'EC2', 'leave it out'],
  ['windowsVssUnknown', ARN.ec2, { WindowsVSS: 'Enabled' }, '`windowsVss` is "Enabled"', 'enabled or disabled', 'use one of them'],
  ['backupAclsUnknown', ARN.s3, { BackupACLs: '' }, '`backupAcls` is ""', 'use one of them'],
  ['backupObjectTagsUnknown', ARN.s3, { BackupObjectTags: 'true' }, '`backupObjectTags` is "true"', 'use one of them'],
  ['backupOptionKeyInvalid', ARN.efs, { 'a key': 'value' }, '`backupOptions`', '"a key"', 'change it'],
  ['backupOptionKeyInvalid', ARN.efs, { '': 'value' }, '`backupOptions`', 'the key ""', 'change it'],
  ['backupOptionKeyInvalid', ARN.efs, { ['k'.repeat(51)]: 'value' }, '`backupOptions`', 'k'.repeat(51), 'change it'],
  ['backupOptionValueInvalid', ARN.efs, { key: 'a value' }, '`backupOptions`', '"a value" under "key"', 'change it'],
  ['backupOptionValueInvalid', ARN.efs, { key: '' }, '`backupOptions`', 'the value "" under "key"', 'change it'],
  ['backupOptionValueInvalid', ARN.efs, { key: 'v'.repeat(51) }, '`backupOptions`', 'v'.repeat(51), 'change it'],
])('backup options have the error %s for %s', (id, arn, options, ...parts) => {
  expectProblem(problems(arn, options), 'error', id, ...parts);
});

test.each([ARN.efs, ARN.ebs, ARN.rdsCluster, ARN.dynamodb, ARN.s3, ARN.stack])('VSS that is off has no effect on %s', (arn) => {
  expectProblem(problems(arn, { WindowsVSS: 'disabled' }), 'warning', 'windowsVssNoEffect', '`windowsVss` is false', 'EC2 only', 'leave it out');
});

describe('VSS that is off', () => {
  const sent = (ResourceArn: unknown, BackupOptions: unknown, facts = {}) =>
    withoutIdleOptions(requestWith({ ResourceArn, BackupOptions }), facts).BackupOptions;

  test.each<[string, unknown, unknown, unknown]>([
    ['is not sent for a type without it', ARN.dynamodb, { WindowsVSS: 'disabled' }, undefined],
    ['leaves the others', ARN.s3, { WindowsVSS: 'disabled', BackupACLs: 'disabled' }, { BackupACLs: 'disabled' }],
    ['is sent for an instance', ARN.ec2, { WindowsVSS: 'disabled' }, { WindowsVSS: 'disabled' }],
    ['is sent for what may be newer than this library', 'arn:aws:new:eu-west-1:111122223333:thing/x', { WindowsVSS: 'disabled' }, { WindowsVSS: 'disabled' }],
    ['may be absent', ARN.dynamodb, undefined, undefined],
    ['is another thing than VSS that is on', ARN.dynamodb, { WindowsVSS: 'enabled' }, { WindowsVSS: 'enabled' }],
  ])('%s', (_what, arn, options, expected) => {
    expect(sent(arn, options)).toEqual(expected);
  });

  test('leaves no empty options', () => {
    expect('BackupOptions' in withoutIdleOptions(requestWith({ ResourceArn: ARN.efs, BackupOptions: { WindowsVSS: 'disabled' } }), {})).toBe(false);
  });

  test('of a given type counts', () => {
    expect(sent('arn:aws:new:eu-west-1:111122223333:thing/x', { WindowsVSS: 'disabled' }, { resourceType: 'RDS' })).toBeUndefined();
  });
});

test('each backup option is checked', () => {
  expect(ids(problems(ARN.efs, { 'WindowsVSS': 'on', 'a b': 'c d' }))).toEqual([
    'windowsVssNotSupported', 'windowsVssUnknown', 'backupOptionKeyInvalid', 'backupOptionValueInvalid',
  ]);
});

test.each([
  ['the resource', TOKEN, { WindowsVSS: 'enabled', BackupACLs: 'enabled' }],
  ['a key', ARN.efs, { [TOKEN]: 'a value' }],
  ['a value', ARN.efs, { key: TOKEN }],
  ['the value of an option', ARN.ec2, { WindowsVSS: TOKEN }],
  ['all', ARN.efs, TOKEN_OBJECT],
])('backup options that contain a token are skipped: %s', (_, arn, options) => {
  expect(problems(arn, options, UNRESOLVED)).toEqual([]);
});
