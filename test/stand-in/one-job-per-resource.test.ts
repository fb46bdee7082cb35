import { StopBackupJobCommand } from '@aws-sdk/client-backup';
import { ARN, closeAll, describeJob, open, startJob, stateOf } from './util';

afterEach(closeAll);

const SCRIPT = { createdSeconds: 0, pendingSeconds: 0, runningSeconds: 100 };

test('a second job waits in CREATED until the first is over', async () => {
  const { client, standIn } = await open({ defaultScript: SCRIPT });
  const first = await startJob(client);
  const second = await startJob(client);
  const third = await startJob(client);
  expect([await stateOf(client, first), await stateOf(client, second), await stateOf(client, third)]).toEqual(['RUNNING', 'CREATED', 'CREATED']);
  standIn.advance(100);
  expect([await stateOf(client, first), await stateOf(client, second), await stateOf(client, third)]).toEqual(['COMPLETED', 'RUNNING', 'CREATED']);
  standIn.advance(100);
  expect([await stateOf(client, second), await stateOf(client, third)]).toEqual(['COMPLETED', 'RUNNING']);
});

test('jobs of other resources do not wait', async () => {
  const { client } = await open({ defaultScript: SCRIPT });
  await startJob(client);
  expect(await stateOf(client, await startJob(client, { ResourceArn: ARN.efs }))).toBe('RUNNING');
});

test('the waiting job begins when the first one is stopped', async () => {
  const { client, standIn } = await open({ defaultScript: { ...SCRIPT, abortingSeconds: 5 } });
  const first = await startJob(client);
  const second = await startJob(client);
  standIn.advance(10);
  await client.send(new StopBackupJobCommand({ BackupJobId: first }));
  standIn.advance(4.9);
  expect(await stateOf(client, second)).toBe('CREATED');
  standIn.advance(0.1);
  expect(await stateOf(client, second)).toBe('RUNNING');
});

test('a job that waits longer than its start window expires with the documented message', async () => {
  const { client, standIn } = await open({ defaultScript: { ...SCRIPT, runningSeconds: 7200 } });
  await startJob(client);
  const second = await startJob(client, { StartWindowMinutes: 60 });
  standIn.advance(3600);
  expect(await describeJob(client, second)).toMatchObject({
    State: 'EXPIRED',
    MessageCategory: 'CONCURRENT_JOB',
    StatusMessage: 'Backup job failed because there was a running job for the same resource.',
  });
  const third = await startJob(client);
  standIn.advance(3599);
  expect(await stateOf(client, third)).toBe('CREATED');
  standIn.advance(1);
  expect(await stateOf(client, third)).toBe('RUNNING');
});
