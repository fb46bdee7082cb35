/** Child processes in their own groups, so that stopping one also stops whatever it started. */
import { ChildProcess, spawn, SpawnOptions } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a group may take to end before it is killed. */
const GRACE_MILLISECONDS = 3000;
const ENDING_SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

const running = new Set<ProcessGroup>();

export interface ProcessGroupOptions extends SpawnOptions {
  /** Cleans up when this process ends before the group was stopped. Must not wait for anything. */
  readonly onAbandoned?: () => void;
}

export class ProcessGroup {
  public readonly child: ChildProcess;
  /** The exit code or the signal's name, once all output has arrived. Rejects if the command cannot be started. */
  public readonly ended: Promise<number | NodeJS.Signals>;

  constructor(command: string, args: readonly string[], private readonly options: ProcessGroupOptions) {
    endGroupsWithThisProcess();
    this.child = spawn(command, args, { ...options, detached: true });
    running.add(this);
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', (code, signal) => resolve(code ?? signal ?? 1));
    });
    this.ended.catch(() => running.delete(this)); // whoever waits for the end sees the error
  }

  public get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null || this.child.pid === undefined;
  }

  /** Asks the group to end, and kills what is left after a moment. Only once: its id may soon belong to another group. */
  public async stop(): Promise<void> {
    if (!running.has(this)) { return; }
    if (!this.hasEnded) {
      this.signal('SIGTERM');
      await Promise.race([this.ended.catch(() => undefined), sleep(GRACE_MILLISECONDS, undefined, { ref: false })]);
    }
    this.signal('SIGKILL');
    await this.ended.catch(() => undefined);
    running.delete(this);
  }

  /** Kills the group at once, because this process is about to end. */
  public abandon(): void {
    this.signal('SIGKILL');
    running.delete(this);
    this.options.onAbandoned?.();
  }

  private signal(signal: NodeJS.Signals): void {
    if (this.child.pid === undefined) { return; }
    try {
      process.kill(-this.child.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') { throw error; } // ESRCH: no process is left
    }
  }
}

let watching = false;

function endGroupsWithThisProcess(): void {
  if (watching) { return; }
  watching = true;
  const abandonAll = () => running.forEach((group) => group.abandon());
  process.once('exit', abandonAll);
  for (const signal of ENDING_SIGNALS) {
    process.once(signal, () => {
      abandonAll();
      process.kill(process.pid, signal); // now with the default effect: the signal ends this process
    });
  }
}
