import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CdkCli } from '../../local-aws/cdk-cli';
import { clientEnvironment } from '../../local-aws/environments';
import { pythonEnvironment } from '../../local-aws/python-environment';

/** An endpoint where nobody listens: a synthesis asks nobody. */
const NOBODY = 'http://127.0.0.1:9';
/** CDK itself writes a `DependsOn` for what a reference says already. */
const IGNORED = ['W3005'];

test.each([
  'examples/before-change.ts',
  'examples/on-delete.ts',
  'examples/on-deploy.ts',
  'examples/on-event.ts',
  'examples/on-schedule.ts',
  'examples/outcomes.ts',
  'examples/protection.ts',
  'test/e2e/apps/orders.ts',
  'test/e2e/apps/own-vault-and-role.ts',
])('cfn-lint finds nothing in the template of %s', async (app) => {
  const folder = await mkdtemp(join(tmpdir(), 'template-'));
  try {
    const { exitCode, output } = await new CdkCli({ app, environment: clientEnvironment(NOBODY, folder, process.env) }).synth(folder);
    expect([exitCode, output]).toEqual([0, expect.anything()]);
    const assembly = join(folder, 'cdk.out');
    const templates = (await readdir(assembly)).filter((name) => name.endsWith('.template.json'));
    expect(templates).toHaveLength(1);
    const lint = ['-c', 'from cfnlint.runner import main; main()', '--ignore-checks', ...IGNORED, '--', join(assembly, templates[0])];
    const python = await pythonEnvironment('requirements-test.txt');
    await expect(promisify(execFile)(python, lint)).resolves.toMatchObject({ stdout: '' });
  } finally {
    await rm(folder, { recursive: true });
  }
});
