/** A request as it came, and what became of it. */
export interface RecordedRequest {
  /** Time of the stand-in's clock, ISO. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Left out when the path is no operation's. */
  operation?: string;
  /** The input, when it was fit to be read. */
  input?: Readonly<Record<string, unknown>>;
  /** The resource that the call is about. */
  resource?: string;
  /** Kinds of the faults that spoilt it. */
  faults: readonly string[];
  /** HTTP status of the answer; 0 for none. */
  status?: number;
  /** The service's error in the answer. */
  error?: string;
}

/** Headers that hold secrets, of which only the presence counts. */
const SECRET_HEADERS = ['x-amz-security-token'];

/** Plain headers, without secrets. The signature stays: it is no secret, and tests look at it. */
export function recordHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers)
    .map(([name, value]) => [name, SECRET_HEADERS.includes(name) ? '(hidden)' : String(value)]));
}
