import { Template } from 'aws-cdk-lib/assertions';
import { ApplicationLogLevel } from 'aws-cdk-lib/aws-lambda';
import { type BackupSettings, OnDemandBackup } from 'cdk-on-demand-backup';
import { AwsClient } from '../../../lambda/aws/aws-client';
import { log } from '../../../lambda/aws/log';
import type { ExecutionInput } from '../../../src/request/execution/execution-state';
import { BackupStandIn } from '../../../stand-in';
import { REQUEST, STATE_MACHINE_ARN } from '../../util/events';
import { captureLogs } from '../../util/logs';
import { define, newStack } from '../../util/template';

/** Each setting of `OnDemandBackup.configure` at each value, from the template to what the function does with it. */

jest.mock('node:https', () => mockModule('node:https'));
jest.mock('node:http', () => mockModule('node:http'));

/** The hosts that were called, while nothing is to be sent. */
let mockCalled: string[] | undefined;

/** A module of Node.js that sends a request, or only records its host. */
function mockModule(name: string): object {
  const module = jest.requireActual<{ request: (options: { host: string }, ...others: unknown[]) => unknown }>(name);
  return {
    ...module,
    request: (options: { host: string }, ...others: unknown[]) => {
      if (mockCalled === undefined) { return module.request(options, ...others); }
      mockCalled.push(options.host);
      throw Object.assign(new Error('not connected'), { name: 'NotConnected' });
    },
  };
}

const lines = captureLogs();
const BEFORE = process.env;
afterEach(() => { process.env = BEFORE; });

interface Deployed {
  readonly Properties: {
    readonly Environment: { readonly Variables: Record<string, string> };
    readonly LoggingConfig: { readonly ApplicationLogLevel?: string };
  };
}

/** Gives this process the variables that the function of a stack gets. */
function deploy(settings?: BackupSettings): void {
  const stack = newStack();
  if (settings !== undefined) { OnDemandBackup.configure(stack, settings); }
  define(stack, 'Backup');
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function')) as Deployed[];
  const { ApplicationLogLevel: level } = Properties.LoggingConfig;
  process.env = {
    PATH: process.env.PATH,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    ...Properties.Environment.Variables,
    ...level === undefined ? {} : { AWS_LAMBDA_LOG_LEVEL: level }, // Lambda sets it, from the logging configuration
  };
}

/** One call of each service. */
const CALLS: Readonly<Record<string, (aws: AwsClient) => Promise<unknown>>> = {
  backup: (aws) => aws.startBackupJob(REQUEST),
  states: (aws) => aws.startExecution(STATE_MACHINE_ARN, 'name', {} as ExecutionInput),
  cloudFormation: (aws) => aws.describeStack('stack'),
  ssm: (aws) => aws.getParameter('/name'),
  fsx: (aws) => aws.arnOfVolume('fsvol-0123456789abcdef0'),
  redshiftServerless: (aws) => aws.arnOfNamespace('namespace'),
};

/** The hosts that the function calls, by service. */
async function hosts(): Promise<Record<string, string>> {
  const aws = new AwsClient();
  const found: Record<string, string> = {};
  for (const [service, call] of Object.entries(CALLS)) {
    mockCalled = [];
    await call(aws).catch(() => undefined);
    found[service] = [...new Set(mockCalled)].join();
  }
  mockCalled = undefined;
  return found;
}

const STANDARD = {
  backup: 'backup.us-east-1.amazonaws.com',
  states: 'states.us-east-1.amazonaws.com',
  cloudFormation: 'cloudformation.us-east-1.amazonaws.com',
  ssm: 'ssm.us-east-1.amazonaws.com',
  fsx: 'fsx.us-east-1.amazonaws.com',
  redshiftServerless: 'redshift-serverless.us-east-1.amazonaws.com',
};
const each = (change: (host: string) => string) => Object.fromEntries(Object.entries(STANDARD).map(([service, host]) => [service, change(host)]));
const fips = (host: string) => host.replace('.', '-fips.');
const dualstack = (host: string) => host.replace('amazonaws.com', 'api.aws');

test.each<[string, BackupSettings | undefined, Record<string, string>]>([
  ['no settings', undefined, STANDARD],
  ['empty settings', {}, STANDARD],
  ['useFipsEndpoint: false', { useFipsEndpoint: false }, STANDARD],
  ['useFipsEndpoint: true', { useFipsEndpoint: true }, each(fips)],
  ['useDualstackEndpoint: false', { useDualstackEndpoint: false }, STANDARD],
  ['useDualstackEndpoint: true', { useDualstackEndpoint: true }, each(dualstack)],
  ['both', { useFipsEndpoint: true, useDualstackEndpoint: true }, each((host) => fips(dualstack(host)))],
  ['an endpoint', { backupEndpointUrl: 'https://vpce-1.backup.us-east-1.vpce.amazonaws.com' }, { ...STANDARD, backup: 'vpce-1.backup.us-east-1.vpce.amazonaws.com' }],
  ['an endpoint without TLS', { backupEndpointUrl: 'http://localhost:8080' }, { ...STANDARD, backup: 'localhost' }],
])('the function calls the hosts of %s', async (_name, settings, expected) => {
  deploy(settings);
  expect(await hosts()).toEqual(expected);
});

const ALL = ['debug', 'info', 'warn', 'error'];
test.each<[string, BackupSettings | undefined, readonly string[]]>([
  ['no settings', undefined, ALL.slice(1)],
  ['TRACE', { logLevel: ApplicationLogLevel.TRACE }, ALL],
  ['DEBUG', { logLevel: ApplicationLogLevel.DEBUG }, ALL],
  ['INFO', { logLevel: ApplicationLogLevel.INFO }, ALL.slice(1)],
  ['WARN', { logLevel: ApplicationLogLevel.WARN }, ALL.slice(2)],
  ['ERROR', { logLevel: ApplicationLogLevel.ERROR }, ALL.slice(3)],
  ['FATAL', { logLevel: ApplicationLogLevel.FATAL }, []],
])('the function logs by %s', (_name, settings, expected) => {
  deploy(settings);
  (['DEBUG', 'INFO', 'WARN', 'ERROR'] as const).forEach((level) => log(level, 'x'));
  expect(lines.map(({ level }) => level)).toEqual(expected);
});

test.each<[ApplicationLogLevel, number]>([[ApplicationLogLevel.DEBUG, 1], [ApplicationLogLevel.INFO, 0]])('at level %s, the function logs %d lines for a call to AWS', async (logLevel, count) => {
  const standIn = new BackupStandIn({ clock: { manual: true }, quotas: false });
  deploy({ logLevel, backupEndpointUrl: await standIn.start() });
  try {
    await new AwsClient().startBackupJob({ ...REQUEST, RecoveryPointTags: { team: 'secret' } });
  } finally {
    await standIn.stop();
  }
  expect(lines).toEqual(Array(count).fill({ level: 'debug', message: 'called AWS', operation: 'StartBackupJob', requestId: expect.stringMatching(/./) }));
});
