import { FakeBackup, many, NOW, pruning, SCHEDULE, scheduled } from './fixture';
import { NotFoundError, RefusedError, TryAgainLaterError } from '../../../../lambda/aws/errors';
import { mayBeSuperseded, supersededPoints } from '../../../../lambda/steps/deletion/superseded-points';
import type { Pruning } from '../../../../src/request/execution/execution-result';
import type { HistoryRecord } from '../../../../src/request/history/history-record';
import { failed, FORMER_LIFE, jobsOf, made, pointArn } from '../../history/fixture';

beforeEach(() => { jest.spyOn(Date, 'now').mockReturnValue(NOW); });
afterEach(() => { jest.restoreAllMocks(); });

const GONE = new NotFoundError('gone');
const FIVE = many(5);

async function superseded(aws: FakeBackup, of: Partial<Pruning> = {}, outputs: readonly string[] = []): Promise<string[]> {
  return jobsOf(await supersededPoints(pruning(of), outputs, aws.client));
}

test('what newer ones supersede, the oldest first, and not what the execution itself supersedes', async () => {
  expect(await superseded(new FakeBackup(FIVE))).toEqual(['4', '3', '2']);
  expect(await superseded(new FakeBackup(FIVE), { KeepLast: 3 })).toEqual(['4']);
  expect(await superseded(new FakeBackup(FIVE), { KeepLast: 4 })).toEqual([]);
  expect(await superseded(new FakeBackup([]))).toEqual([]);
});

test('nothing while the execution itself is all that is newer', async () => {
  expect(await superseded(new FakeBackup(many(2)))).toEqual([]);
  expect(await superseded(new FakeBackup(many(2)), { BackupJobId: 'another' })).toEqual(['1']);
});

describe('stays', () => {
  test('what an output names', async () => {
    expect(await superseded(new FakeBackup(FIVE), {}, ['value', pointArn('3')])).toEqual(['4', '2']);
  });

  test('what the parameter of the newest one names', async () => {
    expect(await superseded(new FakeBackup(FIVE, FIVE[4]))).toEqual(['3', '2']);
  });

  test('what the execution itself used', async () => {
    expect(await superseded(new FakeBackup(FIVE), { BackupJobId: '', RecoveryPointArn: pointArn('2') })).toEqual(['4', '3', '1']);
  });

  test('what the attributes of the deployed custom resources may name', async () => {
    const deployed = [made('new', 6, { formerFingerprint: 'fingerprint of old' }), made('old', 7), made('older', 8)];
    expect(await superseded(new FakeBackup([...FIVE, ...deployed]))).toEqual(['older', '4', '3', '2']);
    const ofFormerLife = deployed.map((record) => ({ ...record, stackId: FORMER_LIFE }));
    expect(await superseded(new FakeBackup([...FIVE, ...ofFormerLife]))).toEqual(['4', '3', '2']);
  });

  test('what is of another resource, or too young', async () => {
    expect(await superseded(new FakeBackup(FIVE), { ResourceArn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/other' })).toEqual([]);
    expect(await superseded(new FakeBackup(FIVE), { KeepAtLeastSeconds: 3.5 * 24 * 3600 })).toEqual(['4']);
  });
});

test('of one trigger, where only that one may delete; else of all except final backups', async () => {
  const final = scheduled('final', 9, { trigger: 'on-delete' });
  const event = [scheduled('event', 10, { trigger: 'on-event-5e6f7a8b' })];
  expect(await superseded(new FakeBackup([...FIVE, ...event, final]), { Trigger: SCHEDULE })).toEqual(['4', '3', '2']);
  expect(await superseded(new FakeBackup([...FIVE, ...event, final]))).toEqual(['event', '4', '3', '2']);
});

test('one with issues counts as kept, unless issues are failures', async () => {
  const issues = FIVE.map((record) => record.backupJobId === '1' ? { ...record, outcome: 'succeededWithIssues' } : record);
  expect(await superseded(new FakeBackup(issues))).toEqual(['4', '3', '2']);
  expect(await superseded(new FakeBackup(issues), { FailOnIssues: true })).toEqual(['4', '3']);
});

describe('one that is kept instead is looked at', () => {
  test('once, and nothing else is', async () => {
    const aws = new FakeBackup(FIVE);
    await superseded(aws, { KeepLast: 2 });
    expect(aws.lookedAt).toEqual(['1', '2']);
  });

  test.each([['gone', GONE], ['being deleted', 'DELETING'], ['expired', 'EXPIRED']])('and the next one is kept when it is %s', async (_what, status) => {
    const aws = new FakeBackup(FIVE);
    aws.statuses.set('1', status).set('2', status);
    expect(await superseded(aws)).toEqual(['4']);
    expect(aws.lookedAt).toEqual(['1', '2', '3']);
  });

  test('and the next one is kept when it is not the one of its record', async () => {
    const aws = new FakeBackup(FIVE);
    aws.foreign.add('1');
    expect(await superseded(aws)).toEqual(['4', '3']);
  });

  test('and nothing goes when all are gone', async () => {
    const aws = new FakeBackup(FIVE);
    ['1', '2', '3', '4'].forEach((job) => aws.statuses.set(job, GONE));
    expect(await superseded(aws)).toEqual([]);
  });

  test.each([new RefusedError('no'), new TryAgainLaterError('busy')])('and what the look throws is thrown: %p', async (error) => {
    const aws = new FakeBackup(FIVE);
    aws.statuses.set('1', error);
    await expect(superseded(aws)).rejects.toBe(error);
  });
});

test('what reading the history throws is thrown: one that cannot be read is not empty', async () => {
  const error = new RefusedError('no');
  await expect(superseded(new FakeBackup(FIVE).onHistory(error) as FakeBackup)).rejects.toBe(error);
  await expect(superseded(new FakeBackup(FIVE).onGetParameter(error) as FakeBackup)).rejects.toBe(error);
  await expect(mayBeSuperseded(pruning(), new FakeBackup(FIVE).onParameterNames(error).client)).rejects.toBe(error);
});

test.each<[string, readonly HistoryRecord[], boolean]>([
  ['enough', many(3), true],
  ['no older one', many(2), false],
  ['nothing', [], false],
  ['failures only', [many(1)[0], failed('1', 1), failed('2', 2)], false],
])('whether any may be superseded is known without a look at them: %s', async (_what, records, expected) => {
  const aws = new FakeBackup(records);
  expect(await mayBeSuperseded(pruning(), aws.client)).toBe(expected);
  expect([aws.lookedAt, aws.stackCalls]).toEqual([[], []]);
});
