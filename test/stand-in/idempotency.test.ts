import { StartBackupJobCommand } from '@aws-sdk/client-backup';
import { ARN, closeAll, failureOf, open, startInput, startJob } from './util';

afterEach(closeAll);

const token = { IdempotencyToken: 'token-1' };

test('the same token starts one job', async () => {
  const { client, standIn } = await open();
  const ids = await Promise.all([1, 2, 3].map(() => startJob(client, token)));
  expect(new Set(ids).size).toBe(1);
  expect(standIn.jobs).toHaveLength(1);
});

test('another token, or none, starts another job', async () => {
  const { client, standIn } = await open();
  await startJob(client, token);
  await startJob(client, { IdempotencyToken: 'token-2' });
  await startJob(client); // the SDK generates a token
  expect(standIn.jobs).toHaveLength(3);
  expect(standIn.requests[2].input?.IdempotencyToken).toMatch(/^[0-9a-f-]{36}$/);
});

test('a token is remembered after the end of its job, without a limit', async () => {
  const { client, standIn } = await open();
  const id = await startJob(client, token);
  standIn.advance(400 * 86_400);
  expect(await startJob(client, token)).toBe(id);
});

test('a token is forgotten when the options say so', async () => {
  const { client, standIn } = await open({ idempotency: { rememberSeconds: 60 } });
  const id = await startJob(client, token);
  standIn.advance(60);
  expect(await startJob(client, token)).toBe(id);
  standIn.advance(1);
  expect(await startJob(client, token)).not.toBe(id);
});

test('a token with other parameters returns the first job by default', async () => {
  const { client } = await open();
  const id = await startJob(client, token);
  expect(await startJob(client, { ...token, ResourceArn: ARN.efs })).toBe(id);
});

test('a token with other parameters is refused when the options say so', async () => {
  const { client } = await open({ idempotency: { onMismatch: 'refuse' } });
  const id = await startJob(client, { ...token, Lifecycle: { DeleteAfterDays: 200, MoveToColdStorageAfterDays: 10 } });
  expect(await startJob(client, { ...token, Lifecycle: { MoveToColdStorageAfterDays: 10, DeleteAfterDays: 200 } })).toBe(id);
  expect((await failureOf(startJob(client, token))).name).toBe('InvalidRequestException');
});

test.each([['same-job', true], ['empty', false]] as const)('a repeated call returns the response "%s" when the options say so', async (answer, hasId) => {
  const { client } = await open({ idempotency: { answer } });
  await startJob(client, token);
  const repeated = await client.send(new StartBackupJobCommand(startInput(token)));
  expect('BackupJobId' in repeated).toBe(hasId);
});

test('a refused call does not use up its token', async () => {
  const { client, standIn } = await open({ vaults: ['Vault'] });
  await failureOf(startJob(client, { ...token, BackupVaultName: 'Other' }));
  await startJob(client, token);
  expect(standIn.jobs).toHaveLength(1);
});
