/**
 * A bucket that holds as many tokens as its rate, fills evenly at that rate, and loses one token per call. One second's
 * worth of calls may arrive at once; after that, only as many as the rate allows.
 */
export class TokenBucket {
  private tokens: number;
  private filledAt: number;

  constructor(private readonly ratePerSecond: number, private readonly now: () => number) {
    this.tokens = ratePerSecond;
    this.filledAt = now();
  }

  public get hasToken(): boolean {
    const now = this.now();
    const filled = this.tokens + Math.max(0, now - this.filledAt) / 1000 * this.ratePerSecond;
    this.tokens = Math.min(this.ratePerSecond, filled);
    this.filledAt = now;
    return this.tokens >= 1 - 1e-9;
  }

  public take(): void {
    this.tokens -= 1;
  }
}
