import { failureReason } from '../../lambda/failure-reason';
import type { StepError } from '../../src/request/machine-state';
import { JOB_ID, jobRecord, machineState, RESOURCE_ARN, runningJob } from '../util/events';

describe('a job that ended badly', () => {
  test.each(['FAILED', 'EXPIRED', 'ABORTED', 'PARTIAL'])('names job, resource, category and message: %s', (State) => {
    const Job = jobRecord({ State, MessageCategory: 'ACCESS_DENIED', StatusMessage: 'Access denied to "orders"' });
    expect(failureReason(machineState({ Job })))
      .toBe(`Backup job ${JOB_ID} of ${RESOURCE_ARN} ended ${State} (ACCESS_DENIED). AWS Backup says: Access denied to "orders"`);
  });

  test('says so when the service gave no reason', () => {
    const Job = jobRecord({ State: 'FAILED', MessageCategory: '', StatusMessage: '' });
    expect(failureReason(machineState({ Job }))).toBe(`Backup job ${JOB_ID} of ${RESOURCE_ARN} ended FAILED. AWS Backup gave no reason`);
  });
});

test.each([
  ['CREATED', 'still CREATED'],
  ['RUNNING', 'still RUNNING'],
  ['ABORTING', 'still ABORTING'],
  ['', 'not known to have ended'],
])('a job in state "%s" is %s, and goes on', (State, text) => {
  expect(failureReason(machineState({ Job: runningJob({ State }) }))).toBe(
    `Backup job ${JOB_ID} of ${RESOURCE_ARN} is ${text}, and CloudFormation waits no longer than one hour. The job goes on`,
  );
});

describe('a step that failed', () => {
  const causes: [string, StepError, string][] = [
    ['an error of the function', { Error: 'RefusedError', Cause: '{"errorType":"RefusedError","errorMessage":"StartBackupJob: no","trace":[]}' }, 'StartBackupJob: no'],
    ['a timeout of the function', { Error: 'Sandbox.Timedout', Cause: '{"errorMessage":"RequestId: 1 Error: Task timed out after 180.00 seconds"}' }, 'RequestId: 1 Error: Task timed out after 180.00 seconds'],
    ['a plain cause', { Error: 'Lambda.ServiceException', Cause: 'try again' }, 'Lambda.ServiceException: try again'],
    ['a cause that is JSON without a message', { Error: 'States.Runtime', Cause: '{"errorType":"x"}' }, 'States.Runtime: {"errorType":"x"}'],
    ['a cause with an empty message', { Error: 'Error', Cause: '{"errorMessage":""}' }, 'Error: {"errorMessage":""}'],
    ['a cause with a message that is no text', { Error: 'Error', Cause: '{"errorMessage":5}' }, 'Error: {"errorMessage":5}'],
    ['a cause that is null as JSON', { Error: 'Error', Cause: 'null' }, 'Error: null'],
    ['a cause that is a list', { Error: 'Error', Cause: '[]' }, 'Error: []'],
    ['no cause', { Error: 'States.Timeout' }, 'States.Timeout'],
    ['a cause without a name', { Cause: 'boom' }, 'boom'],
    ['nothing at all', {}, 'The step failed without a reason'],
  ];

  test.each(causes)('before a job was started: %s', (_what, Error, text) => {
    expect(failureReason(machineState({ Error }))).toBe(`No backup job was started for ${RESOURCE_ARN}. ${text}`);
  });

  test.each(causes)('after a job was started: %s', (_what, Error, text) => {
    expect(failureReason(machineState({ Error, Job: runningJob() })))
      .toBe(`Backup job ${JOB_ID} of ${RESOURCE_ARN} was started but could not be followed. ${text}`);
  });

  test.each(['{', 'null', '[]', '{}', '"text"'])('with the request %s names no resource', (Request) => {
    expect(failureReason(machineState({ Request, Error: { Cause: 'boom' } }))).toBe('No backup job was started for the resource. boom');
  });

  test('counts, also when the job itself ended well', () => {
    expect(failureReason(machineState({ Job: jobRecord(), Error: { Cause: 'boom' } }))).toContain('boom');
  });
});
