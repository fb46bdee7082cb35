import { setTimeout as pause } from 'node:timers/promises';

/** Where runs take their time from. */
export interface Time {
  readonly isVirtual: boolean;
  /** Milliseconds since 1970. */
  now(): number;
  sleep(seconds: number): Promise<void>;
  /** Whoever sleeps, does so in here. */
  run<T>(task: () => Promise<T>): Promise<T>;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/**
 * Time that stands still while anybody is at work, and jumps to the next who wakes as soon as all sleep. So any number of runs
 * go on side by side, in the order they would in real time, and an hour takes no time.
 */
export class VirtualTime implements Time {
  public readonly isVirtual = true;
  private readonly start = Date.now();
  private seconds = 0;
  private atWork = 0;
  private sleepers: Sleeper[] = [];

  public now(): number {
    return this.start + Math.round(this.seconds * 1000);
  }

  public async sleep(seconds: number): Promise<void> {
    await new Promise<void>((wake) => {
      this.sleepers.push({ at: this.seconds + seconds, wake });
      this.rest();
    });
  }

  public async run<T>(task: () => Promise<T>): Promise<T> {
    this.atWork++;
    try {
      return await task();
    } finally {
      this.rest();
    }
  }

  private rest(): void {
    this.atWork--;
    if (this.atWork > 0 || this.sleepers.length === 0) { return; }
    const next = this.sleepers.reduce((first, sleeper) => sleeper.at < first.at ? sleeper : first);
    this.sleepers = this.sleepers.filter((sleeper) => sleeper !== next);
    this.seconds = next.at;
    this.atWork++;
    next.wake();
  }
}

/** The time on the wall. */
export class RealTime implements Time {
  public readonly isVirtual = false;

  public now(): number {
    return performance.timeOrigin + performance.now();
  }

  public async sleep(seconds: number): Promise<void> {
    await pause(seconds * 1000);
  }

  public async run<T>(task: () => Promise<T>): Promise<T> {
    return task();
  }
}

/** The virtual time of a test file. */
export const virtualTime = new VirtualTime();

/**
 * Stands in for `node:timers/promises`, so that the pauses of the function pass in virtual time too:
 * `jest.mock('node:timers/promises', () => jest.requireActual('./time').virtualTimers)`.
 */
export const virtualTimers = { setTimeout: (milliseconds: number): Promise<void> => virtualTime.sleep(milliseconds / 1000) };
