import { ListBackupJobsCommand, paginateListBackupJobs, type ListBackupJobsInput } from '@aws-sdk/client-backup';
import { ARN, closeAll, failureOf, open, startJob, type Opened } from './util';

afterEach(closeAll);

/** Four jobs, an hour apart: Orders (COMPLETED), efs (FAILED), Orders in another vault (COMPLETED with issues), rds (RUNNING). */
async function openWithJobs(): Promise<Opened & { ids: string[]; t0: number }> {
  const opened = await open({
    scripts: {
      [ARN.efs]: { outcome: 'FAILED', messageCategory: 'ACCESS_DENIED' },
      [ARN.dynamodb]: [{}, { messageCategory: 'TAG_COPY_ERROR' }],
      [ARN.rds]: { runningSeconds: 'forever' },
    },
  });
  const t0 = opened.standIn.now.getTime();
  const ids: string[] = [];
  for (const changes of [{}, { ResourceArn: ARN.efs }, { BackupVaultName: 'Other' }, { ResourceArn: ARN.rds }]) {
    ids.push(await startJob(opened.client, changes));
    opened.standIn.advance(3600);
  }
  return { ...opened, ids, t0 };
}

const hours = (t0: number, count: number) => new Date(t0 + count * 3_600_000);

test.each<[string, (t0: number) => ListBackupJobsInput, number[]]>([
  ['nothing and returns the newest first', () => ({}), [3, 2, 1, 0]],
  ['resource', () => ({ ByResourceArn: ARN.dynamodb }), [2, 0]],
  ['state', () => ({ ByState: 'COMPLETED' }), [2, 0]],
  ['state and category', () => ({ ByState: 'COMPLETED', ByMessageCategory: 'SUCCESS' }), [0]],
  ['vault', () => ({ ByBackupVaultName: 'Other' }), [2]],
  ['type', () => ({ ByResourceType: 'EFS' }), [1]],
  ['account', () => ({ ByAccountId: '123456789012' }), [3, 2, 1, 0]],
  ['all accounts', () => ({ ByAccountId: '*' }), [3, 2, 1, 0]],
  ['another account', () => ({ ByAccountId: '999999999999' }), []],
  ['created after', (t0) => ({ ByCreatedAfter: hours(t0, 1.5) }), [3, 2]],
  ['created before', (t0) => ({ ByCreatedBefore: hours(t0, 1.5) }), [1, 0]],
  ['completed after', (t0) => ({ ByCompleteAfter: hours(t0, 1.5) }), [2]],
  ['completed before', (t0) => ({ ByCompleteBefore: hours(t0, 1.5) }), [1, 0]],
  ['parent', () => ({ ByParentJobId: 'none' }), []],
])('ListBackupJobs filters by %s', async (_name, input, wanted) => {
  const { client, ids, t0 } = await openWithJobs();
  const { BackupJobs: jobs = [], NextToken: token } = await client.send(new ListBackupJobsCommand(input(t0)));
  expect(jobs.map((job) => ids.indexOf(job.BackupJobId ?? ''))).toEqual(wanted);
  expect(token).toBeUndefined();
});

test.each([[1, 4], [2, 2], [3, 2], [4, 1], [1000, 1]])('ListBackupJobs returns pages of %d jobs', async (pageSize, pages) => {
  const { client, ids } = await openWithJobs();
  const found: (string | undefined)[] = [];
  let count = 0;
  for await (const page of paginateListBackupJobs({ client, pageSize }, {})) {
    count += 1;
    found.push(...(page.BackupJobs ?? []).map((job) => job.BackupJobId));
  }
  expect(found).toEqual([...ids].reverse());
  expect(count).toBe(pages);
});

test.each<[ListBackupJobsInput]>([
  [{ MaxResults: 0 }], [{ MaxResults: 1001 }], [{ NextToken: 'none' }], [{ ByState: 'DONE' as 'FAILED' }],
])('ListBackupJobs refuses %j', async (input) => {
  const { client } = await open();
  expect((await failureOf(client.send(new ListBackupJobsCommand(input)))).name).toBe('InvalidParameterValueException');
});

test('ListBackupJobs forgets jobs after 30 days, but DescribeBackupJob still returns them', async () => {
  const { client, standIn } = await openWithJobs();
  standIn.advance(30 * 86_400 - 4 * 3600);
  const { BackupJobs: jobs } = await client.send(new ListBackupJobsCommand({}));
  expect(jobs).toHaveLength(3);
  expect(standIn.jobs).toHaveLength(4);
});
