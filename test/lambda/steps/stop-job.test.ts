import { NotYetPermittedError, RefusedError, TryAgainLaterError } from '../../../lambda/aws/errors';
import { stopJob } from '../../../lambda/steps/stop-job';
import { JOB_ID } from '../../util/events';
import { FakeAws } from '../../util/fake-aws';
import { captureLogs } from '../../util/logs';

const lines = captureLogs();

test('a job is asked to stop', async () => {
  const aws = new FakeAws().onStop(undefined);
  await expect(stopJob(JOB_ID, 'Check', aws.client)).resolves.toBe(true);
  expect(aws.stopCalls).toEqual([JOB_ID]);
  expect(lines).toEqual([{ level: 'warn', message: 'the job was asked to stop', step: 'Check', jobId: JOB_ID }]);
});

test('a job that cannot be stopped goes on', async () => {
  await expect(stopJob(JOB_ID, 'Remove', new FakeAws().onStop(new RefusedError('not this type')).client)).resolves.toBe(false);
  expect(lines).toEqual([{ level: 'warn', message: 'the job cannot be stopped and goes on', step: 'Remove', jobId: JOB_ID, reason: 'not this type' }]);
});

test.each([new TryAgainLaterError('busy'), new NotYetPermittedError('denied'), new TypeError('x is undefined')])('any other error is thrown: %p', async (error) => {
  await expect(stopJob(JOB_ID, 'Check', new FakeAws().onStop(error).client)).rejects.toBe(error);
});
