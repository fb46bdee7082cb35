import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DeleteRecoveryPointCommand, DescribeBackupJobCommand, DescribeRecoveryPointCommand, ListBackupJobsCommand, StartBackupJobCommand,
  StopBackupJobCommand, type StartBackupJobInput,
} from '@aws-sdk/client-backup';
import { AwsCli } from './aws-cli';
import { ARN, closeAll, open, REGION, startInput, startJob, type Opened } from './util';

const awsCli = new AwsCli('backup');
afterEach(closeAll);

/** The last two requests, reduced to what the service distinguishes. */
function lastTwo({ standIn }: Opened) {
  return standIn.requests.slice(-2).map(({ operation, method, path, query, input, status, headers }) => ({
    operation, method, path: path.replace(/\/$/, ''), query, input, status, contentType: headers['content-type'],
  }));
}

const FULL_INPUT: StartBackupJobInput = {
  BackupVaultName: 'Vault',
  LogicallyAirGappedBackupVaultArn: `arn:aws:backup:${REGION}:123456789012:backup-vault:Gapped`,
  ResourceArn: ARN.s3,
  IamRoleArn: 'arn:aws:iam::123456789012:role/backup',
  IdempotencyToken: 'token-1',
  StartWindowMinutes: 60,
  CompleteWindowMinutes: 10_080,
  Lifecycle: { MoveToColdStorageAfterDays: 10, DeleteAfterDays: 100, OptInToArchiveForSupportedResources: false },
  RecoveryPointTags: { 'team': 'orders', 'cost centre': '4711: ä' },
  BackupOptions: { BackupACLs: 'disabled', BackupObjectTags: 'enabled' },
  Index: 'ENABLED',
};

describe('the AWS CLI and the SDK send the same request', () => {
  test.each<[string, StartBackupJobInput]>([
    ['every member', FULL_INPUT],
    ['required members only', { ...startInput(), IdempotencyToken: 'token-2' }],
  ])('for StartBackupJob with %s from an input file', async (_name, input) => {
    const opened = await open();
    const file = join(awsCli.folder, 'input.json');
    writeFileSync(file, JSON.stringify(input));
    const fromCli = await awsCli.run(opened.endpoint, 'start-backup-job', '--cli-input-json', `file://${file}`);
    const fromSdk = await opened.client.send(new StartBackupJobCommand(input));
    const [cli, sdk] = lastTwo(opened);
    expect(cli).toEqual(sdk);
    expect(cli.input).toEqual(input);
    expect(fromCli.BackupJobId).toBe(fromSdk.BackupJobId); // the same token
  });

  test('for StartBackupJob from command-line options', async () => {
    const opened = await open();
    await awsCli.run(opened.endpoint, 'start-backup-job', '--backup-vault-name', 'Vault', '--resource-arn', ARN.ec2,
      '--iam-role-arn', 'arn:aws:iam::123456789012:role/backup', '--idempotency-token', 'token-3', '--start-window-minutes', '60',
      '--complete-window-minutes', '120', '--lifecycle', 'DeleteAfterDays=35', '--recovery-point-tags', 'team=orders,tier=gold',
      '--backup-options', 'WindowsVSS=enabled');
    await opened.client.send(new StartBackupJobCommand({
      ...startInput({ ResourceArn: ARN.ec2, IdempotencyToken: 'token-3', StartWindowMinutes: 60, CompleteWindowMinutes: 120 }),
      Lifecycle: { DeleteAfterDays: 35 },
      RecoveryPointTags: { team: 'orders', tier: 'gold' },
      BackupOptions: { WindowsVSS: 'enabled' },
    }));
    const [cli, sdk] = lastTwo(opened);
    expect(cli).toEqual(sdk);
  });

  test('and the CLI generates an idempotency token, like the SDK', async () => {
    const opened = await open();
    await awsCli.run(opened.endpoint, 'start-backup-job', '--backup-vault-name', 'Vault', '--resource-arn', ARN.efs, '--iam-role-arn', 'arn:aws:iam::123456789012:role/r');
    expect(opened.standIn.requests[0].input?.IdempotencyToken).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('for all other operations', async () => {
    const opened = await open();
    const { client, endpoint, standIn } = opened;
    const id = await startJob(client, { ResourceArn: ARN.ebs });
    standIn.advance(30);
    const running = await startJob(client);
    const arn = standIn.jobs[0].RecoveryPointArn ?? '';
    const same = async (args: string[], send: () => Promise<unknown>) => {
      await awsCli.run(endpoint, ...args);
      await send();
      const [cli, sdk] = lastTwo(opened);
      expect(cli).toEqual(sdk);
      expect(cli.status).toBe(200);
    };
    const point = { BackupVaultName: 'Vault', RecoveryPointArn: arn };
    const after = '2020-01-01T00:00:00Z';
    await same(['describe-backup-job', '--backup-job-id', id], () => client.send(new DescribeBackupJobCommand({ BackupJobId: id })));
    await same(['stop-backup-job', '--backup-job-id', running], () => client.send(new StopBackupJobCommand({ BackupJobId: running })));
    await same(
      ['list-backup-jobs', '--by-resource-arn', ARN.ebs, '--by-state', 'COMPLETED', '--by-created-after', after, '--max-results', '7'],
      () => client.send(new ListBackupJobsCommand({ ByResourceArn: ARN.ebs, ByState: 'COMPLETED', ByCreatedAfter: new Date(after), MaxResults: 7 })),
    );
    await same(['describe-recovery-point', '--backup-vault-name', 'Vault', '--recovery-point-arn', arn], () => client.send(new DescribeRecoveryPointCommand(point)));
    await awsCli.run(endpoint, 'delete-recovery-point', '--backup-vault-name', 'Vault', '--recovery-point-arn', arn);
    await client.send(new DeleteRecoveryPointCommand(point)).catch(() => undefined); // DELETING by now
    const [cli, sdk] = lastTwo(opened);
    expect({ ...cli, status: 0 }).toEqual({ ...sdk, status: 0 });
  });
});

describe('the AWS CLI understands the responses', () => {
  test('about a job from start to end', async () => {
    const { endpoint, standIn } = await open();
    const started = await awsCli.run(endpoint, 'start-backup-job', '--cli-input-json', JSON.stringify(startInput({ ResourceArn: ARN.efs })));
    expect(started).toMatchObject({ BackupJobId: expect.any(String), RecoveryPointArn: expect.stringContaining(':recovery-point:') });
    const id = String(started.BackupJobId);
    expect(await awsCli.run(endpoint, 'describe-backup-job', '--backup-job-id', id)).toMatchObject({ State: 'CREATED', ResourceType: 'EFS' });
    standIn.advance(30);
    expect(await awsCli.run(endpoint, 'describe-backup-job', '--backup-job-id', id)).toMatchObject({ State: 'COMPLETED', PercentDone: '100.0' });
    expect(await awsCli.run(endpoint, 'list-backup-jobs')).toMatchObject({ BackupJobs: [{ BackupJobId: id }] });
    expect(await awsCli.run(endpoint, 'create-backup-vault', '--backup-vault-name', 'New')).toMatchObject({ BackupVaultName: 'New' });
    expect(await awsCli.run(endpoint, 'describe-backup-vault', '--backup-vault-name', 'New')).toMatchObject({ VaultType: 'BACKUP_VAULT' });
  });

  test('with a declared error and with a throttling error', async () => {
    const { endpoint, standIn } = await open();
    const describe = () => awsCli.failure(endpoint, 'describe-backup-job', '--backup-job-id', 'none');
    expect(await describe()).toContain('An error occurred (ResourceNotFoundException) when calling the DescribeBackupJob operation: Cannot find backup job: none');
    standIn.faults.add({ kind: 'throttle' });
    expect(await describe()).toMatch(/An error occurred \(ThrottlingException\).*Rate exceeded/);
  });
});
