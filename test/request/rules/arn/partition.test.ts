import { parseArn } from '../../../../src/request/arn';
import { partitionProblems } from '../../../../src/request/rules/arn/partition';
import { ARN, expectProblem, ids, requestWith, TOKEN, UNRESOLVED } from '../../fixture';

const ROLE = 'role/backup';
const problems = (members: Readonly<Record<string, unknown>>, facts = {}) =>
  partitionProblems(requestWith({ IamRoleArn: TOKEN, ...members }), { ...UNRESOLVED, ...facts });

/** One Region of each partition, and its partition. */
const REGIONS = [
  ['eu-west-1', 'aws'], ['us-east-1', 'aws'], ['ap-southeast-7', 'aws'], ['il-central-1', 'aws'], ['mx-central-1', 'aws'],
  ['cn-north-1', 'aws-cn'], ['cn-northwest-1', 'aws-cn'],
  ['us-gov-east-1', 'aws-us-gov'], ['us-gov-west-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'], ['us-isob-east-1', 'aws-iso-b'], ['eu-isoe-west-1', 'aws-iso-e'], ['us-isof-south-1', 'aws-iso-f'],
  ['eusc-de-east-1', 'aws-eusc'],
] as const;

describe.each(REGIONS)('in %s', (region, partition) => {
  const others = [...new Set(REGIONS.map(([, other]) => other))].filter((other) => other !== partition);
  const table = (of: string) => `arn:${of}:dynamodb:${region}:111122223333:table/orders`;
  const vault = (of: string) => `arn:${of}:backup:${region}:111122223333:backup-vault:gapped`;

  test('its own partition is accepted everywhere', () => {
    expect(problems({ ResourceArn: table(partition), IamRoleArn: `arn:${partition}:iam::111122223333:${ROLE}`, LogicallyAirGappedBackupVaultArn: vault(partition) },
      { region, backupVaultArn: vault(partition) })).toEqual([]);
  });

  test.each(others)('%s is an error', (other) => {
    expectProblem(problems({ ResourceArn: table(other) }), 'error', 'resourceInOtherPartition', `"${table(other)}"`, region, `begin it with arn:${partition}:`);
    expectProblem(problems({ ResourceArn: table(partition), LogicallyAirGappedBackupVaultArn: vault(other) }), 'error',
      'logicallyAirGappedBackupVaultInOtherPartition', vault(other), `arn:${partition}:`);
    expectProblem(problems({ ResourceArn: table(partition) }, { backupVaultArn: vault(other) }), 'error', 'backupVaultInOtherPartition', `arn:${partition}:`);
    expectProblem(problems({ ResourceArn: table(partition), IamRoleArn: `arn:${other}:iam::111122223333:${ROLE}` }), 'error',
      'roleInOtherPartition', '`resource` is in', region, `arn:${partition}:`);
  });

  test.each(others)('what shows no Region and is of %s is an error of the job', (other) => {
    const ResourceArn = `arn:${other}:s3:::orders`;
    const because = `the job runs in ${region}`;
    expectProblem(problems({ ResourceArn }, { region }), 'error', 'resourceInOtherPartition', ResourceArn, because);
    expectProblem(problems({ ResourceArn: `arn:${other}:dynamodb:\${Token}:\${Token}:table/orders` }, { region }), 'error', 'resourceInOtherPartition', because);
    // The handler knows the stack
    const stackId = `arn:${partition}:cloudformation:${region}:111122223333:stack/orders/1`;
    expect(ids(problems({ ResourceArn, IamRoleArn: `arn:${other}:iam::111122223333:${ROLE}` }, { stackId }))).toEqual(['resourceInOtherPartition', 'roleInOtherPartition']);
  });
});

test.each<[string, Readonly<Record<string, unknown>>, object]>([
  ['a Region of a partition that is newer than this library', { ResourceArn: 'arn:aws-new:dynamodb:xx-new-1:111122223333:table/orders' }, { region: 'xx-new-1' }],
  ['a bucket of a job in an unknown Region', { ResourceArn: 'arn:aws-cn:s3:::orders' }, { region: TOKEN, stackId: TOKEN }],
  ['a bucket and a role, when nothing is known of the job', { ResourceArn: ARN.s3, IamRoleArn: `arn:aws-cn:iam::111122223333:${ROLE}` }, {}],
  ['a partition that is not known', { ResourceArn: 'arn:${Token}:dynamodb:cn-north-1:111122223333:table/orders' }, { region: 'cn-north-1' }],
  ['tokens', { ResourceArn: TOKEN, LogicallyAirGappedBackupVaultArn: TOKEN }, { region: 'cn-north-1', backupVaultArn: TOKEN }],
  ['no ARNs at all', { ResourceArn: 'orders', IamRoleArn: undefined }, { region: 'cn-north-1' }],
])('%s is accepted', (_what, members, facts) => {
  expect(problems(members, facts)).toEqual([]);
});

test.each(['amazon', 'AWS', 'aws_cn', 'gcp'])('AWS has no partition %s', (partition) => {
  const ResourceArn = `arn:${partition}:s3:::orders`;
  expect(parseArn(ResourceArn)?.partition).toBe(partition);
  expectProblem(problems({ ResourceArn }), 'error', 'resourcePartitionUnknown', `"${partition}"`, 'begin it with arn:aws:');
  expect(ids(problems({ ResourceArn }, { region: 'eu-west-1' }))).toEqual(['resourceInOtherPartition']);
});

test('an ARN in another Region of another partition is not in the wrong partition: `location.ts` reports it', () => {
  expect(problems({ ResourceArn: 'arn:aws-cn:dynamodb:cn-north-1:111122223333:table/orders' }, { region: 'eu-west-1' })).toEqual([]);
});
