import { startedJob } from './events';
import type { AwsClient, ParameterVersion, RecoveryPointStatus, StackRecord, StackResource } from '../../lambda/aws/aws-client';
import type { ListedJob } from '../../lambda/job/job-record';
import type { ListedPoint } from '../../lambda/job/listed-point';
import type { BackupRequest } from '../../src/request/backup-request';
import type { JobRecord, ExecutionInput } from '../../src/request/execution/execution-state';

const MEMBERS = [
  'BackupVaultName', 'LogicallyAirGappedBackupVaultArn', 'ResourceArn', 'IamRoleArn', 'IdempotencyToken', 'StartWindowMinutes',
  'CompleteWindowMinutes', 'Lifecycle', 'RecoveryPointTags', 'BackupOptions', 'Index',
];
/** The longest input that Step Functions accepts, in bytes. */
const LONGEST_INPUT = 262_144;

/** The result of a call: a value, an error to throw, or a function that decides when it is called. */
export type Reply<T> = T | Error | (() => T | Error);

/**
 * A strict `AwsClient` in memory: it throws on an input that AWS would refuse, and on a call that the test did not plan. Plan calls
 * with `onStart`, `onDescribe` and so on: one reply for each call; a function as the last reply serves for all later calls. Only the
 * status of the stack is planned from the beginning: that of a plain update.
 */
export class FakeAws implements Pick<AwsClient, keyof AwsClient> {
  public readonly startCalls: BackupRequest[] = [];
  public readonly describeCalls: string[] = [];
  public readonly executionCalls: { arn: string; name: string; input: ExecutionInput }[] = [];
  public readonly stopCalls: string[] = [];
  /** Vault and ARN of each. */
  public readonly describePointCalls: [string, string][] = [];
  public readonly deleteCalls: [string, string][] = [];
  public readonly stackCalls: string[] = [];
  private starts: Reply<string>[] = [];
  private describes: Reply<JobRecord>[] = [];
  private machines: Reply<void>[] = [];
  private stops: Reply<void>[] = [];
  private points: Reply<string | RecoveryPointStatus>[] = [];
  private deletions: Reply<void>[] = [];
  /** Stack and logical id of each. */
  public readonly stackResourceCalls: [string, string][] = [];
  /** Resource and time of each. */
  public readonly listCalls: [string, string][] = [];
  private stacks: Reply<string | StackRecord>[] = [() => 'UPDATE_IN_PROGRESS'];
  private stackResources: Reply<string | StackResource>[] = [];
  private lists: Reply<ListedJob[]>[] = [];
  /** Vault, resource and time of each. */
  public readonly listPointCalls: [string, string, string][] = [];
  private pointLists: Reply<ListedPoint[]>[] = [];
  /** The parent of each. */
  public readonly childCalls: string[] = [];
  private children: Reply<JobRecord[]>[] = [];
  /** Method and physical id of each. */
  public readonly arnCalls: [string, string][] = [];
  private arns: Reply<string>[] = [];
  /** Name, value and key of each. */
  public readonly putCalls: { readonly name: string; readonly value: string; readonly keyId?: string }[] = [];
  public readonly getParameterCalls: string[] = [];
  private puts: Reply<number>[] = [];
  private parameters: Reply<string | ParameterVersion>[] = [];
  public readonly historyCalls: string[] = [];
  private histories: Reply<readonly string[]>[] = [];
  public readonly pathCalls: string[] = [];
  private paths: Reply<readonly string[]>[] = [];
  public readonly deleteParameterCalls: string[] = [];
  private parameterDeletions: Reply<void>[] = [];

  /** The ids of the jobs that start. */
  public onStart(...replies: Reply<string>[]): this {
    this.starts = replies;
    return this;
  }

  public onDescribe(...replies: Reply<JobRecord>[]): this {
    this.describes = replies;
    return this;
  }

  public onStartExecution(...replies: Reply<void>[]): this {
    this.machines = replies;
    return this;
  }

  public onStop(...replies: Reply<void>[]): this {
    this.stops = replies;
    return this;
  }

  /** The status of a recovery point, with a message or without one. */
  public onDescribePoint(...replies: Reply<string | RecoveryPointStatus>[]): this {
    this.points = replies;
    return this;
  }

  public onDelete(...replies: Reply<void>[]): this {
    this.deletions = replies;
    return this;
  }

  /** The stack, or its status alone. */
  public onStack(...replies: Reply<string | StackRecord>[]): this {
    this.stacks = replies;
    return this;
  }

  /** Resources of stacks, or only the physical ids of existing ones. */
  public onStackResource(...replies: Reply<string | StackResource>[]): this {
    this.stackResources = replies;
    return this;
  }

  public onList(...replies: Reply<ListedJob[]>[]): this {
    this.lists = replies;
    return this;
  }

  /** The recovery points of a resource in a vault. */
  public onListPoints(...replies: Reply<ListedPoint[]>[]): this {
    this.pointLists = replies;
    return this;
  }

  public onListChildren(...replies: Reply<JobRecord[]>[]): this {
    this.children = replies;
    return this;
  }

  /** The ARNs that services return for their resources. */
  public onArn(...replies: Reply<string>[]): this {
    this.arns = replies;
    return this;
  }

  /** The versions that are added. */
  public onPutParameter(...replies: Reply<number>[]): this {
    this.puts = replies;
    return this;
  }

  /** Parameters, or only the values of those with one version. */
  public onGetParameter(...replies: Reply<string | ParameterVersion>[]): this {
    this.parameters = replies;
    return this;
  }

  /** The values of all versions of parameters, newest first. */
  public onHistory(...replies: Reply<readonly string[]>[]): this {
    this.histories = replies;
    return this;
  }

  /** The names of the parameters below paths. */
  public onParameterNames(...replies: Reply<readonly string[]>[]): this {
    this.paths = replies;
    return this;
  }

  public onDeleteParameter(...replies: Reply<void>[]): this {
    this.parameterDeletions = replies;
    return this;
  }

  /** The fake as the class that the handler expects: no other class can have its private members. */
  public get client(): AwsClient {
    return this as unknown as AwsClient;
  }

  public async startBackupJob(request: BackupRequest): Promise<JobRecord> {
    this.startCalls.push(request);
    const unknown = Object.keys(request).filter((name) => !MEMBERS.includes(name));
    must(unknown.length === 0, `StartBackupJob has no member ${unknown.join()}`);
    [request.BackupVaultName, request.ResourceArn, request.IamRoleArn].forEach((value) => must(isNonEmptyString(value), 'a required member is missing'));
    must(/^[A-Za-z0-9-_.]{1,50}$/.test(request.IdempotencyToken ?? ''), `the token is "${request.IdempotencyToken}"`);
    return startedJob({ BackupJobId: take('StartBackupJob', this.starts), ResourceArn: request.ResourceArn });
  }

  public async describeBackupJob(jobId: string): Promise<JobRecord> {
    this.describeCalls.push(jobId);
    must(isNonEmptyString(jobId), 'the job id is not a string');
    return take('DescribeBackupJob', this.describes);
  }

  public async stopBackupJob(jobId: string): Promise<void> {
    this.stopCalls.push(jobId);
    must(isNonEmptyString(jobId), 'the job id is not a string');
    return take('StopBackupJob', this.stops);
  }

  public async describeRecoveryPoint(vault: string, arn: string): Promise<RecoveryPointStatus> {
    this.describePointCalls.push([vault, arn]);
    mustNameRecoveryPoint(vault, arn);
    const status = take('DescribeRecoveryPoint', this.points);
    return typeof status === 'string' ? { Status: status, StatusMessage: '' } : status;
  }

  public async deleteRecoveryPoint(vault: string, arn: string): Promise<void> {
    this.deleteCalls.push([vault, arn]);
    mustNameRecoveryPoint(vault, arn);
    return take('DeleteRecoveryPoint', this.deletions);
  }

  public async describeStack(stackId: string): Promise<StackRecord> {
    this.stackCalls.push(stackId);
    must(/^arn:aws:cloudformation:[^:]+:\d{12}:stack\/[A-Za-z0-9-]+\/.+$/.test(stackId), `the stack is "${stackId}"`);
    const stack = take('DescribeStacks', this.stacks);
    return typeof stack === 'string' ? { StackStatus: stack } : stack;
  }

  public async describeStackResource(stack: string, logicalId: string): Promise<StackResource> {
    this.stackResourceCalls.push([stack, logicalId]);
    must(/^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(stack), `the name of the stack is "${stack}"`);
    must(/^[A-Za-z0-9]+$/.test(logicalId), `the logical id is "${logicalId}"`);
    const resource = take('DescribeStackResource', this.stackResources);
    return typeof resource === 'string' ? { PhysicalResourceId: resource, ResourceStatus: 'CREATE_COMPLETE' } : resource;
  }

  public async listBackupJobs(resourceArn: string, createdAfter: Date): Promise<ListedJob[]> {
    must(/^arn:aws:[a-z0-9-]+:/.test(resourceArn), `the resource is "${resourceArn}"`);
    must(!Number.isNaN(createdAfter.getTime()), 'the time is invalid');
    this.listCalls.push([resourceArn, createdAfter.toISOString()]);
    return take('ListBackupJobs', this.lists);
  }

  public async listRecoveryPoints(vault: string, resourceArn: string, createdAfter: Date): Promise<ListedPoint[]> {
    must(/^[A-Za-z0-9_-]{2,50}$/.test(vault), `the vault is "${vault}"`);
    must(/^arn:aws:[a-z0-9-]+:/.test(resourceArn), `the resource is "${resourceArn}"`);
    must(!Number.isNaN(createdAfter.getTime()), 'the time is invalid');
    this.listPointCalls.push([vault, resourceArn, createdAfter.toISOString()]);
    return take('ListRecoveryPointsByBackupVault', this.pointLists);
  }

  public async listChildJobs(parentJobId: string): Promise<JobRecord[]> {
    this.childCalls.push(parentJobId);
    must(isNonEmptyString(parentJobId), 'the job id is not a string');
    return take('ListBackupJobs', this.children);
  }

  public async arnOfVolume(volumeId: string): Promise<string> {
    this.arnCalls.push(['arnOfVolume', volumeId]);
    must(/^fsvol-[0-9a-f]{17,}$/.test(volumeId), `the volume is "${volumeId}"`);
    return take('DescribeVolumes', this.arns);
  }

  public async arnOfNamespace(name: string): Promise<string> {
    this.arnCalls.push(['arnOfNamespace', name]);
    must(/^[a-z0-9-]{3,64}$/.test(name), `the namespace is "${name}"`);
    return take('GetNamespace', this.arns);
  }

  public async putParameter(name: string, value: string, keyId?: string): Promise<number> {
    this.putCalls.push({ name, value, keyId });
    must(/^(\/[A-Za-z0-9_.-]+)+$/.test(name), `the name of the parameter is "${name}"`);
    must(Buffer.byteLength(value) > 0 && Buffer.byteLength(value) <= 4096, 'the value is empty or too long');
    must(!value.includes('{{'), 'the value refers to another parameter');
    return take('PutParameter', this.puts);
  }

  public async getParameter(name: string): Promise<ParameterVersion> {
    this.getParameterCalls.push(name);
    must(/^(\/[A-Za-z0-9_.-]+)+(:\d+)?$/.test(name), `the name of the parameter is "${name}"`);
    const parameter = take('GetParameter', this.parameters);
    return typeof parameter === 'string' ? { Value: parameter, Version: 1 } : parameter;
  }

  public async getParameterHistory(name: string): Promise<ParameterVersion[]> {
    this.historyCalls.push(name);
    must(/^(\/[A-Za-z0-9_.-]+)+$/.test(name), `the name of the parameter is "${name}"`);
    const values = take('GetParameterHistory', this.histories);
    return values.map((Value, index) => ({ Value, Version: values.length - index }));
  }

  public async parameterNames(path: string): Promise<string[]> {
    this.pathCalls.push(path);
    must(/^(\/[A-Za-z0-9_.-]+)+$/.test(path), `the path is "${path}"`);
    return [...take('GetParametersByPath', this.paths)];
  }

  public async deleteParameter(name: string): Promise<void> {
    this.deleteParameterCalls.push(name);
    must(/^(\/[A-Za-z0-9_.-]+)+$/.test(name), `the name of the parameter is "${name}"`);
    return take('DeleteParameter', this.parameterDeletions);
  }

  public async startExecution(arn: string, name: string, input: ExecutionInput): Promise<void> {
    this.executionCalls.push({ arn, name, input: JSON.parse(JSON.stringify(input)) as ExecutionInput });
    must(/^arn:aws:states:[^:]+:\d{12}:stateMachine:[A-Za-z0-9-_]+$/.test(arn), `the state machine is "${arn}"`);
    must(/^[A-Za-z0-9-_]{1,80}$/.test(name), `the name of the execution is "${name}"`);
    must(Buffer.byteLength(JSON.stringify(input)) <= LONGEST_INPUT, 'the input is too long');
    must(!Number.isNaN(Date.parse(input.Deadline ?? '')), `the deadline is "${input.Deadline}"`);
    return take('StartExecution', this.machines);
  }
}

/** An error of the test, which no code under test may mistake for one of AWS. */
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

function mustNameRecoveryPoint(vault: string, arn: string): void {
  must(/^[A-Za-z0-9_-]{2,50}$/.test(vault), `the vault is "${vault}"`);
  must(/^arn:aws:[a-z0-9-]+:/.test(arn), `the recovery point is "${arn}"`);
}

function must(isFine: boolean, otherwise: string): void {
  if (!isFine) { throw new UnplannedCall(otherwise); }
}

function isNonEmptyString(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
