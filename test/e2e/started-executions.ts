/** The runs of a machine that a schedule or a rule started, seen with the AWS CLI, and the same start once more. */
import type { Harness } from './harness';
import { eventually } from './processes';
import type { ExecutionInput } from '../../src/request/execution/execution-state';

export interface StartedRun {
  readonly executionArn: string;
  readonly status: string;
  /** In seconds. */
  readonly startDate: number;
  /** As it was delivered. */
  readonly text: string;
  readonly input: ExecutionInput;
}

/** All runs of a machine, the oldest first. */
export async function startedRuns(harness: Harness, machine: string): Promise<StartedRun[]> {
  const { executions } = await harness.awsCli<{ executions: { executionArn: string }[] }>('stepfunctions', 'list-executions', '--state-machine-arn', machine);
  const runs = await Promise.all(executions.map(({ executionArn }) => describe(harness, executionArn)));
  return runs.sort((one, other) => one.startDate - other.startDate);
}

/** Delivers a run a second time, and returns it when it has ended. */
export async function deliverAgain(harness: Harness, machine: string, { text }: StartedRun): Promise<StartedRun> {
  const { executionArn } = await harness.awsCli<{ executionArn: string }>(
    'stepfunctions', 'start-execution', '--state-machine-arn', machine, '--input', text,
  );
  let run = await describe(harness, executionArn);
  await eventually(async () => {
    run = await describe(harness, executionArn);
    return run.status !== 'RUNNING';
  });
  return run;
}

async function describe(harness: Harness, executionArn: string): Promise<StartedRun> {
  const run = await harness.awsCli<{ executionArn: string; status: string; startDate: number; input: string }>(
    'stepfunctions', 'describe-execution', '--execution-arn', executionArn,
  );
  return { executionArn, status: run.status, startDate: run.startDate, text: run.input, input: JSON.parse(run.input) as ExecutionInput };
}
