import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pythonEnvironment } from '../../local-aws/python-environment';

describe('a Python that will not do', () => {
  let folder: string;
  const chosen = process.env.LOCAL_AWS_PYTHON;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'python-'));
  });

  afterEach(() => {
    if (chosen === undefined) {delete process.env.LOCAL_AWS_PYTHON;} else {process.env.LOCAL_AWS_PYTHON = chosen;}
  });

  afterAll(() => rm(folder, { recursive: true }));

  /** Chooses a script in the place of Python. */
  const choose = async (script: string) => {
    process.env.LOCAL_AWS_PYTHON = join(folder, 'python');
    await writeFile(process.env.LOCAL_AWS_PYTHON, `#!/bin/sh\n${script}\n`);
    await chmod(process.env.LOCAL_AWS_PYTHON, 0o755);
  };

  test('there is none', async () => {
    process.env.LOCAL_AWS_PYTHON = join(folder, 'missing');
    await expect(pythonEnvironment('requirements.txt')).rejects.toThrow(/^The local AWS needs Python 3\.10 or newer, and \S+missing does not run: install it /);
  });

  test('it is too old', async () => {
    await choose('echo 3.9.18; echo "$0"');
    await expect(pythonEnvironment('requirements.txt')).rejects.toThrow(/needs Python 3\.10 or newer, and \S+ is 3\.9\.18: install a newer one/);
  });

  test('it cannot make virtual environments', async () => {
    await choose('case "$2" in *ensurepip*) exit 1;; esac; echo 3.12.1; echo "$0"');
    await expect(pythonEnvironment('requirements.txt')).rejects.toThrow(/needs Python's modules venv and ensurepip, and \S+ lacks them: install them/);
  });

  test('it cannot install', async () => {
    await choose('case "$1 $2" in "-m venv") echo "No space left"; exit 1;; esac; echo 3.12.1; echo "$0"');
    await expect(pythonEnvironment('requirements.txt')).rejects.toThrow(/could not create a virtual environment .*: No space left/);
  });
});

test('an environment is made once', async () => {
  const first = await pythonEnvironment('requirements.txt');
  expect(await pythonEnvironment('requirements.txt')).toBe(first);
});
