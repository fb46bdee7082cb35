import { failureReason } from '../../../lambda/response/failure-reason';
import { NO_DELETIONS } from '../../../src/request/execution/deletions';
import type { ExecutionState, JobRecord, StepError } from '../../../src/request/execution/execution-state';
import { responseAddress, waitPolicy, JOB_ID, jobRecord, executionState, RECOVERY_POINT_ARN, requestJson, RESOURCE_ARN, runningJob } from '../../util/events';

describe('a job that ended badly', () => {
  test.each([
    ['FAILED', /^$/],
    ['COMPLETED', /^$/],
    ['EXPIRED', /^\. Likely cause: .*startWindow.*\. See https:\S+$/],
    ['ABORTED', /^\. Likely cause: .*stopped the job.*\. See https:\S+$/],
    ['PARTIAL', /^\. Likely cause: .*some of the resources.*\. See https:\S+$/],
  ])('names job, resource, category and message: %s', (State, advice) => {
    const Job = jobRecord({ State, MessageCategory: 'NEW_ONE', StatusMessage: 'the moon is full' });
    const facts = `Backup job ${JOB_ID} of ${RESOURCE_ARN} ended ${State} (NEW_ONE). AWS Backup says: the moon is full`;
    const reason = failureReason(executionState({ Job }));
    expect(reason.slice(0, facts.length)).toBe(facts);
    expect(reason.slice(facts.length)).toMatch(advice);
  });

  test.each(['cannot be assumed', 'cannot be assumed.'])('has the likely cause and the fix, when they are known: %s', (StatusMessage) => {
    const reason = failureReason(executionState({ Job: jobRecord({ State: 'FAILED', MessageCategory: 'ACCESS_DENIED', StatusMessage }) }));
    expect(reason).toMatch(/ \(ACCESS_DENIED\)\. AWS Backup says: cannot be assumed\. Likely cause: [^]+\. Fix: [^]+\. See https:\S+$/);
  });

  test('has advice by state, category, message and type, each of which matters', () => {
    const advised = (job: Parameters<typeof jobRecord>[0]) => /Likely cause: .*/.exec(failureReason(executionState({ Job: jobRecord(job) })))?.[0];
    const advices = [
      advised({ State: 'EXPIRED', MessageCategory: '', StatusMessage: '' }),
      advised({ State: 'FAILED', MessageCategory: 'ACCESS_DENIED', StatusMessage: '', ResourceType: 'EFS' }),
      advised({ State: 'FAILED', MessageCategory: 'ACCESS_DENIED', StatusMessage: '', ResourceType: 'S3' }),
      advised({ State: 'FAILED', MessageCategory: '', StatusMessage: 'The versioning is not enabled on the bucket', ResourceType: 'S3' }),
    ];
    expect(advices).not.toContain(undefined);
    expect(new Set(advices).size).toBe(4);
  });

  test('says so when the service gave no reason', () => {
    const Job = jobRecord({ State: 'FAILED', MessageCategory: '', StatusMessage: '', ResourceType: '' });
    expect(failureReason(executionState({ Job }))).toBe(`Backup job ${JOB_ID} of ${RESOURCE_ARN} ended FAILED. AWS Backup gave no reason`);
  });
});

test.each([
  ['CREATED', 'still CREATED'],
  ['RUNNING', 'still RUNNING'],
  ['ABORTING', 'still ABORTING'],
  ['', 'not known to have ended'],
])('a job in state "%s" was %s when its time was up', (State, text) => {
  const state = executionState({ Job: runningJob({ State }), Outcome: 'timedOut', WaitedSeconds: 3419 });
  const reason = (then: string) => `Backup job ${JOB_ID} of ${RESOURCE_ARN} was ${text} after 57 minutes. ${then}. Use a longer \`timeout\` to wait for it`;
  expect(failureReason(state)).toBe(reason('The job goes on'));
  expect(failureReason({ ...state, WaitPolicy: waitPolicy({ OnTimeout: 'HAND_ON' }) })).toBe(reason('The job goes on'));
  expect(failureReason({ ...state, WaitPolicy: waitPolicy({ OnTimeout: 'CONTINUE' }) })).toBe(reason('The job goes on'));
  expect(failureReason({ ...state, WaitPolicy: waitPolicy({ OnTimeout: 'STOP' }), Stopped: true })).toBe(reason('It was asked to stop'));
  expect(failureReason({ ...state, WaitPolicy: waitPolicy({ OnTimeout: 'STOP' }), Stopped: false })).toBe(reason('It cannot be stopped and goes on'));
});

test.each([[undefined, 0], [29, 0], [30, 1], [600, 10]])('a start that was throttled for %p seconds was so for %i minutes', (WaitedSeconds, minutes) => {
  expect(failureReason(executionState({ Outcome: 'timedOut', WaitedSeconds })))
    .toBe(`No backup job was started for ${RESOURCE_ARN}: the start was still throttled after ${minutes} minutes`);
});

test.each([
  ['ON_DELETE', 'Update', 3420, 'An update can wait no longer'],
  ['ON_DELETE', 'Update', 3360, 'Use a longer `timeout` to wait for it'],
  ['ON_DELETE', 'Delete', 3420, 'Use a longer `timeout` to wait for it'],
  ['BEFORE_CHANGE', 'Update', 3420, 'Use a longer `timeout` to wait for it'],
])('what to do about a timeout: %s, %s, after %i seconds', (Trigger, RequestType, TimeoutSeconds, advice) => {
  const state = executionState({ Trigger, ResponseAddress: responseAddress({ RequestType }), WaitPolicy: waitPolicy({ TimeoutSeconds }), Job: runningJob(), Outcome: 'timedOut', WaitedSeconds: TimeoutSeconds });
  expect(failureReason(state)).toMatch(new RegExp(`minutes\\. The job goes on\\. ${advice}$`));
});

describe('a removal', () => {
  test('that took too long may still go on', () => {
    expect(failureReason(executionState({ IsRemoval: true, Deletions: { ...NO_DELETIONS, Requests: { [RECOVERY_POINT_ARN]: 1 } }, Outcome: 'timedOut', WaitedSeconds: 3400 })))
      .toBe(`The recovery point ${RECOVERY_POINT_ARN} was not gone when CloudFormation could wait no longer. AWS Backup may still be deleting it`);
  });

  test('that failed says why', () => {
    expect(failureReason(executionState({ IsRemoval: true, Error: { Cause: '{"errorMessage":"the moon is full"}' } })))
      .toBe(`The recovery points of ${RESOURCE_ARN} could not be deleted. the moon is full`);
  });
});

describe('a step that failed', () => {
  test('has advice too, by the call that failed', () => {
    const Error = { Cause: '{"errorMessage":"StartBackupJob: AccessDenied: x is not authorized to perform: iam:PassRole"}' };
    const advice = (more: object) => /Likely cause: .*/.exec(failureReason(executionState({ Error, ...more })))?.[0];
    expect(advice({})).toMatch(/may not pass `role`.*Fix: .+See https:/);
    expect(advice({ Job: runningJob() })).not.toBe(advice({}));
    expect(advice({ IsRemoval: true })).not.toBe(advice({}));
  });

  const causes: [string, StepError, string][] = [
    ['an error of the function', { Error: 'RefusedError', Cause: '{"errorType":"RefusedError","errorMessage":"StartBackupJob: no","trace":[]}' }, 'StartBackupJob: no'],
    ['a timeout of the function', { Error: 'Sandbox.Timedout', Cause: '{"errorMessage":"RequestId: 1 Error: Task timed out after 180.00 seconds"}' }, 'RequestId: 1 Error: Task timed out after 180.00 seconds'],
    ['a plain cause', { Error: 'Lambda.ServiceException', Cause: 'try again' }, 'Lambda.ServiceException: try again'],
    ['a cause that is JSON without a message', { Error: 'States.Runtime', Cause: '{"errorType":"x"}' }, 'States.Runtime: {"errorType":"x"}'],
    ['a cause with an empty message', { Error: 'Error', Cause: '{"errorMessage":""}' }, 'Error: {"errorMessage":""}'],
    ['a cause with a message that is not a string', { Error: 'Error', Cause: '{"errorMessage":5}' }, 'Error: {"errorMessage":5}'],
    ['a cause that is null as JSON', { Error: 'Error', Cause: 'null' }, 'Error: null'],
    ['a cause that is a list', { Error: 'Error', Cause: '[]' }, 'Error: []'],
    ['no cause', { Error: 'States.Timeout' }, 'States.Timeout'],
    ['a cause without a name', { Cause: 'boom' }, 'boom'],
    ['nothing at all', {}, 'The step failed without a reason'],
  ];

  test.each(causes)('before a job was started: %s', (_what, Error, text) => {
    expect(failureReason(executionState({ Error }))).toBe(`No backup job was started for ${RESOURCE_ARN}. ${text}`);
  });

  test.each(causes)('after a job was started: %s', (_what, Error, text) => {
    expect(failureReason(executionState({ Error, Job: runningJob() })))
      .toBe(`Backup job ${JOB_ID} of ${RESOURCE_ARN} was started but could not be followed. ${text}`);
  });

  test.each(['{', 'null', '[]', '{}', '"text"'])('with the request %s names no resource', (Request) => {
    expect(failureReason(executionState({ Request, Error: { Cause: 'boom' } }))).toBe('No backup job was started for the resource. boom');
  });

  test('names a resource that was not found by its stack, until its ARN is known', () => {
    const state = executionState({
      Request: '{}', Resource: { StackName: 'orders', LogicalResourceIds: ['Nested', 'Table'], Type: 'AWS::DynamoDB::Table' }, Error: { Cause: 'boom' },
    });
    expect(failureReason(state)).toBe('No backup job was started for AWS::DynamoDB::Table Nested/Table of stack orders. boom');
    expect(failureReason({ ...state, Error: undefined, Outcome: 'timedOut' })).toMatch(/^No backup job was started for AWS::DynamoDB::Table Nested/);
    expect(failureReason({ ...state, Request: requestJson() })).toBe(`No backup job was started for ${RESOURCE_ARN}. boom`);
  });

  test('counts, also when the job itself ended well', () => {
    expect(failureReason(executionState({ Job: jobRecord(), Error: { Cause: 'boom' } }))).toContain('boom');
  });
});

describe('a partial job', () => {
  const CHILD = jobRecord({ State: 'FAILED', MessageCategory: 'INVALID_STATE', StatusMessage: 'Instance is not in state available.', ResourceArn: 'arn:aws:rds:eu-west-1:111122223333:db:orders' });
  const reason = (ChildJobs: ExecutionState['ChildJobs'], job: Partial<JobRecord> = {}) =>
    failureReason(executionState({ Job: jobRecord({ State: 'PARTIAL', MessageCategory: '', ResourceType: 'CloudFormation', ...job }), Outcome: 'partial', ChildJobs }));

  test('names the child jobs that left no complete recovery point, why, and what to do about that', () => {
    expect(reason({ Total: 3, Incomplete: 1, Examples: [CHILD] })).toMatch(new RegExp('ended PARTIAL\\. AWS Backup gave no reason\\. 1 of its 3 child jobs left no complete recovery point: '
      + 'arn:aws:rds:eu-west-1:111122223333:db:orders FAILED \\(INVALID_STATE\\): Instance is not in state available\\. Likely cause: the resource was busy or stopped'));
  });

  test('names some of many, and leaves room for the advice', () => {
    const text = reason({ Total: 60, Incomplete: 58, Examples: Array(5).fill({ ...CHILD, StatusMessage: 'long '.repeat(400) }) });
    expect(text).toMatch(/58 of its 60 child jobs left no complete recovery point: .*; and 53 more/);
    expect(Buffer.byteLength(text)).toBeLessThan(2500);
  });

  test('says so when every child job completed', () => {
    expect(reason({ Total: 3, Incomplete: 0, Examples: [] })).toMatch(/All of its 3 child jobs completed: what is missing has none, perhaps because AWS Backup does not support it\. Likely cause: some of the resources/);
  });

  test.each([[undefined], [{ Total: 0, Incomplete: 0, Examples: [] }]])('has the advice for its type when no child job is known: %p', (jobs) => {
    expect(reason(jobs)).toMatch(/^Backup job \S+ of \S+ ended PARTIAL\. AWS Backup gave no reason\. Likely cause: some of the resources/);
    expect(reason(jobs, { ResourceType: 'EKS' })).toMatch(/gave no reason\. Likely cause: a volume of the cluster was not backed up.*\/eks-backups\.html#eks-limitations$/);
  });

  test('has the advice for the first child job that there is any for', () => {
    const Examples = [{ ...CHILD, MessageCategory: '', StatusMessage: 'the moon is full' }, { ...CHILD, MessageCategory: 'ACCESS_DENIED', StatusMessage: '', ResourceType: 'S3' }];
    expect(reason({ Total: 3, Incomplete: 2, Examples })).toContain('AWSBackupServiceRolePolicyForS3Backup');
  });
});

test('a job of an earlier attempt of the deletion is called that', () => {
  const state = executionState({ IsOfEarlierAttempt: true, WaitedSeconds: 600, ResponseAddress: responseAddress() });
  const began = 'An earlier attempt of this deletion started it, and `timeout` is over since';
  expect(failureReason({ ...state, Job: jobRecord({ State: 'FAILED', StatusMessage: 'the moon is full', MessageCategory: '' }), Outcome: 'failed' })).toBe(`Backup job ${JOB_ID} of ${RESOURCE_ARN} ended FAILED. AWS Backup says: the moon is full. ${began}`);
  expect(failureReason({ ...state, Job: runningJob(), Outcome: 'timedOut' })).toBe(`Backup job ${JOB_ID} of ${RESOURCE_ARN} was still RUNNING after 10 minutes. The job goes on. ${began}. Use a longer \`timeout\` to wait for it`);
});

test('a watch that ends says how long it was, and not to wait longer', () => {
  const state = executionState({ Job: runningJob(), Outcome: 'timedOut', WaitedSeconds: 14 * 24 * 3600, ResponseAddress: undefined });
  expect(failureReason(state)).toBe(`Backup job ${JOB_ID} of ${RESOURCE_ARN} was still RUNNING after 14 days, the longest that a job is watched. The job goes on: see in AWS Backup how it ends`);
});
