import type { StackRecord } from '../../../lambda/aws/aws-client';
import type { ListedJob } from '../../../lambda/job/job-record';
import { takeUpJob } from '../../../lambda/steps/take-up-job';
import type { BackupRequest } from '../../../src/request/backup-request';
import type { JobRecord } from '../../../src/request/execution/execution-state';
import type { WaitPolicy } from '../../../src/request/execution/wait-policy';
import { responseAddress, FULL_REQUEST, waitPolicy, JOB_ID, jobRecord, OTHER_JOB_ID, REQUEST, RESOURCE_ARN, runningJob } from '../../util/events';
import { FakeAws } from '../../util/fake-aws';
import { captureLogs } from '../../util/logs';

captureLogs();
const BEGAN = new Date('2025-11-23T04:00:00.000Z');
const DELETING: StackRecord = { StackStatus: 'DELETE_IN_PROGRESS', DeletionTime: BEGAN };
const LATER = '2025-11-23T04:20:00.000Z';

function listed(job: Partial<JobRecord> = {}, more: Partial<ListedJob> = {}): ListedJob {
  const { BackupVaultName: vaultName, IamRoleArn: roleArn } = REQUEST;
  return { job: runningJob({ CreationDate: LATER, ...job }), vaultName, roleArn, isPlanned: false, ...more };
}

interface Circumstances {
  readonly request?: BackupRequest;
  readonly stack?: StackRecord;
  readonly how?: Partial<WaitPolicy>;
}

async function taken(jobs: ListedJob[], { request = REQUEST, stack = DELETING, how }: Circumstances = {}): Promise<string | undefined> {
  const aws = new FakeAws().onStack(stack).onList(jobs);
  const job = await takeUpJob(request, responseAddress(), waitPolicy(how), aws.client);
  expect(aws.listCalls).toEqual([[request.ResourceArn, BEGAN.toISOString()]]);
  return job?.BackupJobId;
}

test.each<[string, ListedJob]>([
  ['goes on', listed()],
  ['waits for its start', listed({ State: 'CREATED' })],
  ['was created when the deletion began', listed({ CreationDate: BEGAN.toISOString() })],
  ['is done', listed({ ...jobRecord(), CreationDate: LATER })],
  ['is done with issues', listed({ ...jobRecord({ MessageCategory: 'VSS_ERROR' }), CreationDate: LATER })],
])('takes up a job that %s', async (_what, job) => {
  expect(await taken([job])).toBe(JOB_ID);
});

test.each<[string, ListedJob]>([
  ['is of another vault', listed({}, { vaultName: 'other' })],
  ['is of no vault', listed({}, { vaultName: '' })],
  ['has another role', listed({}, { roleArn: 'arn:aws:iam::111122223333:role/other' })],
  ['a backup plan started', listed({}, { isPlanned: true })],
  ['is of another resource', listed({ ResourceArn: RESOURCE_ARN.replace('fs-0', 'fs-1') })],
  ['was created before the deletion', listed({ CreationDate: '2025-11-23T03:59:59.999Z' })],
  ['was created at an unknown time', listed({ CreationDate: '' })],
  ...['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL'].map((State): [string, ListedJob] => [`ended ${State}`, listed({ State })]),
])('ignores a job that %s', async (_what, job) => {
  expect(await taken([job])).toBeUndefined();
  expect(await taken([job, listed({ BackupJobId: OTHER_JOB_ID })])).toBe(OTHER_JOB_ID);
});

test('a job with issues is ignored when issues are failures', async () => {
  expect(await taken([listed({ ...jobRecord({ MessageCategory: 'VSS_ERROR' }), CreationDate: LATER })], { how: { FailOnIssues: true } })).toBeUndefined();
});

test('the newest of several is taken up', async () => {
  const newest = listed({ BackupJobId: OTHER_JOB_ID, CreationDate: '2025-11-23T04:20:00.001Z' });
  expect(await taken([listed(), newest])).toBe(OTHER_JOB_ID);
  expect(await taken([newest, listed()])).toBe(OTHER_JOB_ID);
});

test('a job that went to the logically air-gapped vault is taken up', async () => {
  const request = { ...FULL_REQUEST, BackupVaultName: 'vault' };
  expect(await taken([listed({}, { vaultName: 'air-gapped' })], { request })).toBe(JOB_ID);
  expect(await taken([listed()], { request })).toBe(JOB_ID);
  expect(await taken([listed({}, { vaultName: 'air-gapped' })])).toBeUndefined();
});

test('in an update, jobs since the start of the update count', async () => {
  const stack = { StackStatus: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', LastUpdatedTime: BEGAN, DeletionTime: new Date(0) };
  expect(await taken([listed()], { stack })).toBe(JOB_ID);
});

test('no job is searched for when the start of the deletion is not known', async () => {
  const aws = new FakeAws().onStack({ StackStatus: 'DELETE_IN_PROGRESS', LastUpdatedTime: BEGAN });
  expect(await takeUpJob(REQUEST, responseAddress(), waitPolicy(), aws.client)).toBeUndefined();
  expect(aws.listCalls).toEqual([]);
});

describe('a nested stack that is being deleted', () => {
  const RootId = responseAddress().StackId.replace('orders', 'shop');
  const nested: StackRecord = { StackStatus: 'DELETE_IN_PROGRESS', DeletionTime: new Date(LATER), RootId };

  test.each<[string, StackRecord, Date]>([
    ['by the clean-up of the outermost stack looks back to the update', { StackStatus: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', LastUpdatedTime: BEGAN }, BEGAN],
    ['with the outermost stack looks back to its own deletion', { StackStatus: 'DELETE_IN_PROGRESS', DeletionTime: BEGAN }, new Date(LATER)],
  ])('%s', async (_what, root, since) => {
    const aws = new FakeAws().onStack(nested, root).onList([]);
    await takeUpJob(REQUEST, responseAddress(), waitPolicy(), aws.client);
    expect(aws.stackCalls).toEqual([responseAddress().StackId, RootId]);
    expect(aws.listCalls).toEqual([[REQUEST.ResourceArn, since.toISOString()]]);
  });
});
