import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BackupClient, CreateBackupVaultCommand, ListBackupVaultsCommand } from '@aws-sdk/client-backup';
import { eventually, processesWith } from './processes';
import { backupClient } from '../../local-aws/job-report';
import { LocalAws, startLocalAws } from '../../local-aws/local-aws';

/** A caller that works with a real account, and has not chosen an endpoint for all services. */
const { AWS_ENDPOINT_URL: _, ...own } = process.env;
const caller = { ...own, AWS_PROFILE: 'production', AWS_SESSION_TOKEN: 'real', AWS_ENDPOINT_URL_S3: 'https://s3.example.com', AWS_REGION: 'eu-west-1' };

describe('two local AWS side by side', () => {
  let all: LocalAws[];
  let clients: BackupClient[];

  beforeAll(async () => {
    all = await Promise.all([startLocalAws({ caller }), startLocalAws({ caller })]);
    clients = all.map(({ environment }) => backupClient(environment));
  });

  afterAll(async () => {
    clients.forEach((client) => client.destroy());
    await Promise.all(all.map((aws) => aws.stop()));
  });

  test('they share nothing', async () => {
    await clients[0].send(new CreateBackupVaultCommand({ BackupVaultName: 'first' }));
    await clients[1].send(new CreateBackupVaultCommand({ BackupVaultName: 'second' }));
    const vaults = await Promise.all(clients.map((client) => client.send(new ListBackupVaultsCommand())));
    expect(vaults.map(({ BackupVaultList }) => BackupVaultList?.map(({ BackupVaultName }) => BackupVaultName))).toEqual([['first'], ['second']]);
  });

  test('clients get nothing of a real account', () => {
    for (const { endpoint, environment } of all) {
      expect(environment).toMatchObject({ AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: 'test', AWS_REGION: 'us-east-1' });
      expect(environment).not.toHaveProperty('AWS_PROFILE');
      expect(environment).not.toHaveProperty('AWS_SESSION_TOKEN');
      expect(environment).not.toHaveProperty('AWS_ENDPOINT_URL_S3');
    }
  });
});

test('after stop, no process and no file is left', async () => {
  const aws = await startLocalAws({ caller });
  const folder = dirname(aws.log!);
  expect(await processesWith(folder)).not.toEqual([]);
  await aws.stop();
  await aws.stop();
  expect(await eventually(async () => (await processesWith(folder)).length === 0)).toBe(true);
  await expect(readdir(folder)).rejects.toThrow('ENOENT');
});

test('an endpoint that the caller has chosen is used, and nothing is started', async () => {
  const aws = await startLocalAws({ caller: { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566', AWS_REGION: 'eu-central-1' } });
  expect(aws).toMatchObject({ endpoint: 'http://127.0.0.1:4566', environment: { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'test' } });
  expect(aws.log).toBeUndefined();
  await aws.stop();
});
