import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackupClient } from '@aws-sdk/client-backup';
import { REGION, startJob, stateOf } from './util';
import { readCommandLine } from '../../stand-in/config/command-line';

const folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
const started: ChildProcessWithoutNullStreams[] = [];

afterAll(() => {
  for (const child of started) { child.kill('SIGKILL'); }
  rmSync(folder, { recursive: true });
});

function config(content: string): string {
  const file = join(folder, 'config.json');
  writeFileSync(file, content);
  return file;
}

describe('readCommandLine', () => {
  test('returns no options without arguments', () => expect(readCommandLine([])).toEqual({}));
  test('returns undefined for --help', () => expect(readCommandLine(['--help'])).toBeUndefined());
  test('reads --port', () => expect(readCommandLine(['--port', '4711'])).toEqual({ port: 4711 }));
  test('reads the file of --config', () => expect(readCommandLine(['--config', config('{"clock": {"scale": 60}, "port": 1}')])).toEqual({ clock: { scale: 60 }, port: 1 }));
  test('prefers --port to the file', () => expect(readCommandLine(['--config', config('{"port": 1, "vaults": "any"}'), '--port=2'])).toEqual({ port: 2, vaults: 'any' }));
  test.each([
    [['--port', 'many'], 'options.port must be a whole number'],
    [['--speed', '9'], "Unknown option '--speed'"],
    [['file.json'], 'Unexpected argument'],
    [['--config', 'missing.json'], 'missing.json: ENOENT'],
  ])('refuses %j: %s', (args, message) => expect(() => readCommandLine(args)).toThrow(message));
  test('names a file with a mistake', () => expect(() => readCommandLine(['--config', config('{"clocks": 1}')])).toThrow('config.json: options.clocks is not known'));
  test('names a file that is not JSON', () => expect(() => readCommandLine(['--config', config('{')])).toThrow('config.json: '));
});

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

function startCommand(...args: string[]): { child: ChildProcessWithoutNullStreams; firstLine: Promise<string>; ended: Promise<Ended> } {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, '..', '..', 'stand-in', 'backup-stand-in.ts'), ...args]);
  started.push(child);
  let out = '';
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); });
  const firstLine = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes('\n')) { resolve(out.split('\n')[0]); }
    });
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, out, err }));
  });
  return { child, firstLine, ended };
}

test.each(['SIGINT', 'SIGTERM'] as const)('the command prints its endpoint, serves requests and ends on %s', async (signal) => {
  const { child, firstLine, ended } = startCommand('--config', config('{"defaultScript": {"outcome": "FAILED", "createdSeconds": 0, "pendingSeconds": 0, "runningSeconds": 0}}'));
  const client = new BackupClient({ endpoint: await firstLine, region: REGION, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  expect(await stateOf(client, await startJob(client))).toBe('FAILED');
  child.kill(signal);
  expect(await ended).toMatchObject({ code: 0, signal: null });
  client.destroy();
});

test('the command ends with a message and exit code 1 after an invalid option', async () => {
  const { ended } = startCommand('--port', 'many');
  expect(await ended).toMatchObject({ code: 1, err: expect.stringContaining('options.port must be a whole number') });
});

test('the command prints its usage for --help', async () => {
  const { ended } = startCommand('--help');
  expect(await ended).toMatchObject({ code: 0, out: expect.stringContaining('Usage: backup-stand-in') });
});
