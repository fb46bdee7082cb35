import { Harness, type StackEvent } from './harness';
import { BackupStandIn } from '../../stand-in';

describe('a table that is backed up before it goes, in an app with removal policies of other people', () => {
  const standIn = new BackupStandIn({ accountId: '000000000000', clock: { scale: 60 } });
  let harness: Harness;

  beforeAll(async () => {
    harness = await Harness.start('undone', { backupEndpoint: await standIn.start() });
  });

  afterAll(async () => {
    await harness?.stop();
    await standIn.stop();
  });

  const nameOf = (logicalId: string) => logicalId.replace(/[0-9A-F]{8}$/, '');
  const jobsOf = (stack: string) => standIn.jobs.filter(({ ResourceArn }) => ResourceArn?.endsWith(`:table/${stack}-orders`)).map(({ State }) => State);
  const physicalIds = async (stack: string) => Object.fromEntries((await harness.resources(stack))
    .map(({ LogicalResourceId, PhysicalResourceId }) => [nameOf(LogicalResourceId), PhysicalResourceId]));

  /** Deploys and destroys the app, and returns the events of the stack and the physical ids that it had. */
  async function comeAndGo(STACK: string, UNDO: string): Promise<{ events: StackEvent[]; ids: Record<string, string> }> {
    await harness.deploy('undone', { STACK, UNDO });
    const ids = await physicalIds(STACK);
    type Output = { Stacks: { StackId: string }[] };
    const { StackId } = (await harness.awsCli<Output>('cloudformation', 'describe-stacks', '--stack-name', STACK)).Stacks[0];
    expect(jobsOf(STACK)).toEqual([]);
    const { exitCode, output } = await harness.destroy('undone', { STACK, UNDO });
    expect([exitCode, output]).toEqual([0, expect.anything()]);
    return { events: await harness.stackEvents(StackId), ids };
  }

  const skipped = (events: readonly StackEvent[]) => events.filter(({ status }) => status === 'DELETE_SKIPPED').map(({ logicalId }) => nameOf(logicalId)).sort();

  /** The job has ended when the deletion of the custom resource has, which must be before that of the table begins. */
  async function expectFinalBackup(stack: string, events: readonly StackEvent[]): Promise<void> {
    const all = events.map(({ logicalId, status }) => `${nameOf(logicalId)} ${status}`);
    expect([jobsOf(stack), await harness.tableExists(`${stack}-orders`)]).toEqual([['COMPLETED'], false]);
    expect(all.indexOf('OrdersBackupOnDelete DELETE_COMPLETE')).toBeGreaterThan(-1);
    expect(all.indexOf('OrdersBackupOnDelete DELETE_COMPLETE')).toBeLessThan(all.indexOf('Orders DELETE_IN_PROGRESS'));
  }

  test.each([['Missing', 'retainMissing'], ['All', 'retain']])(
    '%s: a policy that retains what has no policy does not retain the custom resource, whose deletion makes the backup', async (stack, undo) => {
      const { events } = await comeAndGo(stack, undo);
      await expectFinalBackup(stack, events);
      expect(skipped(events)).toEqual(expect.arrayContaining(['OnDemandBackupProviderRole', 'OnDemandBackupProviderVault']));
      expect(skipped(events)).not.toContain('OrdersBackupOnDelete');
    });

  test('a policy that destroys everything does not destroy the vault and the role of the final backup', async () => {
    const { events, ids } = await comeAndGo('Destroyed', 'destroy');
    await expectFinalBackup('Destroyed', events);
    const { OnDemandBackupProviderRole: role, OnDemandBackupProviderVault: vault } = ids;
    expect(skipped(events)).toEqual(['OnDemandBackupProviderRole', 'OnDemandBackupProviderVault']);
    expect(await harness.awsCli('iam', 'get-role', '--role-name', role)).toMatchObject({ Role: { RoleName: role } });
    const [job] = standIn.jobs.filter(({ ResourceArn }) => ResourceArn?.endsWith(':table/Destroyed-orders'));
    expect(job).toMatchObject({ BackupVaultName: vault, IamRoleArn: expect.stringContaining(role) as string });
  });
});
