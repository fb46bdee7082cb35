import { Harness } from './harness';
import { standInByPolls } from './poll-clock';

describe('a backup that does not succeed', () => {
  const standIn = standInByPolls({ accountId: '000000000000' });
  let harness: Harness;

  beforeAll(async () => {
    harness = await Harness.start('failure', { backupEndpoint: await standIn.start() });
  });

  afterAll(async () => {
    await harness?.stop();
    await standIn.stop();
  });

  /** The jobs of the table of a stack. */
  const jobsOf = (stack: string) => standIn.jobs.filter(({ ResourceArn }) => ResourceArn?.includes(`:table/${stack}-`));

  test('a failed job fails the deployment with what the service said, and the stack rolls back', async () => {
    standIn.script('*:table/Failing-*', { outcome: 'FAILED', statusMessage: 'The KMS key of the table is disabled' });
    const { exitCode, output } = await harness.tryDeploy('orders', { STACK: 'Failing' });
    expect(exitCode).not.toBe(0);
    const jobs = jobsOf('Failing');
    expect(jobs).toHaveLength(1);
    expect(output).toContain(jobs[0].BackupJobId);
    expect(output).toContain(jobs[0].ResourceArn);
    expect(output).toContain('The KMS key of the table is disabled');
    expect(await harness.stackStatus('Failing')).toBe('ROLLBACK_COMPLETE');
  });

  test('what a failed job says has its likely cause and a fix beside it', async () => {
    const resource = 'arn:aws:s3:::denied';
    standIn.script(resource, { outcome: 'FAILED', statusMessage: `AWS Backup does not have permission to describe resource ${resource}` });
    const { exitCode, output } = await harness.tryDeploy('many-backups', { STACK: 'Denied', BACKUPS: JSON.stringify({ Denied: { resource } }) });
    expect(exitCode).not.toBe(0);
    expect(output).toMatch(/permission to describe resource arn:aws:s3:::denied\. Likely cause: .+ Fix: .*AWSBackupServiceRolePolicyForS3Backup.* See https:\/\//);
  });

  test('with failOnIssues, a job that completed with issues fails the deployment', async () => {
    const resource = 'arn:aws:s3:::unreadable';
    const statusMessage = 'No objects were backed up from the source bucket';
    standIn.script(resource, { statusMessage, messageCategory: 'FAILURE' });
    const BACKUPS = JSON.stringify({ Unreadable: { resource, failOnIssues: true } });
    const { exitCode, output } = await harness.tryDeploy('many-backups', { STACK: 'Unreadable', BACKUPS });
    expect(exitCode).not.toBe(0);
    expect(output).toContain(`of ${resource} ended COMPLETED (FAILURE). AWS Backup says: ${statusMessage}. Likely cause: `);
    expect(await harness.stackStatus('Unreadable')).toBe('ROLLBACK_COMPLETE');
  });

  test('a request that the service refuses fails the deployment with what it said', async () => {
    standIn.faults.add({
      kind: 'error', operation: 'StartBackupJob', resource: '*:table/Refused-*', error: 'ResourceNotFoundException', message: 'No such vault',
    });
    const { exitCode, output } = await harness.tryDeploy('orders', { STACK: 'Refused' });
    expect(exitCode).not.toBe(0);
    expect(output).toMatch(/No backup job was started for arn:aws:dynamodb:\S+:table\/Refused-/);
    expect(output).toContain('No such vault');
    expect(jobsOf('Refused')).toEqual([]);
    expect(await harness.stackStatus('Refused')).toBe('ROLLBACK_COMPLETE');
  });

  test('a job that takes many looks is waited for', async () => {
    standIn.script('*:table/Slow-*', { createdSeconds: 30, pendingSeconds: 30, runningSeconds: 240, progress: 'late' });
    const outputs = await harness.deploy('orders', { STACK: 'Slow' });
    expect(jobsOf('Slow')).toEqual([expect.objectContaining({ BackupJobId: outputs.OrdersBackupBackupJobId, State: 'COMPLETED' })]);
    const looks = standIn.requests.filter(({ operation, input }) => {
      return operation === 'DescribeBackupJob' && input?.BackupJobId === outputs.OrdersBackupBackupJobId;
    });
    expect(looks.length).toBeGreaterThan(2);
  });
});
