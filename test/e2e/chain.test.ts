import { finalState, machineRuns } from './executions';
import { Harness } from './harness';
import { standInByPolls } from './poll-clock';
import type { ExecutionState } from '../../src/request/execution/execution-state';

/**
 * A wait of the machine takes a thousandth of its seconds. The handler does not see it: it counts the seconds that it asks the machine to
 * wait, and 57 minutes are 3420 of them, which is about 65 polls at the job.
 */
const WAIT_SCALE = 0.001;

const STACK = 'Long';
const RESOURCE = 'arn:aws:dynamodb:us-east-1:000000000000:table/long';
const BACKUPS = JSON.stringify({ Long: { resource: RESOURCE, timeoutMinutes: 8 * 60 } });
/** Each poll is a minute of the job: six and a half links. */
const JOB_SECONDS = 6.5 * 65 * 60;

interface StackEvent { readonly LogicalResourceId: string; readonly ResourceStatus: string; readonly ResourceType: string }

describe('a timeout of 8 hours, and a job of more than 6', () => {
  const standIn = standInByPolls({ accountId: '000000000000', scripts: { [RESOURCE]: { runningSeconds: JOB_SECONDS, progress: 'none' } } });
  let harness: Harness;
  let outputs: Record<string, string>;
  let completed: string[];
  let states: ExecutionState[];

  beforeAll(async () => {
    harness = await Harness.start('chain', { backupEndpoint: await standIn.start(), waitScale: WAIT_SCALE });
    outputs = await harness.deploy('many-backups', { STACK, BACKUPS });
    const { StackEvents } = await harness.awsCli<{ StackEvents: StackEvent[] }>('cloudformation', 'describe-stack-events', '--stack-name', STACK);
    completed = StackEvents.reverse()
      .filter(({ ResourceStatus, ResourceType }) => ResourceStatus === 'CREATE_COMPLETE' && ResourceType === 'Custom::OnDemandBackup')
      .map(({ LogicalResourceId }) => LogicalResourceId);
    const runs = await machineRuns(harness.stepFunctions, outputs.StateMachine);
    states = await Promise.all(runs.map((run) => finalState(harness.stepFunctions, run)));
  });

  afterAll(async () => {
    await harness?.stop();
    await standIn.stop();
  });

  test('is a chain of nine custom resources, done one after the other', () => {
    expect(completed.map((id) => /OnDeploy(Continued\d)?/.exec(id)![0])).toEqual([
      'OnDeploy', ...[1, 2, 3, 4, 5, 6, 7, 8].map((index) => `OnDeployContinued${index}`),
    ]);
    expect(states.map(({ ResponseAddress }) => ResponseAddress?.LogicalResourceId)).toEqual(completed);
  });

  test('one job was started, and the outputs name it', () => {
    expect(standIn.requests.filter(({ operation }) => operation === 'StartBackupJob')).toHaveLength(1);
    expect(standIn.jobs).toEqual([expect.objectContaining({
      BackupJobId: outputs.LongBackupJobId, RecoveryPointArn: outputs.LongRecoveryPointArn, State: 'COMPLETED',
    })]);
    expect(outputs.LongOutcome).toBe('succeeded');
  });

  test('each link waits its 57 minutes and hands on, until the job ends in the seventh', () => {
    states.slice(0, 6).forEach((state) => expect(state).toMatchObject({ Outcome: 'timedOut', WaitedSeconds: 3420 }));
    const [seventh, ...last] = states.slice(6);
    expect(seventh.Outcome).toBe('succeeded');
    expect(seventh.WaitedSeconds).toBeGreaterThan(0);
    expect(seventh.WaitedSeconds).toBeLessThan(3420);
    // They read in the history how the job ended
    last.forEach((state) => expect(state).toMatchObject({ Response: { Status: 'SUCCESS', Data: { Outcome: 'succeeded' } } }));
  });
});
