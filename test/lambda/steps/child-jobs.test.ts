import { NotYetPermittedError, RefusedError, ThrottledError } from '../../../lambda/aws/errors';
import { checkStep } from '../../../lambda/steps/check-step';
import { executionState, JOB_ID, jobRecord, responseAddress, runningJob, startedJob } from '../../util/events';
import { FakeAws } from '../../util/fake-aws';
import { captureLogs } from '../../util/logs';

const lines = captureLogs();
const PARTIAL = jobRecord({ State: 'PARTIAL', MessageCategory: '' });
const state = executionState({ Job: startedJob(), WaitedSeconds: 60, WaitSeconds: 15, ResponseAddress: responseAddress() });
const check = (aws: FakeAws) => checkStep(state, aws.onDescribe(PARTIAL).client);

test('a partial job ends the wait, with what is known of its child jobs', async () => {
  const failed = jobRecord({ State: 'FAILED', StatusMessage: 'busy' });
  const issues = jobRecord({ MessageCategory: 'TAG_COPY_ERROR' });
  const aws = new FakeAws().onListChildren([jobRecord(), failed, issues, runningJob()]);
  expect(await check(aws)).toEqual({
    ...state, Job: PARTIAL, Outcome: 'partial', Next: 'FINISH', WaitedSeconds: 75, ChildJobs: { Total: 4, Incomplete: 3, Examples: [failed, issues, runningJob()] },
  });
  expect(aws.childCalls).toEqual([JOB_ID]);
  expect(lines.at(-1)).toMatchObject({ level: 'warn', jobId: JOB_ID, childJobs: 4, incomplete: 3 });
});

test('of many, only some are kept: the state of an execution is limited', async () => {
  const after = await check(new FakeAws().onListChildren(Array(500).fill(jobRecord({ State: 'FAILED', StatusMessage: 'x'.repeat(2048) }))));
  expect(after.ChildJobs).toMatchObject({ Total: 500, Incomplete: 500, Examples: { length: 5 } });
  expect(Buffer.byteLength(JSON.stringify(after))).toBeLessThan(100_000);
});

test.each([new NotYetPermittedError('denied'), new RefusedError('no'), new TypeError('x is undefined')])(
  'a list that fails is no reason for anything: %p', async (error) => {
    const after = await check(new FakeAws().onListChildren(error));
    expect(after).toMatchObject({ Job: PARTIAL, Outcome: 'partial', Next: 'FINISH' });
    expect(after.ChildJobs).toBeUndefined();
    expect(lines.at(-1)).toMatchObject({ level: 'warn', message: 'could not list the child jobs', reason: error.message });
  });

test('a list that fails for a passing reason is asked for again, five times at most and only while there is time', async () => {
  const error = new ThrottledError('slow down');
  const later = await check(new FakeAws().onListChildren(error));
  expect(later).toEqual({ ...state, Listings: 1, Next: 'WAIT', WaitSeconds: 5, WaitedSeconds: 75 });
  const again = new FakeAws().onDescribe(PARTIAL).onListChildren([jobRecord()]);
  expect(await checkStep(later, again.client)).toMatchObject({ Next: 'FINISH', Outcome: 'partial', ChildJobs: { Total: 1 } });
  for (const last of [{ ...state, Listings: 5 }, { ...state, WaitedSeconds: 3404 }]) {
    const aws = new FakeAws().onDescribe(PARTIAL).onListChildren(error);
    expect(await checkStep(last, aws.client)).toMatchObject({ Next: 'FINISH', Outcome: 'partial', ChildJobs: undefined });
  }
});

test.each(['COMPLETED', 'FAILED', 'EXPIRED', 'ABORTED'])('a job that is %s has its own reason', async (State) => {
  const aws = new FakeAws().onDescribe(jobRecord({ State }));
  await checkStep(state, aws.client);
  expect(aws.childCalls).toEqual([]);
});
