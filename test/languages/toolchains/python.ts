import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Harness } from '../../e2e/harness';
import type { Language } from '../language';
import { run, WORK } from '../process';
import { DIST, floorOf, packageFor } from './packages';
import { synthAndCompare } from './synth';

const SOURCES = join(__dirname, '..', 'python');
const FOLDER = join(WORK, 'python');
const VENV = join(FOLDER, `venv-${floorOf('aws-cdk-lib')}-${floorOf('constructs')}`);
const PYTHON = join(VENV, 'bin', 'python');

export const PYTHON_TOOLCHAIN: Language = {
  name: 'python',
  steps: [
    { name: 'package', run: () => packageFor('python') },
    { name: 'install', run: install },
    { name: 'synth', run: () => synthAndCompare({ language: 'python', command: PYTHON, args: [join(SOURCES, 'app.py')] }) },
    { name: 'snippets', run: runSnippets },
    { name: 'deploy', run: deploy },
  ],
};

async function install(): Promise<void> {
  if (!existsSync(PYTHON)) {
    await run(process.env.LOCAL_AWS_PYTHON || 'python3', ['-m', 'venv', VENV], { log: join(FOLDER, 'venv.log') });
  }
  const wheel = readdirSync(join(DIST, 'python')).find((file) => file.endsWith('.whl'))!;
  const pip = ['-m', 'pip', '--disable-pip-version-check', '--no-input', 'install', '--quiet'];
  const versions = (['aws-cdk-lib', 'constructs'] as const).map((name) => `${name}==${floorOf(name)}`);
  const package_ = join(DIST, 'python', wheel);
  await run(PYTHON, [...pip, ...versions, package_], { log: join(FOLDER, 'install.log') });
  await run(PYTHON, [...pip, '--force-reinstall', '--no-deps', package_], { log: join(FOLDER, 'reinstall.log') }); // the version is always 0.0.0
}

/** Runs the snippets of the README as the package has it. */
async function runSnippets(): Promise<void> {
  const env = { CDK_CONTEXT_JSON: JSON.stringify({ release: '1.2.3' }) };
  await run(PYTHON, [join(SOURCES, 'run_snippets.py')], { cwd: FOLDER, env, log: join(FOLDER, 'snippets.log') });
}

/** Deploys the app to a local AWS. The stack that reads the newest recovery point has the one that the deployment made. */
async function deploy(): Promise<void> {
  const harness = await Harness.start('languages');
  try {
    const environment = { PATH: [join(VENV, 'bin'), process.env.PATH].join(delimiter) };
    const { exitCode, output, outputs } = await harness.cdkIn(SOURCES, 'app.py', environment).deploy();
    if (exitCode !== 0) { throw new Error(`cdk deploy ended with ${exitCode}:\n${output}`); }
    const { Shop: { Arn }, Restore: { RestoreFrom } } = outputs;
    if (!Arn.includes('arn:aws:') || RestoreFrom !== Arn) { throw new Error(`the recovery point is ${Arn}, and the handle has ${RestoreFrom}`); }
  } finally {
    await harness.stop();
  }
}
