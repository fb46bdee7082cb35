import {
  BackupClient, DeleteRecoveryPointCommand, DescribeBackupJobCommand, DescribeRecoveryPointCommand, ListBackupJobsCommand,
  type ListBackupJobsCommandInput, ListRecoveryPointsByBackupVaultCommand, StartBackupJobCommand, StopBackupJobCommand,
} from '@aws-sdk/client-backup';
import { CloudFormationClient, DescribeStackResourceCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeVolumesCommand, FSxClient } from '@aws-sdk/client-fsx';
import { GetNamespaceCommand, RedshiftServerlessClient } from '@aws-sdk/client-redshift-serverless';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import {
  DeleteParameterCommand, GetParameterCommand, GetParameterHistoryCommand, GetParametersByPathCommand, PutParameterCommand, SSMClient,
} from '@aws-sdk/client-ssm';
import { IncompleteResponseError, TryAgainLaterError } from './errors';
import { ifFound } from './if-found';
import { log } from './log';
import { classifyServiceError, toError } from './service-error';
import { stackName } from './stack-name';
import { wholeBody } from './whole-body';
import type { BackupRequest } from '../../src/request/backup-request';
import type { JobRecord, ExecutionInput } from '../../src/request/execution/execution-state';
import { type BackupJob, type ListedJob, toJobRecord, toListedJob } from '../job/job-record';
import { type ListedPoint, toListedPoint } from '../job/listed-point';

const CONNECT_MS = 5_000;
/** Of `GetParameterHistory`, the most that it accepts. */
const VERSIONS_PER_PAGE = 50;
/** Today it is a UUID of 36 characters. */
const LONGEST_JOB_ID = 100;

/** The status of a recovery point, and what tells it from others. */
export interface RecoveryPointStatus {
  readonly Status: string;
  readonly StatusMessage: string;
  readonly ResourceArn?: string;
  readonly IamRoleArn?: string;
  readonly CreationDate?: Date;
}

/** The current operation of a stack. */
export interface StackRecord {
  readonly StackStatus: string;
  readonly StackId?: string;
  /** The values of its outputs. */
  readonly OutputValues?: readonly string[];
  /** The outermost stack, when the stack is nested. */
  readonly RootId?: string;
  readonly LastUpdatedTime?: Date;
  readonly DeletionTime?: Date;
}

/** A resource in the view of its stack. */
export interface StackResource {
  /** Empty before the resource is created. */
  readonly PhysicalResourceId: string;
  readonly ResourceStatus: string;
}

/** A version of a parameter. */
export interface ParameterVersion {
  readonly Value: string;
  readonly Version: number;
}

/**
 * Every call to AWS that the handler makes. The only file that imports the SDK.
 *
 * Whatever a call throws is one of the classes in `errors.ts`.
 */
export class AwsClient {
  // The state machine retries calls of AWS Backup, because its waits cost nothing; a retry here would only double the load when throttled
  private readonly backup = new BackupClient({ ...settings(15_000), maxAttempts: 1 });
  private readonly states = new SFNClient({ ...settings(5_000), maxAttempts: 3 });
  // The same: DescribeStacks is limited to about five calls per second in an account, and many backups ask at once
  private readonly cloudFormation = new CloudFormationClient({ ...settings(5_000), maxAttempts: 1 });
  // The same: Parameter Store accepts about three writes per second in an account
  private readonly ssm = new SSMClient({ ...settings(6_000), maxAttempts: 1 });
  // Few stacks need them: they are created on first use, so that no other start of the function waits for them
  private fsx?: FSxClient;
  private redshiftServerless?: RedshiftServerlessClient;

  /** Starts a job and returns what is known of it by then. A repeated token starts nothing and is not an error. */
  public async startBackupJob(request: BackupRequest): Promise<JobRecord> {
    const command = new StartBackupJobCommand(request);
    // The SDK sends only the members that it knows, and the API may have more by now. Before the length and the signature
    command.middlewareStack.add((next) => (args) => {
      const http = args.request as { body: string | Uint8Array };
      http.body = wholeBody(http.body, request);
      return next(args);
    }, { name: 'sendWhole', step: 'build', priority: 'high' });
    const started: BackupJob = await call('StartBackupJob', () => this.backup.send(command));
    requireMember(isJobId(started.BackupJobId) ? started.BackupJobId : undefined, 'StartBackupJob', 'BackupJobId', IncompleteResponseError);
    return toJobRecord({ ...started, ResourceArn: request.ResourceArn });
  }

  /** Gets the status of a job. */
  public async describeBackupJob(jobId: string): Promise<JobRecord> {
    const job: BackupJob = await call('DescribeBackupJob', () =>
      this.backup.send(new DescribeBackupJobCommand({ BackupJobId: jobId })));
    requireMember(job.State, 'DescribeBackupJob', 'State');
    return { ...toJobRecord(job), BackupJobId: jobId };
  }

  /** Stops a job. Refused for the types whose jobs cannot be stopped. */
  public async stopBackupJob(jobId: string): Promise<void> {
    await call('StopBackupJob', () => this.backup.send(new StopBackupJobCommand({ BackupJobId: jobId })));
  }

  /** Gets the status of a recovery point, and what it is of. */
  public async describeRecoveryPoint(BackupVaultName: string, RecoveryPointArn: string): Promise<RecoveryPointStatus> {
    const { Status = '', StatusMessage = '', ResourceArn, IamRoleArn, CreationDate } = await call('DescribeRecoveryPoint', () =>
      this.backup.send(new DescribeRecoveryPointCommand({ BackupVaultName, RecoveryPointArn })));
    return { Status, StatusMessage, ResourceArn, IamRoleArn, CreationDate };
  }

  /** Asks AWS Backup to delete a recovery point, which takes a while. */
  public async deleteRecoveryPoint(BackupVaultName: string, RecoveryPointArn: string): Promise<void> {
    await call('DeleteRecoveryPoint', () => this.backup.send(new DeleteRecoveryPointCommand({ BackupVaultName, RecoveryPointArn })));
  }

  /** Lists the recovery points of a resource in a vault since a time. */
  public async listRecoveryPoints(BackupVaultName: string, ByResourceArn: string, ByCreatedAfter: Date): Promise<ListedPoint[]> {
    const input = { BackupVaultName, ByResourceArn, ByCreatedAfter };
    const points = await allPages(({ NextToken }) => call('ListRecoveryPointsByBackupVault', () =>
      this.backup.send(new ListRecoveryPointsByBackupVaultCommand({ ...input, NextToken }))), ({ RecoveryPoints = [] }) => RecoveryPoints);
    return points.map(toListedPoint);
  }

  /** Lists the jobs of a resource since a time, in all vaults. */
  public async listBackupJobs(ByResourceArn: string, ByCreatedAfter: Date): Promise<ListedJob[]> {
    return this.listJobs({ ByResourceArn, ByCreatedAfter });
  }

  /** Lists the jobs for the parts of a composite resource. */
  public async listChildJobs(ByParentJobId: string): Promise<JobRecord[]> {
    return (await this.listJobs({ ByParentJobId })).map(({ job }) => job);
  }

  private async listJobs(filter: ListBackupJobsCommandInput): Promise<ListedJob[]> {
    const jobs = await allPages(({ NextToken }) => call('ListBackupJobs', () =>
      this.backup.send(new ListBackupJobsCommand({ ...filter, NextToken }))), ({ BackupJobs = [] }) => BackupJobs);
    return jobs.map(toListedJob);
  }

  /** Gets the current operation of a stack. */
  public async describeStack(stackId: string): Promise<StackRecord> {
    // By name, which any endpoint understands: neither the stack that asks nor its outermost one is deleted, so no other stack has the name
    const StackName = stackName(stackId);
    const { Stacks } = await call('DescribeStacks', () => this.cloudFormation.send(new DescribeStacksCommand({ StackName })));
    const { StackId, StackStatus, RootId, LastUpdatedTime, DeletionTime, Outputs } = Stacks?.[0] ?? {};
    const OutputValues = Outputs?.map(({ OutputValue = '' }) => OutputValue);
    // Without its status a stack that is being rolled back would pass for one that is not
    return { StackStatus: requireMember(StackStatus, 'DescribeStacks', 'StackStatus'), StackId, OutputValues, RootId, LastUpdatedTime, DeletionTime };
  }

  /** Gets a resource of a stack. */
  public async describeStackResource(StackName: string, LogicalResourceId: string): Promise<StackResource> {
    const { StackResourceDetail } = await call('DescribeStackResource', () =>
      this.cloudFormation.send(new DescribeStackResourceCommand({ StackName, LogicalResourceId })));
    const { PhysicalResourceId = '', ResourceStatus } = StackResourceDetail ?? {};
    // An incomplete response must not count as a missing resource
    return { PhysicalResourceId, ResourceStatus: requireMember(ResourceStatus, 'DescribeStackResource', 'ResourceStatus') };
  }

  /** Gets the ARN of an Amazon FSx volume. */
  public async arnOfVolume(volumeId: string): Promise<string> {
    this.fsx ??= new FSxClient({ ...settings(5_000), maxAttempts: 3 });
    const { fsx } = this;
    const { Volumes } = await call('DescribeVolumes', () => fsx.send(new DescribeVolumesCommand({ VolumeIds: [volumeId] })));
    return requireMember(Volumes?.[0]?.ResourceARN, 'DescribeVolumes', 'ResourceARN');
  }

  /** Gets the ARN of an Amazon Redshift Serverless namespace. */
  public async arnOfNamespace(namespaceName: string): Promise<string> {
    this.redshiftServerless ??= new RedshiftServerlessClient({ ...settings(5_000), maxAttempts: 3 });
    const { redshiftServerless } = this;
    const { namespace } = await call('GetNamespace', () => redshiftServerless.send(new GetNamespaceCommand({ namespaceName })));
    return requireMember(namespace?.namespaceArn, 'GetNamespace', 'namespaceArn');
  }

  /**
   * Adds a version to a parameter and returns its number.
   *
   * @param KeyId of the KMS key that encrypts it
   */
  public async putParameter(Name: string, Value: string, KeyId?: string): Promise<number> {
    const { Version = 0 } = await call('PutParameter', () => this.ssm.send(new PutParameterCommand({
      Name, Value, Type: KeyId === undefined ? 'String' : 'SecureString', KeyId, Tier: 'Standard', Overwrite: true,
    })));
    return Version;
  }

  /** Gets the newest version of a parameter, or the one that follows a colon in its name. */
  public async getParameter(Name: string): Promise<ParameterVersion> {
    const { Parameter } = await call('GetParameter', () => this.ssm.send(new GetParameterCommand({ Name, WithDecryption: true })));
    return { Value: requireMember(Parameter?.Value, 'GetParameter', 'Value'), Version: Parameter?.Version ?? 0 };
  }

  /** Gets all versions of a parameter, newest first; none when it does not exist. */
  public async getParameterHistory(Name: string): Promise<ParameterVersion[]> {
    const input = { Name, WithDecryption: true, MaxResults: VERSIONS_PER_PAGE };
    const versions = await ifFound(allPages(({ NextToken }) => call('GetParameterHistory', () =>
      this.ssm.send(new GetParameterHistoryCommand({ ...input, NextToken }))), ({ Parameters }) => requireMember(Parameters, 'GetParameterHistory', 'Parameters')));
    return (versions ?? []).map(({ Value, Version = 0 }) => ({ Value: requireMember(Value, 'GetParameterHistory', 'Value'), Version }))
      .sort((a, b) => b.Version - a.Version);
  }

  /** Gets the names of the parameters right below a path. */
  public async parameterNames(Path: string): Promise<string[]> {
    const parameters = await allPages(({ NextToken }) => call('GetParametersByPath', () =>
      this.ssm.send(new GetParametersByPathCommand({ Path, NextToken }))), ({ Parameters }) => requireMember(Parameters, 'GetParametersByPath', 'Parameters'));
    return parameters.map(({ Name }) => requireMember(Name, 'GetParametersByPath', 'Name'));
  }

  /** Deletes a parameter with all of its versions. */
  public async deleteParameter(Name: string): Promise<void> {
    await call('DeleteParameter', () => this.ssm.send(new DeleteParameterCommand({ Name })));
  }

  /** Starts an execution of the state machine. A repeated name is a request delivered twice: nothing to do. */
  public async startExecution(stateMachineArn: string, name: string, input: ExecutionInput): Promise<void> {
    await call('StartExecution', async () => {
      try {
        await this.states.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
      } catch (error) {
        if (toError(error).name !== 'ExecutionAlreadyExists') { throw error; }
      }
    });
  }
}

/** A wrong id would be the physical id of the custom resource for ever. */
function isJobId(id: string | undefined): boolean {
  return id !== undefined && id !== '' && id.length <= LONGEST_JOB_ID;
}

/** A member that a response must have. One without it counts as unreadable, and the same call may succeed in a moment. */
function requireMember<T>(value: T | undefined, operation: string, member: string, ErrorClass = TryAgainLaterError): T {
  if (!value) { throw new ErrorClass(`${operation}: IncompleteResponse: the response names no ${member}`); }
  return value;
}

/** Without a limit the SDK waits for ever, and the timeout of the function would count as a failed step. */
function settings(requestTimeout: number) {
  return {
    customUserAgent: 'cdk-on-demand-backup',
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout, throwOnRequestTimeout: true },
  };
}

/** A page of a list, or the call for it: the first one has no token. */
interface Page {
  readonly NextToken?: string;
}

/** Gets the items of all pages of a list. */
async function allPages<P extends Page, T>(getPage: (token: Page) => Promise<P>, itemsOf: (page: P) => readonly T[]): Promise<T[]> {
  const items: T[] = [];
  let page: Page = {};
  do {
    const next: P = await getPage(page);
    items.push(...itemsOf(next));
    page = next;
  } while (page.NextToken);
  return items;
}

async function call<T>(operation: string, send: () => Promise<T>): Promise<T> {
  try {
    const response = await send();
    log('DEBUG', 'called AWS', { operation, requestId: requestIdOf(response) });
    return response;
  } catch (error) {
    throw classifyServiceError(error, operation);
  }
}

function requestIdOf(response: unknown): string | undefined {
  return (response as { $metadata?: { requestId?: string } } | undefined)?.$metadata?.requestId;
}
