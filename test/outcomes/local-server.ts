import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

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
export abstract class LocalServer {
  /** What becomes of the next requests; when none is left, they are answered. */
  public faults: LocalFault[] = [];
  private readonly server = createServer((request, response) => void this.take(request, response));

  /** @param service as signatures name it */
  protected constructor(private readonly service: string) {}

  public get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async open(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  public async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  protected abstract answer(request: LocalRequest): LocalAnswer;

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) { chunks.push(chunk as Buffer); }
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
    const given = { headers, body: Buffer.concat(chunks).toString('utf8') };
    const { status, type, body } = typeof fault === 'object' ? fault : this.answer(given);
    if (fault === 'reset after') {
      request.socket.resetAndDestroy();
      return;
    }
    // In the time of the test: the SDK takes another date for a clock that is wrong, and tries again
    response.writeHead(status, { 'content-type': type, 'date': new Date(Date.now()).toUTCString() }).end(body);
  }
}
