import { roleProblems } from '../../../src/request/rules/role';
import { expectProblem, ids, requestWith, TOKEN, UNRESOLVED } from '../fixture';

test.each([
  'arn:aws:iam::111122223333:role/backup',
  'arn:aws:iam::111122223333:role/service-role/AWSBackupDefaultServiceRole',
  'arn:aws-cn:iam::111122223333:role/a/b/c/x+=,.@-_1',
  `arn:aws:iam::111122223333:role/${'r'.repeat(64)}`,
])('a role is accepted: %s', (IamRoleArn) => {
  expect(roleProblems(requestWith({ IamRoleArn }), {})).toEqual([]);
});

test.each([
  '',
  'backup',
  'arn:aws:iam::111122223333:user/backup',
  'arn:aws:iam::111122223333:role/',
  'arn:aws:iam::111122223333:role/path/',
  'arn:aws:iam:eu-west-1:111122223333:role/backup',
  'arn:aws:sts::111122223333:assumed-role/backup/session',
  `arn:aws:iam::111122223333:role/${'r'.repeat(65)}`,
])('%j is not the ARN of a role', (IamRoleArn) => {
  expectProblem(roleProblems(requestWith({ IamRoleArn }), {}), 'error', 'roleNotAnArn', '`role`', `"${IamRoleArn}"`, 'use arn:aws:iam');
});

test.each<[string, string, ...string[]]>([
  ['roleAccountMalformed', 'arn:aws:iam::11112222333:role/backup', '"11112222333" is not an account id', 'use its 12 digits'],
  ['roleAccountMalformed', 'arn:aws:iam::1111-2222-3333:role/backup', '"1111-2222-3333"'],
  ['roleAccountMalformed', 'arn:aws:iam::undefined:role/service-role/backup', '"undefined"'],
  ['roleAccountMissing', 'arn:aws:iam:::role/backup', 'no account'],
  ['roleServiceLinked', 'arn:aws:iam::111122223333:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup', 'service-linked', 'role/service-role/AWSBackupDefaultServiceRole'],
  ['roleServiceLinked', 'arn:aws-cn:iam::111122223333:role/aws-service-role/reports.backup.amazonaws.com/AWSServiceRoleForBackupReports', 'backup.amazonaws.com'],
])('a role has the error %s: %s', (id, IamRoleArn, ...parts) => {
  expectProblem(roleProblems(requestWith({ IamRoleArn }), { account: '444455556666' }).slice(0, 1), 'error', id, '`role`', `"${IamRoleArn}"`, ...parts);
});

test('a malformed account is not another account, too', () => {
  expect(ids(roleProblems(requestWith({ IamRoleArn: 'arn:aws:iam::1:role/backup' }), { account: '444455556666' }))).toEqual(['roleAccountMalformed']);
});

test('the default role without its path is a warning, as it may be an own role', () => {
  expectProblem(roleProblems(requestWith({ IamRoleArn: 'arn:aws:iam::111122223333:role/AWSBackupDefaultServiceRole' }), {}),
    'warning', 'roleWithoutPath', '`role`', 'role/service-role/AWSBackupDefaultServiceRole');
});

test.each([TOKEN, undefined, 1])('a role that is %s is skipped', (IamRoleArn) => {
  expect(roleProblems(requestWith({ IamRoleArn }), UNRESOLVED)).toEqual([]);
});

test.each([
  'arn:aws:iam::444455556666:role/backup',
  'arn:aws:iam::444455556666:role/service-role/AWSBackupDefaultServiceRole',
])('a role of another account is an error: %s', (IamRoleArn) => {
  expectProblem(roleProblems(requestWith({ IamRoleArn }), { account: '111122223333', region: 'eu-west-1' }),
    'error', 'roleInOtherAccount', '`role`', IamRoleArn, 'use one in 111122223333');
});

test('a role of a stack in another account is an error, in another Region not', () => {
  const owners = { role: { path: 'Base/Role', account: '444455556666', region: 'us-east-1' } };
  expectProblem(roleProblems(requestWith({ IamRoleArn: TOKEN }), { ...UNRESOLVED, owners, account: '111122223333', region: 'eu-west-1' }),
    'error', 'roleInOtherAccount', '`role`', 'Base/Role', '444455556666');
});
