/** Virtual environments for the Python tools of this folder, created once for each set of pins. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The Python that MiniStack and the test tools require. */
const OLDEST_PYTHON = { major: 3, minor: 10 };
const OLDEST_VERSION = `${OLDEST_PYTHON.major}.${OLDEST_PYTHON.minor}`;
const HOW_TO_CHOOSE = 'or set LOCAL_AWS_PYTHON to the path of one';

interface Python {
  readonly executable: string;
  readonly version: string;
}

/**
 * The Python interpreter of an environment that contains exactly the packages of `requirements` (a file of this folder).
 * The first call creates the environment, later calls find it. Several processes may call it at once.
 */
export async function pythonEnvironment(requirements: string): Promise<string> {
  const pins = join(__dirname, requirements);
  const python = await findPython();
  const parent = resolve(__dirname, '..', '.local-aws');
  const folder = join(parent, `${basename(requirements, '.txt')}-${await environmentId(pins, python)}`);
  if (!existsSync(folder)) {
    await mkdir(parent, { recursive: true });
    await makeEnvironment(folder, pins, python);
  }
  return interpreter(folder);
}

/** Changes with the pins and the interpreter, so that neither can leave a stale environment behind. */
async function environmentId(pins: string, python: Python): Promise<string> {
  const hash = createHash('sha256').update(await readFile(pins)).update(python.executable).update(python.version);
  return hash.digest('hex').slice(0, 12);
}

/** Created under a temporary name and then renamed: nobody sees a half-made environment, and the first of two wins. */
async function makeEnvironment(folder: string, pins: string, python: Python): Promise<void> {
  const draft = await mkdtemp(`${folder}-draft-`);
  try {
    await step('create a virtual environment', python.executable, '-m', 'venv', draft);
    const pip = ['-m', 'pip', '--disable-pip-version-check', '--no-input'];
    await step(`install ${basename(pins)}`, interpreter(draft), ...pip, 'install', '--quiet', '--no-deps', '--requirement', pins);
    await step(`check ${basename(pins)}`, interpreter(draft), ...pip, 'check');
    await rename(draft, folder).catch((error: NodeJS.ErrnoException) => {
      if (!existsSync(folder)) { throw error; }
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

function interpreter(folder: string): string {
  return process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
}

async function step(purpose: string, command: string, ...args: string[]): Promise<void> {
  try {
    await run(command, args, { maxBuffer: 16 * 1024 * 1024 });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const reason = `${stdout}\n${stderr}`.trim().split('\n').slice(-5).join('\n') || String(error);
    throw new Error(`The local AWS could not ${purpose} (it needs a Python package index, as pip is configured here): ${reason}`);
  }
}

/** Finds Python. Throws an error of one sentence if it is missing or cannot create environments. */
async function findPython(): Promise<Python> {
  const command = process.env.LOCAL_AWS_PYTHON || 'python3';
  const python = await describePython(command);
  const [major, minor] = python.version.split('.').map(Number);
  if (major < OLDEST_PYTHON.major || (major === OLDEST_PYTHON.major && minor < OLDEST_PYTHON.minor)) {
    throw new Error(`The local AWS needs Python ${OLDEST_VERSION} or newer, and ${command} is ${python.version}: install a newer one, ${HOW_TO_CHOOSE}.`);
  }
  await run(python.executable, ['-c', 'import ensurepip, venv']).catch(() => {
    throw new Error(`The local AWS needs Python's modules venv and ensurepip, and ${command} lacks them: install them (Debian, Ubuntu: apt install python3-venv).`);
  });
  return python;
}

async function describePython(command: string): Promise<Python> {
  const script = 'import platform, sys; print(platform.python_version()); print(sys.executable)';
  try {
    const [version, executable] = (await run(command, ['-c', script])).stdout.trim().split(/\r?\n/);
    return { version, executable };
  } catch {
    throw new Error(`The local AWS needs Python ${OLDEST_VERSION} or newer, and ${command} does not run: install it from your system's packages, ${HOW_TO_CHOOSE}.`);
  }
}
