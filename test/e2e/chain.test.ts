import { Harness } from './harness';
import { finalState, machineRuns } from './machine-runs';
import type { MachineState } from '../../src/request/machine-state';
import { BackupStandIn } from '../../stand-in';

/**
 * How time is scaled: a wait of the machine takes a thousandth of its seconds, and the stand-in's clock runs a thousand times as
 * fast. The handler sees neither: it counts the seconds that it asks the machine to wait, and 57 minutes are 3420 of them.
 *
 * The work between two waits is not scaled, because a call of the function takes as long here as it does there: what takes
 * 30 ms must not be half a minute of the job. So between two looks the clock runs a minute at most, the longest wait there is.
 */
const WAIT_SCALE = 0.001;
const LONGEST_WAIT_MS = 60_000;
const clock = {
  time: Date.now(),
  read: performance.now(),
  now() {
    const read = performance.now();
    this.time += Math.min((read - this.read) / WAIT_SCALE, LONGEST_WAIT_MS);
    this.read = read;
    return this.time;
  },
};

const STACK = 'Long';
const RESOURCE = 'arn:aws:dynamodb:us-east-1:000000000000:table/long';
const DEFINITIONS = JSON.stringify({ Long: { resource: RESOURCE, timeoutMinutes: 8 * 60 } });
/** 6 h 35 min: between 6 and 7 times the 57 minutes of one link, also when the clock runs a little ahead. */
const JOB_SECONDS = 395 * 60;

interface StackEvent { readonly LogicalResourceId: string; readonly ResourceStatus: string; readonly ResourceType: string }

describe('a timeout of 8 hours, and a job of more than 6', () => {
  const standIn = new BackupStandIn({ accountId: '000000000000', clock, scripts: { [RESOURCE]: { runningSeconds: JOB_SECONDS, progress: 'none' } } });
  let harness: Harness;
  let outputs: Record<string, string>;
  let completed: string[];
  let states: MachineState[];

  beforeAll(async () => {
    harness = await Harness.start('chain', { backupEndpoint: await standIn.start(), waitScale: WAIT_SCALE });
    outputs = await harness.deploy('definitions', { STACK, DEFINITIONS });
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
    expect(states.map(({ Answer }) => Answer?.LogicalResourceId)).toEqual(completed);
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
    last.forEach((state) => expect(state).toMatchObject({ Outcome: 'succeeded', WaitedSeconds: 0 }));
  });
});
