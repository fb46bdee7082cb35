import { coldStorageProblems } from '../../../src/request/rules/cold-storage';
import { ARN, expectProblem, ids, requestWith, TOKEN, TOKEN_NUMBER, TOKEN_OBJECT, UNRESOLVED } from '../fixture';

const problems = (ResourceArn: string, Lifecycle: unknown, facts = {}) => coldStorageProblems(requestWith({ ResourceArn, Lifecycle }), facts);
const OPT_IN = { OptInToArchiveForSupportedResources: true };
const COLD = { MoveToColdStorageAfterDays: 8 };

test.each([
  ['a type with cold storage', ARN.efs, COLD],
  ['EBS with the opt-in', ARN.ebs, { ...COLD, ...OPT_IN }],
  ['EBS without cold storage', ARN.ebs, {}],
  ['EBS with the opt-in declined', ARN.ebs, { OptInToArchiveForSupportedResources: false }],
  ['no opt-in, another type', ARN.ec2, { OptInToArchiveForSupportedResources: false }],
  ['no lifecycle', ARN.ec2, undefined],
  ['-1, never', ARN.ec2, { MoveToColdStorageAfterDays: -1 }],
  ['0 days, which is an error elsewhere', ARN.efs, { MoveToColdStorageAfterDays: 0 }],
])('a cold storage setting is accepted: %s', (_, arn, lifecycle) => {
  expect(problems(arn, lifecycle)).toEqual([]);
});

test.each<[string, string, object, ...string[]]>([
  ['coldStorageNotSupported', ARN.ec2, COLD, '`moveToColdStorageAfter` is 8 days', 'EC2', 'leave it out'],
  ['coldStorageNotSupported', ARN.rdsCluster, COLD, '`moveToColdStorageAfter` is 8 days', 'Aurora', 'leave it out'],
  ['moveToColdStorageAfterTooSoon', ARN.efs, { MoveToColdStorageAfterDays: 7 }, '`moveToColdStorageAfter` is 7 days', 'use Duration.days(8)', 'at least 8'],
  ['archiveOptInMissing', ARN.ebs, COLD, '`moveToColdStorageAfter` is 8 days', '`optInToArchiveForSupportedResources`', 'set it to true'],
  ['archiveOptInMissing', ARN.ebs, { ...COLD, OptInToArchiveForSupportedResources: false }, '8 days', '`optInToArchiveForSupportedResources`', 'set it to true'],
  ['archiveOptInWithoutColdStorage', ARN.ebs, OPT_IN, '`optInToArchiveForSupportedResources` is true', '`moveToColdStorageAfter`', 'set that too'],
  ['archiveOptInNotEbs', ARN.efs, { ...COLD, ...OPT_IN }, '`optInToArchiveForSupportedResources` is true', 'EFS', 'leave it out'],
])('a cold storage setting has the warning %s for %s', (id, arn, lifecycle, ...parts) => {
  expectProblem(problems(arn, lifecycle), 'warning', id, ...parts);
});

test('an opt-in may have no effect for two reasons', () => {
  expect(ids(problems(ARN.ec2, OPT_IN))).toEqual(['archiveOptInWithoutColdStorage', 'archiveOptInNotEbs']);
});

test.each([
  ['the days', ARN.ec2, { MoveToColdStorageAfterDays: TOKEN_NUMBER }],
  ['the days of EBS', ARN.ebs, { MoveToColdStorageAfterDays: TOKEN_NUMBER }],
  ['the opt-in', ARN.ebs, { ...COLD, OptInToArchiveForSupportedResources: TOKEN }],
  ['the days, opted in', ARN.ebs, { MoveToColdStorageAfterDays: TOKEN_NUMBER, ...OPT_IN }],
  ['the resource', TOKEN, COLD],
  ['the resource, opted in', TOKEN, { ...COLD, ...OPT_IN }],
  ['the lifecycle', ARN.ebs, TOKEN_OBJECT],
])('a cold storage setting that is a token is skipped: %s', (_, arn, lifecycle) => {
  expect(problems(arn, lifecycle, UNRESOLVED)).toEqual([]);
});
