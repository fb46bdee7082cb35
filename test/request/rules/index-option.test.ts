import type { Problem } from '../../../src/request/problem';
import { indexProblems } from '../../../src/request/rules/index-option';
import { ARN, expectProblem, requestWith, TOKEN, UNRESOLVED } from '../fixture';

const problems = (members: Readonly<Record<string, unknown>>, facts = {}) => indexProblems(requestWith(members), facts);

test.each([
  ['none', {}],
  ['EBS', { Index: 'ENABLED', ResourceArn: ARN.ebs }],
  ['S3', { Index: 'ENABLED', ResourceArn: ARN.s3 }],
  ['no index on another type', { Index: 'DISABLED', ResourceArn: ARN.efs, LogicallyAirGappedBackupVaultArn: ARN.airGapped }],
])('the index option is accepted: %s', (_, members) => {
  expect(problems(members)).toEqual([]);
});

test.each<[Problem['severity'], string, Record<string, unknown>, ...string[]]>([
  ['error', 'indexUnknown', { Index: 'enabled' }, '`index` is "enabled"', 'use one of them'],
  ['error', 'indexNotSupported', { Index: 'ENABLED', ResourceArn: ARN.efs }, '`index` is ENABLED', '`resource` is EFS', 'leave it out'],
  ['warning', 'indexInAirGappedVault', { Index: 'ENABLED', ResourceArn: ARN.ebs, LogicallyAirGappedBackupVaultArn: ARN.airGapped },
    '`index` is ENABLED', '`logicallyAirGappedBackupVault`', 'leave it out'],
])('the index option has the %s %s for %j', (severity, id, members, ...parts) => {
  expectProblem(problems(members), severity, id, ...parts);
});

test('an air-gapped vault is there even when its ARN is a token', () => {
  expectProblem(problems({ Index: 'ENABLED', ResourceArn: ARN.ebs, LogicallyAirGappedBackupVaultArn: TOKEN }, UNRESOLVED),
    'warning', 'indexInAirGappedVault');
});

test.each([
  { Index: TOKEN, ResourceArn: ARN.efs },
  { Index: 'ENABLED', ResourceArn: TOKEN },
])('the index option with tokens is skipped: %j', (members) => {
  expect(problems(members, UNRESOLVED)).toEqual([]);
});
