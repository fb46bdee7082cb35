import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as backup from '@aws-sdk/client-backup';
import * as cloudformation from '@aws-sdk/client-cloudformation';
import * as fsx from '@aws-sdk/client-fsx';
import * as redshiftServerless from '@aws-sdk/client-redshift-serverless';
import * as sfn from '@aws-sdk/client-sfn';
import * as ssm from '@aws-sdk/client-ssm';
import { build, buildSync } from 'esbuild';
import type { AwsClient } from '../../lambda/aws/aws-client';
import { HANDLER } from '../../projenrc/bundle/handler';
import { slimConfig, slimSchemas } from '../../projenrc/bundle/slim-sdk';
import { REQUEST, RESOURCE_ARN, STATE_MACHINE_ARN } from '../util/events';
import { HttpServer } from '../util/http-server';

/** The calls of the handler, as the bundle makes them and as the whole SDK makes them, against a service that refuses each in the same way. */

interface SentError { readonly status: number; readonly code: string; readonly shape: string }

class Refusing extends HttpServer {
  /** The n-th is for the call with `error-n` in its input. */
  public errors: readonly SentError[] = [];
  public userAgent: string | undefined;

  protected reply(request: IncomingMessage, body: string, response: ServerResponse): void {
    const { status, code, shape } = this.errors[Number(/error-(\d+)/.exec(`${request.url} ${decodeURIComponent(body)}`)?.[1])];
    this.userAgent = request.headers['user-agent'];
    if (body.startsWith('Action=')) {
      response.writeHead(status, { 'content-type': 'text/xml' })
        .end(`<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>said by the test</Message></Error><RequestId>id</RequestId></ErrorResponse>`);
      return;
    }
    response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': code })
      .end(JSON.stringify({ __type: shape, message: 'said by the test', Code: 'C', Type: 'T', Context: 'X', resourceId: 'id' }));
  }
}

type Schema = readonly [number, string, string, { readonly error: 'client' | 'server'; readonly httpError?: number; readonly awsQueryError?: readonly [string, number] }];
const SERVICES: [string, object, (aws: AwsClient, name: string) => Promise<unknown>][] = [
  ['AWS Backup, at a start', backup, (aws, BackupVaultName) => aws.startBackupJob({ ...REQUEST, BackupVaultName })],
  ['AWS Backup, about one point', backup, (aws, vault) => aws.describeRecoveryPoint(vault, RESOURCE_ARN)],
  ['CloudFormation', cloudformation, (aws, stack) => aws.describeStackResource(stack, 'Id')],
  ['Amazon FSx', fsx, (aws, volume) => aws.arnOfVolume(volume)],
  ['Amazon Redshift Serverless', redshiftServerless, (aws, namespace) => aws.arnOfNamespace(namespace)],
  ['Step Functions', sfn, (aws, name) => aws.startExecution(STATE_MACHINE_ARN, name, {} as never)],
  ['Systems Manager', ssm, (aws, name) => aws.getParameter(`/${name}`)],
];
/** Errors that no client has a class for. */
const OF_ALL_SERVICES = [
  'Throttling', 'ThrottlingException', 'TooManyRequestsException', 'RequestLimitExceeded', 'SlowDown', 'AccessDenied', 'AccessDeniedException',
  'UnrecognizedClientException', 'RequestTimeout', 'RequestTimeoutException', 'ValidationError', 'ExpiredTokenException', 'InternalFailure', 'ServiceUnavailable',
];

/** Jest's context has no `import()`. */
const IN_JEST = { 'dynamic-import': false };
const ROOT = join(__dirname, '..', '..');
const server = new Refusing();
const folder = mkdtempSync(join(tmpdir(), 'slim-sdk-'));
let slim: AwsClient;
let whole: AwsClient;

/** What a file of JavaScript exports, once esbuild has made a bundle of it. */
function exportsOf<T>(file: string): T {
  return require(file) as T; // eslint-disable-line @typescript-eslint/no-require-imports
}

async function clientOf(name: string, plugins = HANDLER.plugins): Promise<AwsClient> {
  const outfile = join(folder, `${name}.js`);
  await build({ ...HANDLER, absWorkingDir: ROOT, entryPoints: ['lambda/aws/aws-client.ts'], outfile, plugins, supported: IN_JEST });
  return new (exportsOf<{ readonly AwsClient: new () => AwsClient }>(outfile).AwsClient)();
}

/** What the rest of the handler sees of a failed call: the class of the error, and its message, which has the SDK's name of it. */
async function outcomeOf(call: Promise<unknown>): Promise<string> {
  return call.then(() => 'no error', (error: Error) => `${error.name}: ${error.message}`);
}

/** The schemas of the errors that a client has classes for. */
function schemasOf(client: object): Schema[] {
  return Object.values(client).filter((value): value is Schema => Array.isArray(value) && value[0] === -3 && !String(value[1]).startsWith('smithy'));
}

/** Every error that a client has a class for, with its own status and with 400, which some services have for all; and others. */
function errorsOf(client: object): SentError[] {
  const modelled = schemasOf(client).map(([, namespace, name, { error, httpError, awsQueryError }]) => ({
    status: httpError ?? (error === 'client' ? 400 : 500), code: awsQueryError?.[0] ?? name, shape: `${namespace}#${name}`,
  }));
  return [
    ...modelled,
    ...modelled.filter(({ status }) => status !== 400).map((error) => ({ ...error, status: 400 })),
    ...OF_ALL_SERVICES.map((code) => ({ status: 400, code, shape: code })),
    ...[403, 404, 429, 500, 503].map((status) => ({ status, code: 'Unheard', shape: 'Unheard' })),
  ];
}

beforeAll(async () => {
  await server.open();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: server.endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
  [slim, whole] = [await clientOf('slim'), await clientOf('whole', [])];
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

describe.each(SERVICES)('%s', (_service, client, call) => {
  const errors = errorsOf(client);

  test('no error reads differently', async () => {
    expect(errors.length).toBeGreaterThan(28);
    server.errors = errors;
    const [bySlim, byWhole] = await Promise.all([slim, whole].map((aws) => Promise.all(errors.map((_error, index) => outcomeOf(call(aws, `error-${index}`))))));
    expect(bySlim).toEqual(byWhole);
    errors.forEach(({ shape }, index) => expect(bySlim[index]).toContain(shape.endsWith('ExecutionAlreadyExists') ? 'no error' : shape.split('#').at(-1)));
  });
});

describe.each(Object.entries({ backup, cloudformation, fsx, 'redshift-serverless': redshiftServerless, sfn, ssm }))('client-%s', (name, client) => {
  const sdk = join(ROOT, 'node_modules', '@aws-sdk', `client-${name}`);
  const source = readFileSync(join(sdk, 'dist-es', 'schemas', 'schemas_0.js'), 'utf8');
  const slimmed = slimSchemas(source, readFileSync(join(sdk, 'dist-es', 'models', 'errors.js'), 'utf8'));

  test('has the same schemas', () => {
    const [before, after] = [source, slimmed].map((contents, index) => {
      const outfile = join(folder, `${name}-${index}.js`);
      buildSync({ stdin: { contents, resolveDir: join(sdk, 'dist-es', 'schemas') }, outfile, bundle: true, platform: 'node', mainFields: ['module', 'main'] });
      return JSON.stringify(exportsOf(outfile));
    });
    expect(before.length).toBeGreaterThan(5_000);
    expect(after).toBe(before);
  });

  test('has no key left whose making might have an effect', () => {
    expect(source).toMatch(/^ *\{? *\[_\w+\]: /m);
    expect(slimmed).not.toMatch(/\[_\w+\]: /);
  });

  test('imports no more than it uses of its package.json', () => {
    expect(slimConfig(readFileSync(join(sdk, 'dist-es', 'runtimeConfig.js'), 'utf8'))).toMatch(/^import \* as packageInfo from "..\/package.json";$/m);
  });

  test('has the classes of errors that read otherwise without them, and no more', () => {
    const classes = client as unknown as Readonly<Record<string, new (options: object) => { readonly $retryable?: object }>>;
    const needed = schemasOf(client).filter(([, , error, traits]) =>
      traits.error === 'server' || (traits.awsQueryError?.[0] ?? error) !== error || new classes[error]({}).$retryable !== undefined);
    const registered = [...slimmed.matchAll(/registry\.registerError\((\w+)\$/g)].map(([, error]) => error);
    expect(registered).toEqual([expect.stringMatching(/ServiceException$/), ...needed.map(([, , error]) => error)]);
  });
});

test('the service is told the version of the client', async () => {
  server.errors = errorsOf(ssm);
  await outcomeOf(slim.getParameter('/error-0'));
  expect(server.userAgent).toMatch(/api\/ssm#3\.\d+\.\d+/);
});
