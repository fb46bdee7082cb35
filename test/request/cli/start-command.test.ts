import { startBackupJobCommand } from '../../../src/request/cli/start-command';
import { FULL_REQUEST, REQUEST } from '../../util/events';

const command = (input: object) => startBackupJobCommand(input as Record<string, unknown>, { region: 'eu-west-1', json: JSON.stringify });

test('has an option for each member, as the AWS CLI names it', () => {
  const options = [...command(FULL_REQUEST).matchAll(/ --([a-z-]+)/g)].map(([, option]) => option);
  expect(options).toEqual([
    'backup-vault-name', 'logically-air-gapped-backup-vault-arn', 'resource-arn', 'iam-role-arn', 'idempotency-token', 'start-window-minutes', 'complete-window-minutes',
    'lifecycle', 'recovery-point-tags', 'backup-options', 'index', 'region',
  ]);
});

test('is a line that a person can read', () => {
  expect(command({ ...REQUEST, Lifecycle: { DeleteAfterDays: 35 }, StartWindowMinutes: 60 })).toBe(
    `aws backup start-backup-job --backup-vault-name ${REQUEST.BackupVaultName} --resource-arn ${REQUEST.ResourceArn} --iam-role-arn ${REQUEST.IamRoleArn} `
    + "--start-window-minutes 60 --lifecycle '{\"DeleteAfterDays\":35}' --region eu-west-1");
});

test('gives members that the library does not know as JSON', () => {
  expect(command({ ...REQUEST, NewMember: { a: "it's" } })).toContain('--cli-input-json \'{"NewMember":{"a":"it\'\\\'\'s"}}\' --region');
});

test.each(['file:///etc/hostname', 'fileb://x', 'http://127.0.0.1/', 'https://aws'])('keeps the AWS CLI from loading %s', (token) => {
  expect(command({ ...REQUEST, IdempotencyToken: token })).toContain(`--cli-input-json '{"IdempotencyToken":"${token}"}'`);
});

test.each(['-x', '--region'])('%s is a value, not an option', (token) => {
  expect(command({ ...REQUEST, IdempotencyToken: token })).toContain(`--idempotency-token='${token}'`);
});
