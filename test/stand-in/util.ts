import {
  BackupClient, DescribeBackupJobCommand, StartBackupJobCommand, type BackupClientConfig, type DescribeBackupJobOutput, type StartBackupJobInput,
} from '@aws-sdk/client-backup';
import { BackupStandIn, type StandInOptions } from '../../stand-in';

export const REGION = 'eu-west-1';
export const ACCOUNT = '123456789012';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/backup`;

/** ARNs to back up, one for each form that the service knows. */
export const ARN = {
  dynamodb: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/Orders`,
  ebs: `arn:aws:ec2:${REGION}:${ACCOUNT}:volume/vol-0123456789abcdef0`,
  ec2: `arn:aws:ec2:${REGION}:${ACCOUNT}:instance/i-0123456789abcdef0`,
  efs: `arn:aws:elasticfilesystem:${REGION}:${ACCOUNT}:file-system/fs-0123456789abcdef0`,
  fsx: `arn:aws:fsx:${REGION}:${ACCOUNT}:file-system/fs-0123456789abcdef0`,
  rds: `arn:aws:rds:${REGION}:${ACCOUNT}:db:orders`,
  s3: 'arn:aws:s3:::orders-bucket',
  stack: `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/orders/0a1b2c3d`,
};

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
const opened: { standIn: BackupStandIn; clients: BackupClient[] }[] = [];

export interface Opened {
  readonly standIn: BackupStandIn;
  readonly endpoint: string;
  /** The SDK's client, which does not retry, so that a test sees each response. */
  readonly client: BackupClient;
}

/** Starts a stand-in with a manual clock and no quotas, unless the options say otherwise. `closeAll` stops it. */
export async function open(options: StandInOptions = {}, config: BackupClientConfig = {}): Promise<Opened> {
  const standIn = new BackupStandIn({ clock: { manual: true }, quotas: false, ...options });
  const endpoint = await standIn.start();
  const client = new BackupClient({ endpoint, region: REGION, credentials: CREDENTIALS, maxAttempts: 1, ...config });
  opened.push({ standIn, clients: [client] });
  return { standIn, endpoint, client };
}

export async function closeAll(): Promise<void> {
  for (const { standIn, clients } of opened.splice(0)) {
    for (const client of clients) { client.destroy(); }
    await standIn.stop();
  }
}

export function startInput(changes: Partial<StartBackupJobInput> = {}): StartBackupJobInput {
  return { BackupVaultName: 'Vault', ResourceArn: ARN.dynamodb, IamRoleArn: ROLE, ...changes };
}

/** Starts a job; returns its id. */
export async function startJob(client: BackupClient, changes: Partial<StartBackupJobInput> = {}): Promise<string> {
  const { BackupJobId: id } = await client.send(new StartBackupJobCommand(startInput(changes)));
  if (id === undefined) { throw new Error('no job id'); }
  return id;
}

export async function describeJob(client: BackupClient, id: string): Promise<DescribeBackupJobOutput> {
  return client.send(new DescribeBackupJobCommand({ BackupJobId: id }));
}

export async function stateOf(client: BackupClient, id: string): Promise<string | undefined> {
  return (await describeJob(client, id)).State;
}

/** What a promise is rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error('did not fail');
}

/** The headers of a signed request, good enough for the stand-in. */
export function signature(service = 'backup', signedHeaders = 'host;x-amz-date'): Record<string, string> {
  return {
    'authorization': `AWS4-HMAC-SHA256 Credential=test/20261123/${REGION}/${service}/aws4_request, SignedHeaders=${signedHeaders}, Signature=${'0'.repeat(64)}`,
    'x-amz-date': '20261123T000000Z',
  };
}

export interface RawResponse {
  readonly status: number;
  readonly error: string | null;
  readonly problem: string | null;
  readonly body: Record<string, unknown>;
}

/** Sends what no SDK would send. */
export async function sendRaw(
  endpoint: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = signature(),
): Promise<RawResponse> {
  const response = await fetch(endpoint + path, {
    method,
    headers: { ...body !== undefined && { 'content-type': 'application/json' }, ...headers },
    body: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    error: response.headers.get('x-amzn-errortype'),
    problem: response.headers.get('x-stand-in-problem'),
    body: text === '' ? {} : JSON.parse(text),
  };
}
