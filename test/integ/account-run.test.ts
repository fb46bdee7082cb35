import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What can be tested of the account run without an account. `npm run account-run:verify` compares the snapshots. */

const ROOT = join(__dirname, '..', '..');
const read = (...path: string[]) => readFileSync(join(__dirname, ...path), 'utf8');
const APPS = readdirSync(__dirname).flatMap((file) => /^integ\.([\w-]+)\.ts$/.exec(file)?.slice(1) ?? []);
const DRIVERS = readdirSync(join(__dirname, 'drivers')).map((file) => file.replace(/\.ts$/, '')).filter((name) => name !== 'account');
/** Every app in its first phase, and in each that its driver deploys. */
const PHASES = [
  ...APPS.map((name) => `${name}:1`),
  ...DRIVERS.flatMap((name) => [...read('drivers', `${name}.ts`).matchAll(/deploy\('([\w-]+)', (\d)/g)].map(([, app, phase]) => `${app}:${phase}`)),
];

function synthesise(phases: readonly string[]): [string, string][] {
  const output = execFileSync(process.execPath, ['--import', 'tsx', join('test', 'integ', 'synthesise.ts'), ...phases], {
    cwd: ROOT, encoding: 'utf8', env: { ...process.env, TSX_TSCONFIG_PATH: 'test/tsconfig.json' },
  });
  return output.trim().split('\n').map((line) => JSON.parse(line) as [string, string]);
}

test('each phase of each app synthesises, without a warning of ours', () => {
  const phases = [...new Set(PHASES)].sort();
  const problems = synthesise(phases);
  expect(problems).toEqual(phases.map((phase) => [phase, '']));
});

test('an app that does not synthesise is found', () => {
  expect(synthesise(['none:1'])).toEqual([['none:1', expect.stringContaining('Cannot find module')]]);
});

describe.each(APPS)('the app %s', (name) => {
  const source = read(`integ.${name}.ts`);

  test('asks its question in a comment, and is in the table of docs/account-run.md', () => {
    expect(source).toMatch(/^\/\*\*[^]*?\?[^]*?\*\//m);
    expect(readFileSync(join(ROOT, 'docs', 'account-run.md'), 'utf8')).toContain(`(../test/integ/integ.${name}.ts)`);
  });

  test('has a snapshot', () => {
    expect(existsSync(join(__dirname, `integ.${name}.ts.snapshot`, 'integ.json'))).toBe(true);
  });

  test('has assertions, or a driver that exists', () => {
    const drivers = [...source.matchAll(/driver\('([\w-]+)'\)/g)].map(([, driver]) => driver);
    expect(drivers.length > 0 || /\.expect\(|expectJob\(/.test(source)).toBe(true);
    expect(drivers.filter((driver) => !DRIVERS.includes(driver))).toEqual([]);
  });
});

test.each(DRIVERS)('the driver %s belongs to an app, and speaks of its stacks', (name) => {
  const app = read(`integ.${name}.ts`);
  expect(app).toContain(`driver('${name}')`);
  const stacks = [...read('drivers', `${name}.ts`).matchAll(/'(AccountRun[\w-]+)'/g)].map(([, stack]) => stack);
  expect(stacks.filter((stack) => !app.includes(`'${stack}'`))).toEqual([]);
});
