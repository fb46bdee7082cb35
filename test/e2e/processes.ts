/** Looks at the processes of this machine. */
import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const PATIENCE_SECONDS = 600;

/** All processes whose command line holds the text. */
export async function processesWith(text: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-ww', '-o', 'pid=,args=']);
  return stdout.split('\n').filter((line) => line.includes(text));
}

/** Waits until it is so, but not for ever. */
export async function eventually(isSo: () => boolean | Promise<boolean>): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_SECONDS * 1000;
  while (Date.now() < deadline) {
    if (await isSo()) {return true;}
    await sleep(100);
  }
  return false;
}
