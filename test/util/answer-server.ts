import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SIGNATURE } from './events';
import type { Answer } from '../../lambda/answer';

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
export class AnswerServer {
  public readonly received: Received[] = [];
  /** What becomes of the next requests; when none is left, 200. */
  public behaviours: Behaviour[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => void this.take(request, response));
  }

  /** A signed URL of this server. */
  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/bucket/answer?${SIGNATURE}`;
  }

  /** The answers, taken or not. */
  public get answers(): Answer[] {
    return this.received.map(({ body }) => JSON.parse(body) as Answer);
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

  public reset(): void {
    this.received.length = 0;
    this.behaviours = [];
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) { chunks.push(chunk as Buffer); }
    const { method, url, headers } = request;
    this.received.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
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
