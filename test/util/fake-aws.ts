import type { AwsClient } from '../../lambda/aws-client';
import type { BackupRequest } from '../../src/request/backup-request';
import type { JobRecord, MachineInput } from '../../src/request/machine-state';

const MEMBERS = [
  'BackupVaultName', 'LogicallyAirGappedBackupVaultArn', 'ResourceArn', 'IamRoleArn', 'IdempotencyToken', 'StartWindowMinutes',
  'CompleteWindowMinutes', 'Lifecycle', 'RecoveryPointTags', 'BackupOptions', 'Index',
];
/** What Step Functions takes as input, in bytes. */
const LONGEST_INPUT = 262_144;

/** What a call gives: a value, an error to throw, or something that decides when it is called. */
export type Reply<T> = T | Error | (() => T | Error);

/**
 * An `AwsClient` in memory that is strict: it throws on an input that AWS would refuse, and on a call that the test did not
 * plan. Plan calls with `starts`, `describes` and `machines`: one reply for each call, the last one for ever when it is a
 * function.
 */
export class FakeAws implements Pick<AwsClient, keyof AwsClient> {
  public readonly startCalls: BackupRequest[] = [];
  public readonly describeCalls: string[] = [];
  public readonly machineCalls: { arn: string; name: string; input: MachineInput }[] = [];
  private starts: Reply<string>[] = [];
  private describes: Reply<JobRecord>[] = [];
  private machines: Reply<void>[] = [];

  public onStart(...replies: Reply<string>[]): this {
    this.starts = replies;
    return this;
  }

  public onDescribe(...replies: Reply<JobRecord>[]): this {
    this.describes = replies;
    return this;
  }

  public onStartMachine(...replies: Reply<void>[]): this {
    this.machines = replies;
    return this;
  }

  /** The fake as the class that the handler wants; the class has private members, which no other can have. */
  public get client(): AwsClient {
    return this as unknown as AwsClient;
  }

  public async startBackupJob(request: BackupRequest): Promise<string> {
    this.startCalls.push(request);
    const unknown = Object.keys(request).filter((name) => !MEMBERS.includes(name));
    must(unknown.length === 0, `StartBackupJob has no member ${unknown.join()}`);
    [request.BackupVaultName, request.ResourceArn, request.IamRoleArn].forEach((text) => must(isText(text), 'a required member is missing'));
    must(/^[A-Za-z0-9-_.]{1,50}$/.test(request.IdempotencyToken ?? ''), `the token is "${request.IdempotencyToken}"`);
    return take('StartBackupJob', this.starts);
  }

  public async describeBackupJob(jobId: string): Promise<JobRecord> {
    this.describeCalls.push(jobId);
    must(isText(jobId), 'the job id is no text');
    return take('DescribeBackupJob', this.describes);
  }

  public async startMachine(arn: string, name: string, input: MachineInput): Promise<void> {
    this.machineCalls.push({ arn, name, input: JSON.parse(JSON.stringify(input)) as MachineInput });
    must(/^arn:aws:states:[^:]+:\d{12}:stateMachine:[A-Za-z0-9-_]+$/.test(arn), `the machine is "${arn}"`);
    must(/^[A-Za-z0-9-_]{1,80}$/.test(name), `the name of the run is "${name}"`);
    must(Buffer.byteLength(JSON.stringify(input)) <= LONGEST_INPUT, 'the input is too long');
    must(!Number.isNaN(Date.parse(input.Deadline)), `the deadline is "${input.Deadline}"`);
    return take('StartExecution', this.machines);
  }
}

/** An error of the test, which no code under test may take for one of AWS. */
class UnplannedCall extends Error {
  public override readonly name = 'UnplannedCall';
}

function take<T>(call: string, replies: Reply<T>[]): T {
  must(replies.length > 0, `${call} was not planned`);
  const [reply] = replies;
  if (!(typeof reply === 'function' && replies.length === 1)) { replies.shift(); }
  const value = typeof reply === 'function' ? (reply as () => T | Error)() : reply;
  if (value instanceof Error) { throw value; }
  return value;
}

function must(isFine: boolean, otherwise: string): void {
  if (!isFine) { throw new UnplannedCall(otherwise); }
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
