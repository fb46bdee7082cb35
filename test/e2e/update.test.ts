import { ListBackupJobsCommand } from '@aws-sdk/client-backup';
import { Harness } from './harness';

const STACK = 'Orders';

describe('updating a stack', () => {
  let harness: Harness;

  /** Deploys and tells the outputs, and how many jobs the table then has. */
  const deploy = async (variables: Record<string, string>) => {
    const outputs = await harness.deploy('orders', { STACK, ...variables });
    const { BackupJobs = [] } = await harness.backup.send(new ListBackupJobsCommand({ ByResourceArn: outputs.OrdersArn }));
    return { job: outputs.OrdersBackupBackupJobId, recoveryPoint: outputs.OrdersBackupRecoveryPointArn, jobs: BackupJobs.length };
  };
  const deployments: Record<string, Awaited<ReturnType<typeof deploy>>> = {};

  beforeAll(async () => {
    harness = await Harness.start('update');
    deployments.first = await deploy({ REVISION: '1' });
    deployments.otherResourceChanged = await deploy({ REVISION: '1', NOTE: 'second' });
    deployments.definitionChanged = await deploy({ REVISION: '1', NOTE: 'second', DELETE_AFTER_DAYS: '36' });
    deployments.revisionChanged = await deploy({ REVISION: '2', NOTE: 'second', DELETE_AFTER_DAYS: '36' });
  });

  afterAll(() => harness?.stop());

  test('a change elsewhere in the stack runs no backup', () => {
    expect(deployments.first.jobs).toBe(1);
    expect(deployments.otherResourceChanged).toEqual(deployments.first);
  });

  test('a changed definition runs the backup again', () => {
    const { job, recoveryPoint, jobs } = deployments.definitionChanged;
    expect(jobs).toBe(2);
    expect(job).not.toBe(deployments.first.job);
    expect(recoveryPoint).not.toBe(deployments.first.recoveryPoint);
  });

  test('a changed revision runs the backup again', () => {
    const { job, recoveryPoint, jobs } = deployments.revisionChanged;
    expect(jobs).toBe(3);
    expect(job).not.toBe(deployments.definitionChanged.job);
    expect(recoveryPoint).not.toBe(deployments.definitionChanged.recoveryPoint);
  });
});
