import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { HttpServer } from '../util/http-server';

export interface LocalRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface LocalAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** A connection reset, before or after the work was done, or another answer in place of the work. */
export type LocalFault = 'reset' | 'reset after' | LocalAnswer;

/** An AWS service on this machine, as far as one call goes. Every request must be signed for it. */
export abstract class LocalServer extends HttpServer {
  /** What becomes of the next requests; when none is left, they are answered. */
  public faults: LocalFault[] = [];

  /** @param service as signatures name it */
  protected constructor(private readonly service: string) {
    super();
  }

  protected abstract answer(request: LocalRequest): LocalAnswer;

  protected reply(request: IncomingMessage, text: string, response: ServerResponse): void {
    const { headers } = request;
    if (!headers.authorization?.includes(`/${this.service}/aws4_request`)) {
      response.writeHead(500).end(`not signed for ${this.service}`);
      return;
    }
    const fault = this.faults.shift();
    if (fault === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    const { status, type, body } = typeof fault === 'object' ? fault : this.answer({ headers, body: text });
    if (fault === 'reset after') {
      request.socket.resetAndDestroy();
      return;
    }
    // In the time of the test: the SDK takes another date for a clock that is wrong, and tries again
    response.writeHead(status, { 'content-type': type, 'date': new Date(Date.now()).toUTCString() }).end(body);
  }
}
