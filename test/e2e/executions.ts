/** Looks at the runs (executions) of a state machine. */
import { DescribeExecutionCommand, GetExecutionHistoryCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { ExecutionInput, ExecutionState } from '../../src/request/execution/execution-state';

export interface MachineRun {
  readonly executionArn: string;
  /** The custom resource that asked for the run. */
  readonly logicalId: string;
  readonly status: string;
  /** Why it failed. */
  readonly cause?: string;
}

/** All runs of a machine, the oldest first. */
export async function machineRuns(client: SFNClient, stateMachineArn: string): Promise<MachineRun[]> {
  const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn }));
  const runs = await Promise.all(executions.map(({ executionArn }) => client.send(new DescribeExecutionCommand({ executionArn }))));
  runs.sort((one, other) => one.startDate!.getTime() - other.startDate!.getTime());
  return runs.map(({ executionArn, status, cause, input }) => {
    const { ResponseAddress } = JSON.parse(input!) as ExecutionInput;
    return { executionArn: executionArn!, logicalId: ResponseAddress!.LogicalResourceId, status: status!, cause };
  });
}

/** What a run knew when it came to its last step. */
export async function finalState(client: SFNClient, { executionArn }: Pick<MachineRun, 'executionArn'>): Promise<ExecutionState> {
  const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 20 }));
  const entered = events.map(({ stateEnteredEventDetails }) => stateEnteredEventDetails).find((details) => details?.name === 'Finish');
  return JSON.parse(entered!.input!) as ExecutionState;
}
