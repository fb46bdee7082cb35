import { type Deletions, type Left, NO_DELETIONS } from '../../../src/request/execution/deletions';
import { log } from '../../aws/log';

/** How far the deletions of an execution are, while a step goes on with them. */
export class Progress {
  private readonly gone: Set<string>;
  private readonly left: Left[];
  private readonly requests: Map<string, number>;
  private readonly ignored = new Set<string>();

  constructor(private readonly step: string, { Gone, Left, Requests }: Deletions = NO_DELETIONS) {
    this.gone = new Set(Gone);
    this.left = [...Left];
    this.requests = new Map(Object.entries(Requests));
  }

  /** What the next step begins with. */
  public get deletions(): Deletions {
    return { Gone: [...this.gone], Left: this.left, Requests: Object.fromEntries(this.requests) };
  }

  /** Whether a deletion was requested that is not over. */
  public get isDeleting(): boolean {
    return this.requests.size > 0;
  }

  /** Whether there is nothing more to do about something. */
  public isSettled(what: string): boolean {
    return this.gone.has(what) || this.ignored.has(what) || this.isLeft(what);
  }

  /** Whether something stays for good. */
  public isLeft(what: string): boolean {
    return this.left.some(({ What }) => What === what);
  }

  public requestsOf(what: string): number {
    return this.requests.get(what) ?? 0;
  }

  /** Counts a request to delete something. */
  public request(what: string): void {
    this.requests.set(what, this.requestsOf(what) + 1);
  }

  /** It was gone before: nothing to report. */
  public ignore(what: string): void {
    this.ignored.add(what);
  }

  /** It is gone. */
  public settle(what: string): void {
    this.requests.delete(what);
    this.gone.add(what);
  }

  /** It stays, which fails nothing. */
  public leave(What: string, Reason: string): void {
    log('WARN', 'not deleted', { step: this.step, what: What, reason: Reason });
    this.requests.delete(What);
    this.left.push({ What, Reason });
  }
}
