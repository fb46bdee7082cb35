import { NotFoundError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from '../../../lambda/aws/errors';
import { removeStep } from '../../../lambda/steps/remove-step';
import { waitPolicy, JOB_ID, jobRecord, executionState, RECOVERY_POINT_ARN, requestJson, runningJob } from '../../util/events';
import { FakeAws } from '../../util/fake-aws';
import { captureLogs } from '../../util/logs';

const lines = captureLogs();
const NOW = Date.now();
beforeEach(() => { jest.spyOn(Date, 'now').mockReturnValue(NOW); });
const REMOVED = { BackupJobId: JOB_ID, RecoveryPointArn: RECOVERY_POINT_ARN };
const GONE = new NotFoundError('gone');
const AIR_GAPPED = 'arn:aws:backup:eu-west-1:111122223333:backup-vault:air-gapped';
const STATE = executionState({ RemovedJob: REMOVED, WaitedSeconds: 45, WaitSeconds: 15 });
const NOT_YET = { ...STATE, WaitedSeconds: 60, WaitSeconds: 15, Attempt: 0, Next: 'WAIT' };
const DONE = { Outcome: 'succeeded', Next: 'FINISH' };
const remove = (aws: FakeAws, state = STATE, job: typeof REMOVED | { BackupJobId: string } = REMOVED) => removeStep(state, job, aws.client);

describe('a job that goes on', () => {
  test.each(['CREATED', 'PENDING', 'RUNNING', 'NEW_STATE'])('is stopped, and waited for: %s', async (State) => {
    const aws = new FakeAws().onDescribe(runningJob({ State })).onStop(undefined);
    expect(await remove(aws)).toEqual(NOT_YET);
    expect(aws.stopCalls).toEqual([JOB_ID]);
    expect(aws.deleteCalls).toEqual([]);
  });

  test('is waited for while it stops', async () => {
    const aws = new FakeAws().onDescribe(runningJob({ State: 'ABORTING' }));
    expect(await remove(aws)).toEqual(NOT_YET);
  });

  test('is waited for when it cannot be stopped', async () => {
    const aws = new FakeAws().onDescribe(runningJob()).onStop(new RefusedError('not this type'));
    expect(await remove(aws)).toEqual(NOT_YET);
    expect(lines).toEqual([
      { level: 'warn', message: 'the job cannot be stopped and goes on', step: 'Remove', jobId: JOB_ID, reason: 'not this type' },
    ]);
  });

  test.each([new TryAgainLaterError('busy'), new ThrottledError('slow down')])('is asked to stop again after %p', async (error) => {
    expect(await remove(new FakeAws().onDescribe(runningJob()).onStop(error))).toEqual(NOT_YET);
  });

  test.each([new NotYetPermittedError('denied'), new TypeError('x is undefined')])('fails the step after %p', async (error) => {
    await expect(remove(new FakeAws().onDescribe(runningJob()).onStop(error))).rejects.toBe(error);
  });
});

describe('a recovery point', () => {
  test.each(['COMPLETED', 'PARTIAL', 'FAILED', 'ABORTED', 'EXPIRED'])('of a job that is %s is deleted, and waited for', async (State) => {
    const aws = new FakeAws().onDescribe(jobRecord({ State })).onDescribePoint('COMPLETED').onDelete(undefined);
    expect(await remove(aws)).toEqual({ ...NOT_YET, Attempt: 1 });
    expect(aws.describePointCalls).toEqual([['vault', RECOVERY_POINT_ARN]]);
    expect(aws.deleteCalls).toEqual([['vault', RECOVERY_POINT_ARN]]);
    expect(aws.stopCalls).toEqual([]);
    expect(lines).toEqual([{ level: 'info', message: 'the recovery point is being deleted', step: 'Remove', recoveryPointArn: RECOVERY_POINT_ARN }]);
  });

  test('that is being deleted is waited for', async () => {
    const aws = new FakeAws().onDescribe(jobRecord()).onDescribePoint('DELETING');
    expect(await remove(aws, { ...STATE, Attempt: 1 })).toEqual({ ...NOT_YET, Attempt: 1 });
  });

  test.each([['before', undefined], ['after', 1]])('that is gone %s its deletion was requested is the end', async (_when, Attempt) => {
    const aws = new FakeAws().onDescribe(jobRecord()).onDescribePoint(GONE);
    const after = await remove(aws, { ...STATE, Attempt });
    expect(after).toEqual({ ...STATE, Attempt, WaitedSeconds: 60, ...DONE });
    expect(aws.deleteCalls).toEqual([]);
  });

  test('that goes during the deletion request is polled once more', async () => {
    const aws = new FakeAws().onDescribe(jobRecord()).onDescribePoint('COMPLETED').onDelete(GONE);
    expect(await remove(aws)).toEqual({ ...NOT_YET, Attempt: 1 });
  });

  test.each([[undefined, 1], [1, 2]])('that is EXPIRED is deleted again: a permission may have been added (%s)', async (Attempt, attempts) => {
    const aws = new FakeAws().onDescribe(jobRecord()).onDescribePoint('EXPIRED').onDelete(undefined);
    expect(await remove(aws, { ...STATE, Attempt })).toEqual({ ...NOT_YET, Attempt: attempts });
    expect(aws.deleteCalls).toHaveLength(1);
  });

  test.each([['no permission', 'no permission'], ['', 'the role that made it, or the function, may not have the permission']])('that stays EXPIRED could not be deleted ("%s")', async (StatusMessage, text) => {
    const aws = new FakeAws().onDescribe(jobRecord()).onDescribePoint({ Status: 'EXPIRED', StatusMessage });
    const error: unknown = await remove(aws, { ...STATE, Attempt: 2 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RefusedError);
    expect((error as Error).message).toBe(`AWS Backup could not delete ${RECOVERY_POINT_ARN}: ${text}`);
    expect(aws.deleteCalls).toEqual([]);
  });

  test.each([new TryAgainLaterError('busy'), new ThrottledError('slow down')])('is polled, or deleted, again after %p', async (error) => {
    expect(await remove(new FakeAws().onDescribe(error))).toEqual(NOT_YET);
    expect(await remove(new FakeAws().onDescribe(jobRecord()).onDescribePoint(error))).toEqual(NOT_YET);
    expect(await remove(new FakeAws().onDescribe(jobRecord()).onDescribePoint('COMPLETED').onDelete(error))).toEqual(NOT_YET);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toEqual({ level: 'warn', message: 'not removed yet', step: 'Remove', jobId: JOB_ID, reason: error.message });
  });

  test.each([new RefusedError('locked'), new NotYetPermittedError('denied'), new TypeError('x is undefined')])('fails the step after %p', async (error) => {
    await expect(remove(new FakeAws().onDescribe(error))).rejects.toBe(error);
    await expect(remove(new FakeAws().onDescribe(jobRecord()).onDescribePoint(error))).rejects.toBe(error);
  });

  test.each([new NotYetPermittedError('denied'), new TypeError('x is undefined')])('whose deletion request fails fails the step: %p', async (error) => {
    await expect(remove(new FakeAws().onDescribe(jobRecord()).onDescribePoint('COMPLETED').onDelete(error))).rejects.toBe(error);
  });

  test('that must not be deleted is named', async () => {
    const error: unknown = await remove(new FakeAws().onDescribe(jobRecord()).onDescribePoint('COMPLETED').onDelete(new RefusedError('locked')))
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RefusedError);
    expect((error as Error).message).toBe(`locked (${RECOVERY_POINT_ARN})`);
  });
});

describe('where the recovery point is', () => {
  const planned = () => new FakeAws().onDescribePoint('COMPLETED').onDelete(undefined);

  test.each<[string, FakeAws, typeof REMOVED | { BackupJobId: string }, [string, string]]>([
    ['the job says', planned().onDescribe(jobRecord()), REMOVED, ['vault', RECOVERY_POINT_ARN]],
    ['the job says, which went to the air-gapped vault', planned().onDescribe(jobRecord({ BackupVaultArn: AIR_GAPPED })), REMOVED, ['air-gapped', RECOVERY_POINT_ARN]],
    ['the job says, which the id does not', planned().onDescribe(jobRecord()), { BackupJobId: JOB_ID }, ['vault', RECOVERY_POINT_ARN]],
    ['the job says, and not the id', planned().onDescribe(jobRecord({ RecoveryPointArn: 'arn:aws:ec2:eu-west-1::image/ami-1' })), REMOVED, ['vault', 'arn:aws:ec2:eu-west-1::image/ami-1']],
    ['the id and the request say, when the job is not known any more', planned().onDescribe(GONE), REMOVED, ['requested', RECOVERY_POINT_ARN]],
    ['the id and the request say, when the job does not', planned().onDescribe(jobRecord({ BackupVaultArn: '', RecoveryPointArn: '' })), REMOVED, ['requested', RECOVERY_POINT_ARN]],
  ])('%s', async (_what, aws, job, location) => {
    expect(await remove(aws, { ...STATE, Request: requestJson({ BackupVaultName: 'requested' }) }, job)).toMatchObject({ Next: 'WAIT' });
    expect(aws.describePointCalls).toEqual([location]);
    expect(aws.deleteCalls).toEqual([location]);
  });

  const FORGOTTEN = { BackupJobId: JOB_ID };
  const HANDED_ON = { ...STATE, WaitPolicy: waitPolicy({ OnTimeout: 'HAND_ON' }) };

  test.each<[string, NotFoundError | ReturnType<typeof jobRecord>, typeof STATE, Partial<typeof REMOVED>]>([
    ['the job is over and left none', jobRecord({ State: 'FAILED', RecoveryPointArn: '' }), STATE, {}],
    ['the job is not known any more, and its id says that it left none', GONE, STATE, { RecoveryPointArn: '' }],
  ])('nowhere, which is the end: %s', async (_what, reply, state, more) => {
    expect(await remove(new FakeAws().onDescribe(reply), state, { ...FORGOTTEN, ...more })).toMatchObject(DONE);
  });

  test.each([['a job', STATE], ['a job that was handed on', HANDED_ON]])('is not known any more for %s: the step fails and says so', async (_what, state) => {
    const error: unknown = await remove(new FakeAws().onDescribe(GONE), state, FORGOTTEN).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RefusedError);
    expect((error as Error).message).toMatch(new RegExp(`no longer knows job ${JOB_ID}, .* delete it by hand`));
  });

  test('is not known when neither the job nor the request names it: the step fails', async () => {
    for (const Request of ['{', '{}']) {
      await expect(remove(new FakeAws().onDescribe(GONE), { ...STATE, Request })).rejects.toThrow('the vault is ""');
    }
  });
});

describe('the time', () => {
  const left = (seconds: number) => ({ ...STATE, Deadline: new Date(NOW + seconds * 1000 + 500).toISOString() });
  const going = () => new FakeAws().onDescribe(jobRecord()).onDescribePoint('DELETING');

  test('is never waited past', async () => {
    expect(await remove(going(), left(7))).toMatchObject({ Next: 'WAIT', WaitSeconds: 7 });
  });

  test.each([0, -100])('ends the wait when %i seconds are left', async (seconds) => {
    expect(await remove(going(), left(seconds))).toMatchObject({ Outcome: 'timedOut', Next: 'FINISH' });
    expect(await remove(new FakeAws().onDescribe(new TryAgainLaterError('busy')), left(seconds))).toMatchObject({ Outcome: 'timedOut', Next: 'FINISH' });
  });

  test('ends with the timeout too', async () => {
    expect(await remove(going(), { ...STATE, WaitPolicy: waitPolicy({ TimeoutSeconds: 60 }) })).toMatchObject({ Outcome: 'timedOut' });
    expect(await remove(going(), { ...STATE, WaitPolicy: waitPolicy({ TimeoutSeconds: 61 }) })).toMatchObject({ Next: 'WAIT', WaitSeconds: 1 });
  });

  test('does not undo a removal that is done', async () => {
    expect(await remove(new FakeAws().onDescribe(GONE), left(0), { BackupJobId: JOB_ID, RecoveryPointArn: '' })).toMatchObject(DONE);
  });

  test('starts at nothing', async () => {
    const { WaitedSeconds, WaitSeconds, ...first } = STATE;
    expect(await remove(going(), first)).toMatchObject({ WaitedSeconds: 0, WaitSeconds: 5 });
  });
});
