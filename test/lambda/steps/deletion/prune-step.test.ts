import { FakeBackup, jobOf, many, NOW, PATH, pruning } from './fixture';
import { NotFoundError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from '../../../../lambda/aws/errors';
import { pruneStep } from '../../../../lambda/steps/deletion/prune-step';
import { NO_DELETIONS } from '../../../../src/request/execution/deletions';
import type { ExecutionResult, Pruning } from '../../../../src/request/execution/execution-result';
import { captureLogs } from '../../../util/logs';
import { pointArn } from '../../history/fixture';

const lines = captureLogs();
beforeEach(() => { jest.spyOn(Date, 'now').mockReturnValue(NOW); });

const RESULT: ExecutionResult = { Succeeded: true, Reason: 'done' };
const DAY = 24 * 3600;
const GONE = new NotFoundError('gone');

const prune = (aws: FakeBackup, of: Partial<Pruning> = {}) => pruneStep({ ...RESULT, Pruning: pruning(of) }, aws.client);
const requested = (job: string, times: number) => ({ ...NO_DELETIONS, Requests: { [pointArn(job)]: times } });
const left = (job: string, reason: unknown) => ({ ...RESULT, Pruned: { Deleted: [], Left: [{ What: pointArn(job), Reason: reason }] } });

/** Steps until nothing is left to do, while AWS Backup deletes at once what it was asked for. */
async function pruneAll(aws: FakeBackup, of: Partial<Pruning> = {}): Promise<ExecutionResult> {
  let result = await prune(aws, of);
  while (result.Pruning !== undefined) {
    aws.deleted.filter((job) => !aws.refusals.has(job)).forEach((job) => aws.statuses.set(job, GONE));
    result = await pruneStep(result, aws.client);
  }
  return result;
}

describe('nothing to do', () => {
  test('without a pruning', async () => {
    expect(await pruneStep(RESULT, new FakeBackup(many(9)).client)).toEqual(RESULT);
  });

  test('when nothing is superseded: the stack is not asked', async () => {
    const aws = new FakeBackup(many(2));
    expect(await prune(aws)).toEqual(RESULT);
    expect([aws.stackCalls, aws.lookedAt]).toEqual([[], []]);
  });

  test('when all that is superseded is gone', async () => {
    const aws = new FakeBackup(many(4));
    aws.statuses.set('2', GONE).set('3', GONE);
    expect(await prune(aws)).toEqual(RESULT);
    expect(aws.deleted).toEqual([]);
  });
});

describe('the stack', () => {
  test.each(['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_FAILED'])('is waited for by a deployment: %s', async (status) => {
    const aws = new FakeBackup(many(3)).onStack(status) as FakeBackup;
    const { Pruning } = await prune(aws, { IsDeployment: true, WaitSeconds: 100, WaitedSeconds: 400 });
    expect(Pruning).toMatchObject({ WaitedSeconds: 500, DeletingSeconds: 0, Deletions: NO_DELETIONS });
    expect(Pruning?.WaitSeconds).toBeGreaterThanOrEqual(60);
    expect(aws.deleted).toEqual([]);
  });

  test.each<[string, string, Partial<Pruning>]>([
    ['longer than a day', 'UPDATE_IN_PROGRESS', { IsDeployment: true, WaitedSeconds: DAY }],
    ['without a deployment', 'UPDATE_IN_PROGRESS', {}],
    ['when it goes', 'DELETE_IN_PROGRESS', { IsDeployment: true }],
    ['when its creation is undone', 'ROLLBACK_COMPLETE', { IsDeployment: true }],
  ])('is not waited for %s: nothing is deleted, and the result says so', async (_when, status, of) => {
    const aws = new FakeBackup(many(3)).onStack(status) as FakeBackup;
    const Left = [{ What: PATH, Reason: `nothing is deleted while the stack is ${status}` }];
    expect(await prune(aws, of)).toEqual({ ...RESULT, Pruned: { Deleted: [], Left } });
    expect(aws.deleted).toEqual([]);
  });

  test('is waited for without a deployment, too, once a deletion has begun', async () => {
    const aws = new FakeBackup(many(3)).onStack('UPDATE_IN_PROGRESS') as FakeBackup;
    expect((await prune(aws, { Deletions: requested('2', 1) })).Pruning).toMatchObject({ Deletions: requested('2', 1) });
  });

  test('has outputs, and what they name stays', async () => {
    const aws = new FakeBackup(many(4)).onStack(() => ({ StackStatus: 'UPDATE_COMPLETE', OutputValues: [pointArn('3')] })) as FakeBackup;
    expect(await pruneAll(aws)).toEqual({ ...RESULT, Pruned: { Deleted: [pointArn('2')], Left: [] } });
  });
});

describe('a recovery point', () => {
  test('is deleted, looked at until it is gone, and named', async () => {
    const aws = new FakeBackup(many(3));
    const first = await prune(aws);
    expect(first).toMatchObject({ Pruning: { WaitSeconds: 5, DeletingSeconds: 0, Deletions: requested('2', 1) } });
    aws.statuses.set('2', 'DELETING');
    const second = await pruneStep(first, aws.client);
    expect(second).toMatchObject({ Pruning: { WaitSeconds: 10, WaitedSeconds: 5, DeletingSeconds: 5, Deletions: requested('2', 1) } });
    aws.statuses.set('2', GONE);
    expect(await pruneStep(second, aws.client)).toEqual({ ...RESULT, Pruned: { Deleted: [pointArn('2')], Left: [] } });
    expect(aws.deleted).toEqual(['2']);
  });

  test('that is not the one of its record stays', async () => {
    const aws = new FakeBackup(many(3));
    aws.foreign.add('2');
    expect(await prune(aws)).toEqual(left('2', 'its resource, role or date is not the one in its record'));
    expect(aws.deleted).toEqual([]);
    expect(lines).toMatchObject([{ level: 'warn', message: 'not deleted', step: 'Prune', what: pointArn('2') }]);
  });

  test.each([new RefusedError('held'), new NotYetPermittedError('held')])('that may not be deleted stays, and the others go: %p', async (error) => {
    const aws = new FakeBackup(many(5));
    aws.refusals.set('3', error);
    const { Pruned } = await pruneAll(aws);
    expect(Pruned).toEqual({ Deleted: [pointArn('2'), pointArn('4')], Left: [{ What: pointArn('3'), Reason: expect.stringContaining('held') }] });
  });

  test('that AWS Backup is busy with is asked for five times more', async () => {
    const aws = new FakeBackup(many(3));
    aws.refusals.set('2', new TryAgainLaterError('is being copied'));
    expect(await prune(aws)).toMatchObject({ Pruning: { Deletions: requested('2', 1) } });
    expect(await pruneAll(aws)).toEqual(left('2', 'is being copied'));
    expect(aws.deleted).toHaveLength(7);
  });

  test('that is EXPIRED after the second request stays', async () => {
    const aws = new FakeBackup(many(3));
    aws.statuses.set('2', 'EXPIRED');
    expect(await prune(aws, { Deletions: requested('2', 1) })).toMatchObject({ Pruning: { Deletions: requested('2', 2) } });
    expect(await prune(aws, { Deletions: requested('2', 2) })).toEqual(left('2', expect.stringContaining('could not delete')));
  });

  test('that somebody else is deleting is waited for, and for no longer', async () => {
    const aws = new FakeBackup(many(3));
    aws.statuses.set('2', 'DELETING');
    expect(await prune(aws)).toMatchObject({ Pruning: { Deletions: requested('2', 1) } });
    expect(await pruneAll(aws)).toEqual(left('2', 'AWS Backup was still deleting it after an hour'));
    expect(aws.deleted).toEqual([]);
  });

  test('that is being deleted for an hour is left', async () => {
    const aws = new FakeBackup(many(3));
    aws.statuses.set('2', 'DELETING');
    const of = { Deletions: requested('2', 1), WaitSeconds: 60 };
    expect((await prune(aws, { ...of, DeletingSeconds: 3539 })).Pruning).toMatchObject({ WaitSeconds: 60, DeletingSeconds: 3599 });
    expect(await prune(aws, { ...of, DeletingSeconds: 3540 })).toEqual(left('2', 'AWS Backup was still deleting it after an hour'));
  });
});

describe('many of them', () => {
  test('are deleted twenty at once, the newest first', async () => {
    const aws = new FakeBackup(many(50));
    await prune(aws);
    expect(aws.deleted).toEqual(Array.from({ length: 20 }, (_, index) => String(index + 2)));
    const all = new FakeBackup(many(50));
    expect((await pruneAll(all)).Pruned?.Deleted.map(jobOf)).toHaveLength(48);
    expect(new Set(all.deleted).size).toBe(48);
  });

  test('are looked at until three in a row are gone, and two older ones', async () => {
    const aws = new FakeBackup(many(50));
    many(50).slice(4).forEach(({ backupJobId }) => aws.statuses.set(backupJobId, GONE));
    const { Pruning } = await prune(aws);
    const [kept, ...superseded] = aws.lookedAt;
    expect([kept, superseded.slice(0, 5)]).toEqual(['1', ['2', '3', '4', '5', '6']]);
    expect(superseded).toHaveLength(7);
    expect(superseded.slice(5).every((job) => Number(job) > 6)).toBe(true);
    expect(Pruning?.GoneBefore).toBe(many(7)[6].creationDate);
  });

  test('are looked at beyond a few that are gone, as long as others are not', async () => {
    const aws = new FakeBackup(many(12));
    ['2', '3', '5', '6', '8', '9'].forEach((job) => aws.statuses.set(job, GONE));
    expect((await prune(aws)).Pruning?.GoneBefore).toBeUndefined();
    expect(aws.deleted).toEqual(['4', '7', '10', '11']);
  });

  test('are not looked at again where all was gone', async () => {
    const aws = new FakeBackup(many(50));
    await prune(aws, { GoneBefore: many(5)[4].creationDate, Deletions: requested('9', 1) });
    expect(aws.deleted).toEqual(['2', '3', '9']);
  });
});

describe('a fault', () => {
  test.each([new ThrottledError('slow down'), new TryAgainLaterError('busy')])('that passes is waited for, also without a deployment: %p', async (error) => {
    const aws = new FakeBackup(many(3)).onHistory(error) as FakeBackup;
    expect((await prune(aws)).Pruning?.WaitSeconds).toBeGreaterThan(0);
    expect(await prune(new FakeBackup(many(3)).onHistory(error) as FakeBackup, { WaitedSeconds: DAY }))
      .toEqual({ ...RESULT, Pruned: { Deleted: [], Left: [{ What: PATH, Reason: error.message }] } });
  });

  test('of a deletion that is throttled stops all others, and counts as none', async () => {
    const aws = new FakeBackup(many(5));
    aws.refusals.set('3', new ThrottledError('slow down'));
    expect((await prune(aws)).Pruning).toMatchObject({ Deletions: requested('2', 1) });
    expect(aws.deleted).toEqual(['2', '3']);
  });

  test('that stays deletes nothing, and the result says so', async () => {
    const aws = new FakeBackup(many(3)).onHistory(new RefusedError('not allowed')) as FakeBackup;
    expect(await prune(aws)).toEqual({ ...RESULT, Pruned: { Deleted: [], Left: [{ What: PATH, Reason: 'not allowed' }] } });
  });

  test('of ours is thrown', async () => {
    const aws = new FakeBackup(many(3)).onStack(new TypeError('x is undefined')) as FakeBackup;
    await expect(prune(aws)).rejects.toThrow('x is undefined');
  });
});
