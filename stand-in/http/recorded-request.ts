import type { ServiceName } from '../model/service-name';

/** A request as it arrived, and its outcome. */
export interface RecordedRequest {
  /** Time of the stand-in's clock, ISO. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** `backup`, or `ssm` for a request to Parameter Store. */
  readonly service: ServiceName;
  /** Undefined if the path or the target belongs to no operation. */
  operation?: string;
  /** The input, if it could be read. */
  input?: Readonly<Record<string, unknown>>;
  /** The resource that the call is about; the name of a parameter. */
  resource?: string;
  /** Kinds of the faults that hit it. */
  faults: readonly string[];
  /** HTTP status of the response; 0 for none. */
  status?: number;
  /** The service's error in the response. */
  error?: string;
}

/** Headers that contain secrets. Only their presence is recorded. */
const SECRET_HEADERS = ['x-amz-security-token'];

/** Copies the headers without secrets. The signature stays: it is not a secret, and tests read it. */
export function recordHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers)
    .map(([name, value]) => [name, SECRET_HEADERS.includes(name) ? '(hidden)' : String(value)]));
}
