/** A local AWS (MiniStack), for as long as a demo or a test needs it. */
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { callersEnvironment, clientEnvironment, Environment, serverEnvironment } from './environments';
import { ProcessGroup } from './process-group';
import { pythonEnvironment } from './python-environment';

const START_ATTEMPTS = 5;
const START_SECONDS = 600;
const POLL_MILLISECONDS = 50;

export interface LocalAwsOptions {
  /** More variables for MiniStack and the Lambda functions in it, e.g. `AWS_ENDPOINT_URL_BACKUP` or `SFN_WAIT_SCALE`. */
  readonly serverEnvironment?: Environment;
  /** Where MiniStack's log goes. Default: into the temporary folder, which is removed when the local AWS stops. */
  readonly log?: string;
  /** The environment of the caller. If it has `AWS_ENDPOINT_URL`, nothing is started. Default: that of this process. */
  readonly caller?: NodeJS.ProcessEnv;
}

export interface LocalAws {
  readonly endpoint: string;
  /** The whole environment for clients: the CDK CLI, the AWS CLI, an app. */
  readonly environment: Environment;
  /** The path of MiniStack's log, if we started it. */
  readonly log?: string;
  /** Stops MiniStack and everything it started, and removes its files. May be called twice. */
  stop(): Promise<void>;
}

export async function startLocalAws(options: LocalAwsOptions = {}): Promise<LocalAws> {
  const caller = options.caller ?? process.env;
  if (caller.AWS_ENDPOINT_URL) {
    return { endpoint: caller.AWS_ENDPOINT_URL, environment: callersEnvironment(caller), stop: async () => {} };
  }
  const python = await pythonEnvironment('requirements.txt');
  for (let attempt = 1; ; attempt++) {
    const ministack = await launch(python, options);
    const problem = await untilReady(ministack);
    if (!problem) {
      const environment = clientEnvironment(ministack.endpoint, ministack.folder, caller);
      return { ...ministack, environment, stop: () => stop(ministack) };
    }
    const log = readFileSync(ministack.log, 'utf8').trim().split('\n').slice(-20).join('\n');
    await stop(ministack);
    if (problem === 'late' || attempt === START_ATTEMPTS) {
      throw new Error(`The local AWS did not start (${problem}). The end of its log:\n${log}`);
    }
  }
}

interface Ministack {
  readonly endpoint: string;
  readonly folder: string;
  readonly group: ProcessGroup;
  readonly id: string;
  readonly log: string;
}

async function launch(python: string, options: LocalAwsOptions): Promise<Ministack> {
  const folder = await mkdtemp(join(tmpdir(), 'local-aws-'));
  const log = options.log ?? join(folder, 'ministack.log');
  const port = await freePort();
  const id = randomUUID();
  const output = openSync(log, 'w');
  try {
    const group = new ProcessGroup(python, [join(__dirname, 'run-ministack.py'), folder], {
      cwd: folder,
      env: serverEnvironment(port, folder, id, options.serverEnvironment ?? {}),
      stdio: ['pipe', output, output],
      onAbandoned: () => removeFolder(folder),
    });
    return { endpoint: `http://127.0.0.1:${port}`, folder, group, id, log };
  } finally {
    closeSync(output);
  }
}

/** Another process may take the port before MiniStack does: then MiniStack ends, and the caller tries a new port. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') { throw new Error('No free port on this machine'); }
  return address.port;
}

/** Waits for a response of this very MiniStack, not of another one on the same port. */
async function untilReady({ endpoint, group, id }: Ministack): Promise<'ended' | 'late' | undefined> {
  const deadline = Date.now() + START_SECONDS * 1000;
  while (Date.now() < deadline) {
    if (group.hasEnded) { return 'ended'; }
    if (await edition(endpoint) === id) { return undefined; }
    await sleep(POLL_MILLISECONDS);
  }
  return 'late';
}

async function edition(endpoint: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${endpoint}/_ministack/health`, { signal: AbortSignal.timeout(30_000) });
    return (await response.json() as { edition?: string }).edition;
  } catch {
    return undefined; // not yet
  }
}

async function stop({ folder, group }: Ministack): Promise<void> {
  await group.stop();
  removeFolder(folder);
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
