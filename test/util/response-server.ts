import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { SIGNATURE } from './events';
import { HttpServer } from './http-server';
import type { CustomResourceResponse } from '../../lambda/response/response';

/** A request as it came over the wire. */
export interface Received {
  readonly method?: string;
  readonly url?: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An HTTP status, a connection reset, an answer that breaks off, or silence. */
export type Behaviour = number | 'reset' | 'cut' | 'silent';

/** The place where CloudFormation waits for answers, as a real server on this machine. */
export class AnswerServer extends HttpServer {
  public readonly received: Received[] = [];
  /** What becomes of the next requests; when none is left, 200. */
  public behaviours: Behaviour[] = [];

  /** A signed URL of this server. */
  public get url(): string {
    return `${this.endpoint}/bucket/answer?${SIGNATURE}`;
  }

  /** The answers, taken or not. */
  public get answers(): CustomResourceResponse[] {
    return this.received.map(({ body }) => JSON.parse(body) as CustomResourceResponse);
  }

  public reset(): void {
    this.received.length = 0;
    this.behaviours = [];
  }

  protected reply(request: IncomingMessage, body: string, response: ServerResponse): void {
    const { method, url, headers } = request;
    this.received.push({ method, url, headers, body });
    const behaviour = this.behaviours.shift() ?? 200;
    switch (behaviour) {
      case 'silent': return;
      case 'reset': request.socket.resetAndDestroy(); return;
      case 'cut':
        response.writeHead(200, { 'content-length': 10 });
        response.write('half', () => request.socket.destroy());
        return;
      default: response.writeHead(behaviour).end('<xml/>');
    }
  }
}

/** An answer server for the tests of a file. */
export function answerServer(): AnswerServer {
  const server = new AnswerServer();
  beforeAll(() => server.open());
  beforeEach(() => server.reset());
  afterAll(() => server.close());
  return server;
}
