import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { OnDemandBackup } from 'cdk-on-demand-backup';
import { HAS_V2, installV2, RealCli } from './real-cli';
import { pythonEnvironment } from '../../../local-aws/python-environment';

/** The table of options is complete, by the AWS CLI's own help. */

const ROOT = resolve(__dirname, '..', '..', '..');
const PAGE = readFileSync(join(ROOT, 'docs', 'cli-options.md'), 'utf8');
const ROWS = [...PAGE.matchAll(/^\| `--([a-z0-9-]+)` \| (.*) \|(.*) \|$/gm)].map(([, option, counterpart, remarks]) => ({ option, counterpart, remarks: remarks.trim() }));
const OPTIONS = ROWS.map(({ option }) => option);
/** Those that the AWS CLI v2 added. */
const V2_ONLY = ['cli-input-yaml', 'cli-binary-format', 'no-cli-pager', 'cli-auto-prompt', 'no-cli-auto-prompt', 'cli-error-format'];
const V1_ONLY = ['v2-debug'];

/** The options in the synopsis of a help page. */
function synopsis(help: string): string[] {
  const [, section] = /SYNOPSIS([\s\S]*?)\nOPTIONS/.exec(help.replace(/.\x08/g, '')) ?? [];
  return [...section.matchAll(/--([a-z0-9-]+)/g)].map(([, option]) => option);
}

const v1 = new RealCli('v1');
const v2 = new RealCli('v2');
beforeAll(() => Promise.all([v1.open(), ...HAS_V2 ? [v2.open()] : []]));
afterAll(() => [v1, v2].forEach((cli) => cli.close()));

test('each option has one row', () => {
  expect(OPTIONS).toHaveLength(new Set(OPTIONS).size);
});

test('the table has each option of the AWS CLI v1, and no other', async () => {
  expect(synopsis(await v1.run('aws backup start-backup-job help', { AWS_DEFAULT_REGION: 'eu-west-1' })).sort()).toEqual(OPTIONS.filter((option) => !V2_ONLY.includes(option)).sort());
});

(HAS_V2 ? test : test.skip)('the table has each option of the AWS CLI v2, and no other', async () => {
  const own = synopsis(await v2.run('aws backup start-backup-job help', { AWS_DEFAULT_REGION: 'eu-west-1' }));
  const dist = await installV2(await pythonEnvironment('requirements-test.txt'));
  const { options } = JSON.parse(readFileSync(join(dist, 'awscli', 'data', 'cli.json'), 'utf8')) as { options: object };
  expect([...own, ...Object.keys(options)].sort()).toEqual(OPTIONS.filter((option) => !V1_ONLY.includes(option)).sort());
});

test('the table says which options only one of them has', () => {
  const marked = (mark: string) => ROWS.filter(({ remarks }) => remarks.startsWith(`${mark} only`)).map(({ option }) => option);
  expect([marked('v2'), marked('v1')]).toEqual([V2_ONLY, V1_ONLY]);
});

test('each row without a counterpart has a reason', () => {
  expect(ROWS.filter(({ counterpart, remarks }) => counterpart === 'none' && remarks.length < 10)).toEqual([]);
  expect(ROWS.filter(({ counterpart }) => counterpart === '')).toEqual([]);
});

test('each counterpart exists', () => {
  const { types } = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')) as { types: Record<string, { properties?: { name: string }[]; methods?: { name: string }[] }> };
  const names = new Set(Object.values(types).flatMap(({ properties = [], methods = [] }) => [...properties, ...methods].map(({ name }) => name)));
  const named = ROWS.flatMap(({ option, counterpart }) => [...counterpart.matchAll(/`(?:OnDemandBackup\.)?([a-z]\w+)[^`]*`/g)].map(([, name]) => [option, name]))
    .filter(([option]) => option !== 'region'); // the stack's own
  expect(named.filter(([, name]) => !names.has(name))).toEqual([]);
  expect(named.length).toBeGreaterThan(18);
});

test('its example runs', () => {
  const stack = new Stack(new App(), 'Shop');
  const resource = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';
  const backup = OnDemandBackup.fromCliInputObject(stack, 'Backup', { ResourceArn: resource });
  expect(stack.resolve(backup.toCliCommand())).toEqual(expect.anything());
});
