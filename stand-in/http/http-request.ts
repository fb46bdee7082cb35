import type { IncomingHttpHeaders } from 'node:http';

/** An HTTP request, read to its end. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
