/** Where the stand-in reads the time from. Milliseconds since 1970, as `Date.now()`. */
export interface Clock {
  now(): number;
}

/** Runs from the present moment, `scale` times as fast as the wall clock: at 60, a minute of a job passes in a second. */
export class ScaledClock implements Clock {
  private readonly startedAt = Date.now();
  private readonly startedTicks = performance.now();

  constructor(private readonly scale: number = 1) {}

  public now(): number {
    return this.startedAt + (performance.now() - this.startedTicks) * this.scale;
  }
}

/** Stands still until it is told to go on, so that a test decides what time it is. */
export class ManualClock implements Clock {
  private time = Date.now();

  public now(): number {
    return this.time;
  }

  public advance(seconds: number): void {
    this.time += seconds * 1000;
  }
}
