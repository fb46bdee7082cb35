import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describeCommand, restoreMetadataCommand } from '../../../lambda/history/cli-commands';
import { RECOVERY_POINT_ARN } from '../../util/events';

const SEED = Number(process.env.SEED ?? 20251123);
const POINT = { recoveryPointArn: RECOVERY_POINT_ARN, backupVaultName: 'vault', region: 'eu-west-1' };

test('the commands show a recovery point and fetch its restore metadata', () => {
  const options = `--backup-vault-name vault --recovery-point-arn ${RECOVERY_POINT_ARN} --region eu-west-1`;
  expect(describeCommand(POINT)).toBe(`aws backup describe-recovery-point ${options}`);
  expect(restoreMetadataCommand(POINT)).toBe(`aws backup get-recovery-point-restore-metadata ${options}`);
});

test('without a Region, the AWS CLI uses its own', () => {
  expect(describeCommand({ ...POINT, region: '' })).not.toContain('region');
});

test.each(['recoveryPointArn', 'backupVaultName'])('without %s there is no command', (member) => {
  expect(describeCommand({ ...POINT, [member]: '' })).toBe('');
  expect(restoreMetadataCommand({ ...POINT, [member]: '' })).toBe('');
});

test('a shell takes each value for one word, whatever it is', () => {
  const word = fc.oneof(fc.constantFrom("it's", '$(id)', '`id`', '-x', '--', 'a b', '*', '~', '"', '\\', '!x', '\n', '#'), fc.string({ minLength: 1, maxLength: 40 }))
    .filter((value) => !value.includes('\0'));
  const words = fc.sample(fc.tuple(word, word), { seed: SEED, numRuns: 200 });
  const commands = words.map(([backupVaultName, recoveryPointArn]) => describeCommand({ backupVaultName, recoveryPointArn, region: 'r' }));
  // The shell shows what it would pass to the AWS CLI
  const script = `aws() { printf '%s\\0' "$@"; }\n${commands.join('\n')}`;
  expect(execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\0')).toEqual([
    ...words.flatMap(([vault, arn]) => ['backup', 'describe-recovery-point', '--backup-vault-name', vault, '--recovery-point-arn', arn, '--region', 'r']), '',
  ]);
});
