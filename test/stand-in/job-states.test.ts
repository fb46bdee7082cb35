import { StopBackupJobCommand } from '@aws-sdk/client-backup';
import { ARN, closeAll, describeJob, failureOf, open, startJob, stateOf } from './util';

afterEach(closeAll);

describe('a job', () => {
  test('goes from CREATED through PENDING and RUNNING to COMPLETED', async () => {
    const { client, standIn } = await open({ defaultScript: { createdSeconds: 10, pendingSeconds: 5, runningSeconds: 100 } });
    const id = await startJob(client);
    const seen: [number, string | undefined, string | undefined][] = [];
    let passed = 0;
    for (const second of [0, 9.9, 10, 14.9, 15, 65, 114.9, 115, 100_000]) {
      standIn.advance(second - passed);
      passed = second;
      const { State: state, PercentDone: percent } = await describeJob(client, id);
      seen.push([second, state, percent]);
    }
    expect(seen).toEqual([
      [0, 'CREATED', '0.0'], [9.9, 'CREATED', '0.0'], [10, 'PENDING', '0.0'], [14.9, 'PENDING', '0.0'], [15, 'RUNNING', '0.0'],
      [65, 'RUNNING', '50.0'], [114.9, 'RUNNING', '99.9'], [115, 'COMPLETED', '100.0'], [100_000, 'COMPLETED', '100.0'],
    ]);
  });

  test('lasts 30 seconds by default', async () => {
    const { client, standIn } = await open();
    const id = await startJob(client);
    standIn.advance(29.9);
    expect(await stateOf(client, id)).toBe('RUNNING');
    standIn.advance(0.1);
    expect(await stateOf(client, id)).toBe('COMPLETED');
  });

  test('reports times and sizes like the service', async () => {
    const script = { createdSeconds: 60, pendingSeconds: 0, runningSeconds: 100, backupSizeInBytes: 1000 };
    const { client, standIn } = await open({ defaultScript: script });
    const t0 = standIn.now.getTime();
    const id = await startJob(client, { StartWindowMinutes: 90 });
    const created = await describeJob(client, id);
    expect(created.CreationDate).toEqual(new Date(t0));
    expect(created.StartBy).toEqual(new Date(t0 + 90 * 60_000));
    expect(created.InitiationDate).toBeUndefined();
    standIn.advance(85);
    const running = await describeJob(client, id);
    expect(running.InitiationDate).toEqual(new Date(t0 + 60_000));
    expect(running.ExpectedCompletionDate).toEqual(new Date(t0 + 160_000));
    expect(running).toMatchObject({ BytesTransferred: 250, BackupSizeInBytes: 0 });
    expect(running.CompletionDate).toBeUndefined();
    standIn.advance(1000);
    const done = await describeJob(client, id);
    expect(done.CompletionDate).toEqual(new Date(t0 + 160_000));
    expect(done).toMatchObject({ BytesTransferred: 1000, BackupSizeInBytes: 1000, MessageCategory: 'SUCCESS' });
    expect(done.StatusMessage).toBeUndefined();
  });

  test.each([
    ['none', ['0.0', '0.0', '100.0']],
    ['late', ['5.6', '55.0', '100.0']],
    ['linear', ['50.0', '95.0', '100.0']],
  ] as const)('reports PercentDone with the progress "%s"', async (progress, wanted) => {
    const { client, standIn } = await open({ defaultScript: { createdSeconds: 0, pendingSeconds: 0, runningSeconds: 100, progress } });
    const id = await startJob(client);
    const seen: (string | undefined)[] = [];
    for (const seconds of [50, 45, 5]) {
      standIn.advance(seconds);
      const job = await describeJob(client, id);
      seen.push(job.PercentDone);
      if (job.State === 'RUNNING') { expect(job.ExpectedCompletionDate !== undefined).toBe(progress === 'linear'); }
    }
    expect(seen).toEqual(wanted);
  });

  test('skips a state that lasts no time', async () => {
    const { client } = await open({ defaultScript: { createdSeconds: 0, pendingSeconds: 0, runningSeconds: 0, outcome: 'FAILED' } });
    expect(await stateOf(client, await startJob(client))).toBe('FAILED');
  });
});

describe('a job with a script', () => {
  test.each([
    ['COMPLETED', 'SUCCESS', '100.0'],
    ['PARTIAL', 'MISCELLANEOUS', '100.0'],
    ['FAILED', 'MISCELLANEOUS', '0.0'],
    ['EXPIRED', 'MISCELLANEOUS', '0.0'],
    ['ABORTED', 'MISCELLANEOUS', '0.0'],
  ] as const)('ends in %s with the category %s at %s percent', async (outcome, category, percent) => {
    const { client, standIn } = await open({ defaultScript: { outcome } });
    const id = await startJob(client);
    standIn.advance(30);
    expect(await describeJob(client, id)).toMatchObject({ State: outcome, MessageCategory: category, PercentDone: percent });
  });

  test('can be completed with issues', async () => {
    const { client, standIn } = await open({ defaultScript: { statusMessage: 'trying for regular backup', messageCategory: 'VSS_ERROR' } });
    const id = await startJob(client, { ResourceArn: ARN.ec2, BackupOptions: { WindowsVSS: 'enabled' } });
    standIn.advance(30);
    const job = await describeJob(client, id);
    expect(job).toMatchObject({ State: 'COMPLETED', StatusMessage: 'trying for regular backup', MessageCategory: 'VSS_ERROR' });
    expect(job.BackupType).toBeUndefined();
  });

  test('reports a VSS backup', async () => {
    const { client, standIn } = await open();
    const id = await startJob(client, { ResourceArn: ARN.ec2, BackupOptions: { WindowsVSS: 'enabled' } });
    standIn.advance(30);
    expect(await describeJob(client, id)).toMatchObject({ BackupType: 'WindowsVSS', BackupOptions: { WindowsVSS: 'enabled' } });
  });

  test('omits an empty category', async () => {
    const { client, standIn } = await open({ defaultScript: { messageCategory: '' } });
    const id = await startJob(client);
    standIn.advance(30);
    expect('MessageCategory' in await describeJob(client, id)).toBe(false);
  });

  test('can run for ever', async () => {
    const { client, standIn } = await open({ defaultScript: { runningSeconds: 'forever' } });
    const id = await startJob(client);
    standIn.advance(365 * 86_400);
    expect(await describeJob(client, id)).toMatchObject({ State: 'RUNNING', PercentDone: '0.0' });
  });

  test('can stay in PENDING for ever', async () => {
    const { client, standIn } = await open({ defaultScript: { pendingSeconds: 'forever' } });
    const id = await startJob(client);
    standIn.advance(365 * 86_400);
    expect(await stateOf(client, id)).toBe('PENDING');
  });
});

describe('a job with a window', () => {
  test.each([
    ['given', 60, 60],
    ['default', undefined, 480],
  ])('expires if it cannot start in the start window (%s)', async (_name, window, minutes) => {
    const { client, standIn } = await open({ defaultScript: { createdSeconds: 'forever' } });
    const id = await startJob(client, { StartWindowMinutes: window });
    standIn.advance(minutes * 60 - 1);
    expect(await stateOf(client, id)).toBe('CREATED');
    standIn.advance(1);
    expect(await describeJob(client, id)).toMatchObject({ State: 'EXPIRED', MessageCategory: 'JOB_EXPIRED' });
  });

  test('expires if it runs past the complete window', async () => {
    const { client, standIn } = await open({ defaultScript: { createdSeconds: 60, runningSeconds: 'forever' } });
    const id = await startJob(client, { CompleteWindowMinutes: 10 });
    standIn.advance(599);
    expect(await stateOf(client, id)).toBe('RUNNING');
    standIn.advance(1);
    expect(await describeJob(client, id)).toMatchObject({ State: 'EXPIRED', StatusMessage: 'Backup job expired before completion.' });
  });

  test('runs past the complete window for FSx', async () => {
    const { client, standIn } = await open({ defaultScript: { runningSeconds: 'forever' } });
    const id = await startJob(client, { ResourceArn: ARN.fsx, CompleteWindowMinutes: 10 });
    standIn.advance(3600);
    expect(await stateOf(client, id)).toBe('RUNNING');
  });

  test('stays COMPLETED if it is over before the end of the window', async () => {
    const { client, standIn } = await open();
    const id = await startJob(client, { CompleteWindowMinutes: 1 });
    standIn.advance(3600);
    expect(await stateOf(client, id)).toBe('COMPLETED');
  });
});

describe('StopBackupJob', () => {
  test.each([[0, 'CREATED'], [1, 'PENDING'], [10, 'RUNNING']])('stops a job after %d seconds in %s', async (seconds, before) => {
    const { client, standIn } = await open({ defaultScript: { abortingSeconds: 5 } });
    const id = await startJob(client);
    standIn.advance(seconds);
    expect(await stateOf(client, id)).toBe(before);
    await client.send(new StopBackupJobCommand({ BackupJobId: id }));
    expect(await stateOf(client, id)).toBe('ABORTING');
    await client.send(new StopBackupJobCommand({ BackupJobId: id }));
    standIn.advance(5);
    expect(await stateOf(client, id)).toBe('ABORTED');
  });

  test('can leave a job in ABORTING for ever', async () => {
    const { client, standIn } = await open({ defaultScript: { abortingSeconds: 'forever' } });
    const id = await startJob(client);
    await client.send(new StopBackupJobCommand({ BackupJobId: id }));
    standIn.advance(100_000);
    expect(await stateOf(client, id)).toBe('ABORTING');
  });

  test.each(['rds', 'fsx'] as const)('is not supported for %s', async (name) => {
    const { client } = await open();
    const id = await startJob(client, { ResourceArn: ARN[name] });
    const error = await failureOf(client.send(new StopBackupJobCommand({ BackupJobId: id })));
    expect(error.name).toBe('InvalidRequestException');
    expect(await stateOf(client, id)).toBe('CREATED');
  });

  test('refuses a job that is over and a job that does not exist', async () => {
    const { client, standIn } = await open();
    const id = await startJob(client);
    standIn.advance(30);
    expect((await failureOf(client.send(new StopBackupJobCommand({ BackupJobId: id })))).name).toBe('InvalidRequestException');
    expect((await failureOf(client.send(new StopBackupJobCommand({ BackupJobId: 'none' })))).name).toBe('ResourceNotFoundException');
  });
});

test('an unknown job is not found, with HTTP 400 as documented', async () => {
  const { client } = await open();
  const error = await failureOf(describeJob(client, 'none'));
  expect(error).toMatchObject({ name: 'ResourceNotFoundException', $fault: 'client', $metadata: { httpStatusCode: 400 }, Type: 'Client' });
});
