import { locationProblems } from '../../../../src/request/rules/arn/location';
import { ARN, expectProblem, ids, TOKEN, UNRESOLVED } from '../../fixture';

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

describe('of what the app defines itself, the stack that defines it counts', () => {
  const job = { region: 'eu-west-1', account: '111122223333' };
  const facts = (owner: object) => ({ ...UNRESOLVED, ...job, owners: { resource: { path: 'Data/Orders', ...job, ...owner } } });
  const elsewhere = facts({ region: 'us-east-1', account: '444455556666' });

  test('when the ARN is not known', () => {
    const [region, account] = locationProblems('resource', undefined, elsewhere);
    expectProblem([region], 'error', 'resourceInOtherRegion', '`resource` is Data/Orders, in another Region (us-east-1) than the job (eu-west-1)', 'use one in eu-west-1');
    expectProblem([account], 'error', 'resourceInOtherAccount', '`resource` is Data/Orders, in another account (444455556666) than the job (111122223333)');
  });

  test.each([ARN.s3, 'arn:aws:s3:::${Token}'])('when the ARN %s shows none', (arn) => {
    expect(ids(locationProblems('resource', arn, elsewhere))).toEqual(['resourceInOtherRegion', 'resourceInOtherAccount']);
  });

  test.each<[string, string | undefined, object]>([
    ['the ARN shows those of the job', ARN.dynamodb, elsewhere],
    ['the ARN may show those of the job', 'arn:aws:dynamodb:${Token}:${Token}:table/orders', elsewhere],
    ['the stack is in the same', undefined, facts({})],
    ['the stack of the job may be in the same', undefined, { ...elsewhere, region: TOKEN, account: TOKEN }],
    ['its own stack may be in the same', undefined, facts({ region: TOKEN, account: TOKEN })],
    ['nothing is known of the job', undefined, { owners: elsewhere.owners }],
  ])('but not when %s', (_name, arn, known) => {
    expect(locationProblems('resource', arn, known)).toEqual([]);
  });

  test('only as far as asked', () => {
    expect(ids(locationProblems('resource', undefined, elsewhere, ['account']))).toEqual(['resourceInOtherAccount']);
  });
});
