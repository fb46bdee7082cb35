import { App, Aspects, Lazy, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { ApplicationLogLevel } from 'aws-cdk-lib/aws-lambda';
import { type BackupSettings, OnDemandBackup } from 'cdk-on-demand-backup';
import { Construct } from 'constructs';
import { define, newStack, TABLE, warningsOf } from '../../util/template';

interface FunctionProperties { readonly Environment: { readonly Variables: object }; readonly LoggingConfig: object }

function functionOf(stack: Stack): { variables: object; logging: object } {
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function')) as { Properties: FunctionProperties }[];
  const { BACKUPS: _count, ...variables } = Properties.Environment.Variables as Record<string, unknown>;
  return { variables, logging: Properties.LoggingConfig };
}

test('without settings the function has none', () => {
  const stack = newStack();
  define(stack, 'Backup');
  expect(functionOf(stack)).toEqual({ variables: {}, logging: { LogFormat: 'JSON', LogGroup: expect.anything() } });
});

test('settings of the app count in its stacks, stages and nested stacks; those of an inner scope replace them one by one', () => {
  const app = new App();
  OnDemandBackup.configure(app, { useDualstackEndpoint: true, logLevel: ApplicationLogLevel.WARN });
  const stage = new Stage(app, 'Stage');
  OnDemandBackup.configure(stage, { logLevel: ApplicationLogLevel.DEBUG, useFipsEndpoint: undefined });
  const [outer, own] = [new Stack(app, 'Outer'), new Stack(stage, 'Own')];
  OnDemandBackup.configure(own, { useDualstackEndpoint: false, useFipsEndpoint: true });
  const nested = new NestedStack(own, 'Nested');
  [outer, own, nested].forEach((stack) => define(stack, 'Backup'));
  const DUALSTACK = { AWS_USE_DUALSTACK_ENDPOINT: 'true' };
  expect(functionOf(outer)).toMatchObject({ variables: DUALSTACK, logging: { ApplicationLogLevel: 'WARN' } });
  for (const stack of [own, nested]) { expect(functionOf(stack)).toMatchObject({ variables: { AWS_USE_FIPS_ENDPOINT: 'true' }, logging: { ApplicationLogLevel: 'DEBUG' } }); }
  expect(functionOf(own).variables).not.toHaveProperty('AWS_USE_DUALSTACK_ENDPOINT');
});

test('an endpoint may be known at deploy time only', () => {
  const stack = newStack();
  OnDemandBackup.configure(stack, { backupEndpointUrl: Lazy.string({ produce: () => 'https://later' }) });
  define(stack, 'Backup');
  expect(functionOf(stack).variables).toEqual({ AWS_ENDPOINT_URL_BACKUP: 'https://later' });
});

test('settings come once for a scope, and before its first backup', () => {
  const app = new App();
  const stack = new Stack(app, 'Shop');
  OnDemandBackup.configure(stack, {});
  expect(() => OnDemandBackup.configure(stack, {})).toThrow('OnDemandBackup.configure was called twice for Shop: give all settings in one call');
  define(stack, 'Backup');
  const late = 'after its first on-demand backup, whose function has its settings by then: call it before';
  expect(() => OnDemandBackup.configure(app, {})).toThrow(`OnDemandBackup.configure was called for the app ${late}`);
  const other = new Stack(app, 'Other');
  define(other, 'Backup');
  expect(() => OnDemandBackup.configure(other, {})).toThrow(`OnDemandBackup.configure was called for Other ${late}`);
  expect(() => OnDemandBackup.configure(new Stack(app, 'Third'), {})).not.toThrow();
});

test('settings of a construct in a stack are an error: the function is the stack\'s', () => {
  const inner = new Construct(newStack(), 'Orders');
  expect(() => OnDemandBackup.configure(inner, {})).toThrow('OnDemandBackup.configure was called for Shop/Orders, but the backups of a stack share one function: pass Stack.of(...), or a scope above the stack');
});

test('settings in an aspect are early enough for a stack whose backups come later', () => {
  const stack = newStack();
  Aspects.of(stack).add({ visit: (node) => { if (node === stack) { OnDemandBackup.configure(stack, { useDualstackEndpoint: true }); new OnDemandBackup(stack, 'Late', { resource: TABLE }); } } });
  expect(functionOf(stack).variables).toEqual({ AWS_USE_DUALSTACK_ENDPOINT: 'true' });
});

test.each<[string, unknown, string]>([
  ['no settings', undefined, 'OnDemandBackup.configure(): `settings` is missing, but must be an object: pass { backupEndpointUrl: ... }'],
  ['a string', 'DEBUG', '`settings` is "DEBUG", but must be an object'],
  ['no URL', { backupEndpointUrl: 'vpce-1.backup.us-east-1.vpce.amazonaws.com' }, '`backupEndpointUrl` is "vpce-1.backup.us-east-1.vpce.amazonaws.com", which is not a URL: use one such as https://vpce-'],
  ['another scheme', { backupEndpointUrl: 'ftp://backup' }, 'which is not a URL'],
  ['an empty URL', { backupEndpointUrl: '' }, '`backupEndpointUrl` is "", which is not a URL'],
  ['a URL without a host', { backupEndpointUrl: 'https://' }, 'which is not a URL'],
  ['a number', { backupEndpointUrl: 443 }, '`backupEndpointUrl` is 443, but must be a string: write "443"'],
  ['an endpoint and FIPS', { backupEndpointUrl: 'https://x', useFipsEndpoint: true }, '`backupEndpointUrl` and `useFipsEndpoint` are both given'],
  ['an endpoint and dual-stack', { backupEndpointUrl: 'https://x', useDualstackEndpoint: true }, '`backupEndpointUrl` and `useDualstackEndpoint` are both given'],
  ['FIPS as a string', { useFipsEndpoint: 'true' }, '`useFipsEndpoint` is "true", but must be a boolean: write `true` or `false`'],
  ['dual-stack as a number', { useDualstackEndpoint: 1 }, '`useDualstackEndpoint` is 1, but must be a boolean'],
  ['an unknown level', { logLevel: 'debug' }, '`logLevel` is "debug", but must be an ApplicationLogLevel: use ApplicationLogLevel.INFO, '],
])('refuses %s', (_name, settings, problem) => {
  expect(() => OnDemandBackup.configure(newStack(), settings as BackupSettings)).toThrow(problem);
});

test('names all problems in one message', () => {
  expect(() => OnDemandBackup.configure(newStack(), { backupEndpointUrl: 1, useFipsEndpoint: 1, logLevel: 'x' } as never)).toThrow(/^OnDemandBackup.configure\(\) has 3 problems:\n- .*\n- .*\n- .*$/);
});

test('an endpoint in a stack and FIPS in its app do not go together, unless the stack turns it off', () => {
  const configured = (settings: BackupSettings) => {
    const app = new App();
    OnDemandBackup.configure(app, { useFipsEndpoint: true });
    const stack = new Stack(app, 'Shop');
    OnDemandBackup.configure(stack, { backupEndpointUrl: 'https://x', ...settings });
    return define(stack, 'Backup');
  };
  expect(() => configured({})).toThrow('the settings of the on-demand backups in Shop have a problem:\n- `backupEndpointUrl` and `useFipsEndpoint` are both given');
  expect(() => configured({ useFipsEndpoint: false })).not.toThrow();
});

test.each<[string, boolean, number]>([
  ['eu-west-1', true, 1], ['ap-southeast-2', true, 1], ['mx-central-1', true, 1], ['eu-west-1', false, 0],
  ['us-west-2', true, 0], ['us-gov-east-1', true, 0], ['ca-central-1', true, 0], ['ca-west-1', true, 0],
])('in %s, useFipsEndpoint: %s gives %d warnings', (region, useFipsEndpoint, count) => {
  const stack = newStack({ env: { region } });
  OnDemandBackup.configure(stack, { useFipsEndpoint });
  const partition = region.startsWith('us-gov') ? 'aws-us-gov' : 'aws';
  define(stack, 'Backup', { resource: BackupResource.fromArn(`arn:${partition}:dynamodb:${region}:111122223333:table/orders`) });
  expect(warningsOf(stack).filter((warning) => warning.startsWith(`\`useFipsEndpoint\` is true, but as far as this library knows AWS Backup has no such endpoint in ${region}`))).toHaveLength(count);
});
