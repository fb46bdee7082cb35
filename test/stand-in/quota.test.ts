import { DescribeBackupJobCommand, DescribeBackupVaultCommand, ListBackupJobsCommand, StopBackupJobCommand } from '@aws-sdk/client-backup';
import { ARN, closeAll, describeJob, failureOf, open, startJob } from './util';
import { QuotaRegistry } from '../../stand-in/service/quota-registry';

afterEach(closeAll);

/** How many of `count` calls at one instant pass. */
function passing(quotas: QuotaRegistry, operation: string, count: number): number {
  let passed = 0;
  for (let call = 0; call < count; call++) {
    try {
      quotas.take(operation);
      passed += 1;
    } catch { /* throttled */ }
  }
  return passed;
}

describe('the quota', () => {
  test.each([
    ['StartBackupJob', 5], ['StopBackupJob', 5], ['CreateBackupVault', 5], ['DescribeBackupVault', 5],
    ['DescribeBackupJob', 15], ['DescribeRecoveryPoint', 15], ['DeleteRecoveryPoint', 10], ['ListBackupJobs', 20], ['ListRecoveryPointsByBackupVault', 20],
  ])('of %s allows %d calls per second', (operation, rate) => {
    let now = 0;
    const quotas = new QuotaRegistry(true, () => now);
    expect(passing(quotas, operation, 100)).toBe(rate);
    now += 1000 / rate - 1;
    expect(passing(quotas, operation, 100)).toBe(0);
    now += 1;
    expect(passing(quotas, operation, 100)).toBe(1);
    now += 3_600_000;
    expect(passing(quotas, operation, 100)).toBe(rate);
  });

  test('allows exactly its rate under a sustained load', () => {
    let now = 0;
    const quotas = new QuotaRegistry(true, () => now);
    let passed = 0;
    for (; now < 80_000; now += 10) { passed += passing(quotas, 'StartBackupJob', 1); }
    expect(passed).toBe(5 + 80 * 5 - 1); // a full bucket, and what runs into it until the last call
  });

  test('limits all calls together', () => {
    const quotas = new QuotaRegistry({ start: 100, describe: 100 }, () => 0);
    expect(passing(quotas, 'StartBackupJob', 30) + passing(quotas, 'DescribeBackupJob', 100)).toBe(50);
  });

  test('can have a custom rate while the others keep their defaults', () => {
    const quotas = new QuotaRegistry({ start: 2 }, () => 0);
    expect(passing(quotas, 'StartBackupJob', 10)).toBe(2);
    expect(passing(quotas, 'DeleteRecoveryPoint', 20)).toBe(10);
  });

  test('can be switched off', () => {
    expect(passing(new QuotaRegistry(false, () => 0), 'StartBackupJob', 1000)).toBe(1000);
  });

  test.each([['stand-in', 0], ['wall', 1]] as const)('can count on the %s clock', (clock, more) => {
    let passed = 0;
    const wall = jest.spyOn(performance, 'now').mockImplementation(() => passed);
    const quotas = new QuotaRegistry({ start: 20, clock }, () => 0);
    passing(quotas, 'StartBackupJob', 40);
    passed = 60;
    expect(passing(quotas, 'StartBackupJob', 40)).toBe(more);
    wall.mockRestore();
  });
});

describe('the quota over HTTP', () => {
  test('throttles the sixth StartBackupJob at once with HTTP 400', async () => {
    const { client, standIn } = await open({ quotas: true });
    for (let count = 0; count < 5; count++) { await startJob(client); }
    const error = await failureOf(startJob(client));
    expect(error).toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded', $metadata: { httpStatusCode: 400 } });
    expect(standIn.jobs).toHaveLength(5);
    standIn.advance(0.2);
    await startJob(client);
    await failureOf(startJob(client));
  });

  test('is shared by StartBackupJob, StopBackupJob and DescribeBackupVault', async () => {
    const { client } = await open({ quotas: true });
    const id = await startJob(client);
    await client.send(new StopBackupJobCommand({ BackupJobId: id }));
    for (let count = 0; count < 3; count++) { await client.send(new DescribeBackupVaultCommand({ BackupVaultName: 'Vault' })); }
    expect((await failureOf(startJob(client))).name).toBe('ThrottlingException');
  });

  test('throttles the sixteenth DescribeBackupJob at once, but not ListBackupJobs', async () => {
    const { client } = await open({ quotas: true });
    const id = await startJob(client);
    for (let count = 0; count < 15; count++) { await describeJob(client, id); }
    expect((await failureOf(client.send(new DescribeBackupJobCommand({ BackupJobId: id })))).name).toBe('ThrottlingException');
    await client.send(new ListBackupJobsCommand({}));
  });

  test('lets the SDK retry a throttled call by itself', async () => {
    const { client, standIn } = await open({ quotas: { start: 5 } }, { maxAttempts: 10 });
    const throttled = () => standIn.requests.filter((request) => request.error === 'ThrottlingException').length;
    const all = Promise.all(Array.from({ length: 6 }, async (_, index) => startJob(client, { ResourceArn: `${ARN.dynamodb}${index}` })));
    while (throttled() === 0) { await new Promise((resolve) => { setTimeout(resolve, 5); }); }
    standIn.advance(1);
    await all;
    expect(standIn.jobs).toHaveLength(6);
  });
});
