import { BackupClient, DescribeBackupJobCommand, StartBackupJobCommand } from '@aws-sdk/client-backup';
import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { type BackupJob, toJobRecord } from './job-record';
import { classifyServiceError } from './service-error';
import type { BackupRequest } from '../src/request/backup-request';
import type { JobRecord, MachineInput } from '../src/request/machine-state';

const CONNECT_MS = 5_000;

/**
 * Every call to AWS that the handler makes. The only file that imports the SDK.
 *
 * Whatever a call throws is one of the classes in `errors.ts`.
 */
export class AwsClient {
  // Short retries here, long ones in the machine, where waiting costs nothing
  private readonly backup = new BackupClient({ ...settings(15_000), maxAttempts: 3 });
  private readonly states = new SFNClient({ ...settings(5_000), maxAttempts: 3 });

  /** Starts a job and returns its id. A repeated token starts nothing and is not an error. */
  public async startBackupJob(request: BackupRequest): Promise<string> {
    const started = await call('StartBackupJob', () => this.backup.send(new StartBackupJobCommand(request)));
    if (!started.BackupJobId) {
      throw classifyServiceError(new SyntaxError('the answer names no BackupJobId'), 'StartBackupJob');
    }
    return started.BackupJobId;
  }

  /** Asks how a job is doing. */
  public async describeBackupJob(jobId: string): Promise<JobRecord> {
    const job: BackupJob = await call('DescribeBackupJob', () =>
      this.backup.send(new DescribeBackupJobCommand({ BackupJobId: jobId })));
    return { ...toJobRecord(job), BackupJobId: jobId };
  }

  /** Starts a run of the machine. The same name a second time is the same occasion delivered twice: nothing to do. */
  public async startMachine(stateMachineArn: string, name: string, input: MachineInput): Promise<void> {
    await call('StartExecution', async () => {
      try {
        await this.states.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
      } catch (error) {
        if (!(error instanceof ExecutionAlreadyExists)) { throw error; }
      }
    });
  }
}

/** Without a limit the SDK waits for ever, and the function's own limit would count as a failed step. */
function settings(requestTimeout: number) {
  return {
    customUserAgent: 'cdk-on-demand-backup',
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout, throwOnRequestTimeout: true },
  };
}

async function call<T>(name: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw classifyServiceError(error, name);
  }
}
