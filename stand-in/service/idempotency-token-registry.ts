import type { IdempotencyOptions } from './service-options';
import { toMilliseconds } from '../jobs/seconds';
import { invalidRequest } from '../model/errors';
import type { StartInput } from '../model/start-input';

interface Entry {
  readonly jobId: string;
  readonly input: string;
  readonly at: number;
}

/** The idempotency tokens of the calls that succeeded. */
export class IdempotencyTokenRegistry {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly options: IdempotencyOptions, private readonly now: () => number) {}

  public record(input: StartInput, jobId: string): void {
    if (input.IdempotencyToken === undefined) { return; }
    this.entries.set(input.IdempotencyToken, { jobId, input: fingerprint(input), at: this.now() });
  }

  /** The job that an earlier call with the same token started. */
  public find(input: StartInput): string | undefined {
    const entry = input.IdempotencyToken === undefined ? undefined : this.entries.get(input.IdempotencyToken);
    if (entry === undefined || this.isForgotten(entry)) { return undefined; }
    if (this.options.onMismatch === 'refuse' && entry.input !== fingerprint(input)) {
      throw invalidRequest('The idempotency token was used with other parameters');
    }
    return entry.jobId;
  }

  private isForgotten(entry: Entry): boolean {
    return this.now() - entry.at > toMilliseconds(this.options.rememberSeconds ?? 'forever');
  }
}

/** The same string for the same parameters, whatever their order. */
function fingerprint(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([left], [right]) => left.localeCompare(right)))
      : item
  ));
}
