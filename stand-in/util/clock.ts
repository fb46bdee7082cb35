/** The source of the stand-in's time, in milliseconds since 1970, like `Date.now()`. */
export interface Clock {
  now(): number;
}

/** Starts at the present and runs `scale` times as fast as the wall clock: at 60, a minute of a job passes in a second. */
export class ScaledClock implements Clock {
  private readonly startedAt = Date.now();
  private readonly startedTicks = performance.now();

  constructor(private readonly scale: number = 1) {}

  public now(): number {
    return this.startedAt + (performance.now() - this.startedTicks) * this.scale;
  }
}

/** Stands still until `advance` is called, so that a test controls the time. */
export class ManualClock implements Clock {
  private time = Date.now();

  public now(): number {
    return this.time;
  }

  public advance(seconds: number): void {
    this.time += seconds * 1000;
  }
}
