import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Harness } from './harness';
import { BackupStandIn } from '../../stand-in';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'history.md'), 'utf8');
const LATEST = '/cdk-on-demand-backup/shop/OrdersBackup/latest';

type Record = { readonly [member: string]: string };

/** The command that `docs/history.md` gives as the answer to a question. */
function commandFor(question: string): string {
  const [, command] = /```sh\n([^]*?)\n```/.exec(PAGE.slice(PAGE.indexOf(question))) ?? [];
  if (!PAGE.includes(question) || command === undefined) { throw new Error(`docs/history.md does not answer "${question}"`); }
  return command;
}

describe('the history of a backup', () => {
  const standIn = new BackupStandIn({ accountId: '000000000000', clock: { scale: 60 } });
  let harness: Harness;
  /** The recovery points that the outputs of the stack named, by revision. */
  const points: { [revision: string]: string } = {};
  const answer = async (question: string) => harness.awsShell(commandFor(question));

  beforeAll(async () => {
    harness = await Harness.start('history', { backupEndpoint: await standIn.start() });
    for (const REVISION of ['1.3', '1.4']) {
      points[REVISION] = (await harness.deploy('history', { REVISION })).OrdersBackupRecoveryPointArn;
    }
    await harness.deploy('history', { REVISION: '1.4', NOTE: 'second' }); // no backup
    standIn.script('*:table/shop-*', { outcome: 'FAILED', statusMessage: 'Out of space' });
    const failed = await harness.tryDeploy('history', { REVISION: '1.5', NOTE: 'third' });
    expect([failed.exitCode === 0, await harness.stackStatus('shop')]).toEqual([false, 'UPDATE_ROLLBACK_COMPLETE']);
    standIn.script('*:table/shop-*', { outcome: 'COMPLETED' });
    const { exitCode, output } = await harness.destroy('history', { REVISION: '1.4', NOTE: 'second' });
    expect([exitCode, output]).toEqual([0, expect.anything()]);
  });

  afterAll(async () => {
    await harness?.stop();
    await standIn.stop();
  });

  test('is there when the stack is gone', async () => {
    expect(JSON.parse(await answer('Which histories does the stack'))).toEqual(
      ['latest', 'on-delete', 'on-deploy'].map((trigger) => `/cdk-on-demand-backup/shop/OrdersBackup/${trigger}`));
  });

  test('names the newest recovery point: that of the final backup', async () => {
    const latest = JSON.parse(await answer('What is the newest recovery point')) as Record;
    const final = standIn.jobs.at(-1);
    expect(latest).toMatchObject({ outcome: 'succeeded', trigger: 'on-delete', backupJobId: final?.BackupJobId, recoveryPointArn: final?.RecoveryPointArn });
    const described = JSON.parse(await harness.awsShell(latest.describeCommand)) as Record;
    expect(described).toMatchObject({ RecoveryPointArn: final?.RecoveryPointArn, Status: 'COMPLETED' });
  });

  test('names the recovery point of each revision', async () => {
    const ofRevision = JSON.parse(JSON.parse(await answer('Which recovery point belongs to revision 1.4')) as string) as Record;
    expect(ofRevision).toMatchObject({ revision: '1.4', outcome: 'succeeded', recoveryPointArn: points['1.4'] });
    const older = commandFor('Which recovery point belongs to revision 1.4').replace('1.4', '1.3');
    expect(JSON.parse(JSON.parse(await harness.awsShell(older)) as string)).toMatchObject({ revision: '1.3', recoveryPointArn: points['1.3'] });
    expect(points['1.3']).not.toBe(points['1.4']);
  });

  test('has the failed execution', async () => {
    const failed = JSON.parse(await answer('Which executions failed')) as [number, string, string][];
    const records = failed.map(([, , value]) => JSON.parse(value) as Record);
    expect(new Set(records.map(({ backupJobId }) => backupJobId)).size).toBe(1);
    records.forEach((record) => expect(record).toMatchObject({ revision: '1.5', outcome: 'failed', statusMessage: expect.stringContaining('Out of space') }));
  });

  test('is what another stack reads with the handle', async () => {
    const latest = JSON.parse(await answer('What is the newest recovery point')) as Record;
    const outputs = await harness.deploy('history', { READ: LATEST });
    const { recoveryPointArn, backupJobId, backupVaultName, resourceType, outcome, trigger, stackId } = latest;
    expect(outputs).toEqual({ recoveryPointArn, backupJobId, backupVaultName, resourceType, outcome, trigger, stackId });
  });
});
