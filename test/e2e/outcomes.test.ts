import { MachineRun, machineRuns } from './executions';
import { Harness } from './harness';
import { eventually } from './processes';
import { FailureAction, TimeoutAction, WaitLevel } from '../../src';
import { BackupStandIn } from '../../stand-in';
import type { JobScript } from '../../stand-in/jobs/job-script';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/';

const BACKUPS = {
  LateThenFine: { resource: `${TABLE}late-then-fine`, onTimeout: TimeoutAction.CONTINUE, timeoutMinutes: 1 },
  LateThenFailed: { resource: `${TABLE}late-then-failed`, onTimeout: TimeoutAction.CONTINUE, timeoutMinutes: 1 },
  AcceptedThenFailed: { resource: `${TABLE}accepted-then-failed`, waitFor: WaitLevel.ACCEPTED },
  Failed: { resource: `${TABLE}failed`, onFailure: FailureAction.WARN },
  Refused: { resource: `${TABLE}refused`, onFailure: FailureAction.WARN },
  WithIssues: { resource: 'arn:aws:s3:::with-issues' },
};
const HOUR: JobScript = { createdSeconds: 0, pendingSeconds: 0, runningSeconds: 3600 };
const AT_ONCE: JobScript = { createdSeconds: 0, pendingSeconds: 0, runningSeconds: 0 };
const SCRIPTS: Record<string, JobScript> = {
  [BACKUPS.LateThenFine.resource]: HOUR,
  [BACKUPS.LateThenFailed.resource]: { ...HOUR, outcome: 'FAILED', statusMessage: 'The table was deleted' },
  [BACKUPS.AcceptedThenFailed.resource]: { ...HOUR, outcome: 'FAILED', statusMessage: 'Out of space' },
  [BACKUPS.Failed.resource]: { ...AT_ONCE, outcome: 'FAILED', statusMessage: 'The KMS key of the table is disabled' },
  [BACKUPS.WithIssues.resource]: { ...AT_ONCE, statusMessage: 'Some objects were skipped', messageCategory: 'FAILURE' },
};

/**
 * Deployed once, in one stack: none of them is in the way of the deployment. The clock of the stand-in stands still meanwhile, and
 * then goes on by an hour.
 */
describe('outcomes that a deployment goes on with', () => {
  const standIn = new BackupStandIn({
    accountId: '000000000000',
    advancedDynamoDb: false, // the recovery point is known at the end only
    clock: { manual: true },
    quotas: false,
    scripts: SCRIPTS,
    faults: [{
      kind: 'error', operation: 'StartBackupJob', resource: BACKUPS.Refused.resource, error: 'InvalidRequestException', message: 'Not opted in',
    }],
  });
  let harness: Harness;
  let outputs: Record<string, string>;
  let statesAtDeploy: Record<string, string | undefined>;
  let runsAtDeploy: MachineRun[];

  beforeAll(async () => {
    harness = await Harness.start('outcomes', { backupEndpoint: await standIn.start(), waitScale: 0.01 });
    outputs = await harness.deploy('many-backups', { BACKUPS: JSON.stringify(BACKUPS) });
    statesAtDeploy = Object.fromEntries(standIn.jobs.map(({ ResourceArn, State }) => [ResourceArn, State]));
    runsAtDeploy = await machineRuns(harness.stepFunctions, outputs.StateMachine);
    standIn.advance(3610);
  });

  afterAll(async () => {
    await harness?.stop();
    await standIn.stop();
  });

  const of = (id: string) => (run: MachineRun) => run.logicalId.startsWith(`${id}OnDeploy`);
  const jobOf = (id: keyof typeof BACKUPS) => standIn.jobs.find(({ ResourceArn }) => ResourceArn === BACKUPS[id].resource);
  /** The run of a definition, once it has ended. */
  const endedRun = async (id: string) => {
    let run: MachineRun | undefined;
    await eventually(async () => {
      run = (await machineRuns(harness.stepFunctions, outputs.StateMachine)).find(of(id));
      return run?.status !== 'RUNNING';
    });
    return run;
  };

  test.each(['LateThenFine', 'LateThenFailed'] as const)('timeout, CONTINUE: the deployment went on while the job of %s did', (id) => {
    expect(outputs[`${id}Outcome`]).toBe('timedOut');
    expect(outputs[`${id}BackupJobId`]).toBe(jobOf(id)?.BackupJobId);
    expect(outputs[`${id}RecoveryPointArn`]).toBe('');
    expect(statesAtDeploy[BACKUPS[id].resource]).toBe('RUNNING');
    expect(runsAtDeploy.find(of(id))?.status).toBe('RUNNING');
  });

  test('timeout, CONTINUE: the run of the machine ends as its job does', async () => {
    expect(await endedRun('LateThenFine')).toMatchObject({ status: 'SUCCEEDED' });
    expect(jobOf('LateThenFine')?.State).toBe('COMPLETED');
    expect(await endedRun('LateThenFailed')).toMatchObject({ status: 'FAILED', cause: expect.stringContaining('The table was deleted') });
    expect(jobOf('LateThenFailed')?.State).toBe('FAILED');
  });

  test('ACCEPTED: the deployment did not wait, and the run fails when the job does', async () => {
    expect(outputs.AcceptedThenFailedBackupJobId).toBe(jobOf('AcceptedThenFailed')?.BackupJobId);
    expect(Object.keys(outputs)).not.toContain('AcceptedThenFailedRecoveryPointArn');
    expect(statesAtDeploy[BACKUPS.AcceptedThenFailed.resource]).toBe('RUNNING');
    expect(runsAtDeploy.find(of('AcceptedThenFailed'))?.status).toBe('RUNNING');
    expect(await endedRun('AcceptedThenFailed')).toMatchObject({ status: 'FAILED', cause: expect.stringContaining('Out of space') });
  });

  test('WARN: a failed job is told by the attributes and by the run', async () => {
    expect(outputs).toMatchObject({
      FailedOutcome: 'failed', FailedStatusMessage: 'The KMS key of the table is disabled', FailedBackupJobId: jobOf('Failed')?.BackupJobId,
    });
    expect(await endedRun('Failed')).toMatchObject({ status: 'FAILED', cause: expect.stringContaining('The KMS key of the table is disabled') });
  });

  test('WARN: so is a refused start, which has no job', async () => {
    expect(outputs).toMatchObject({ RefusedOutcome: 'failed', RefusedStatusMessage: expect.stringContaining('Not opted in'), RefusedBackupJobId: '' });
    expect(jobOf('Refused')).toBeUndefined();
    expect(await endedRun('Refused')).toMatchObject({ status: 'FAILED', cause: expect.stringContaining('Not opted in') });
  });

  test('completed with issues: told by the attributes, and no failure', async () => {
    expect(outputs).toMatchObject({
      WithIssuesOutcome: 'succeededWithIssues',
      WithIssuesStatusMessage: 'Some objects were skipped',
      WithIssuesRecoveryPointArn: jobOf('WithIssues')?.RecoveryPointArn,
    });
    expect(await endedRun('WithIssues')).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('one job was started for each', () => {
    expect(standIn.jobs).toHaveLength(Object.keys(BACKUPS).length - 1);
  });
});
