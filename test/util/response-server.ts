import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { SIGNATURE } from './events';
import { HttpServer } from './http-server';
import type { CustomResourceResponse } from '../../lambda/response/custom-resource-response';

/** A request as it came over the wire. */
export interface Received {
  readonly method?: string;
  readonly url?: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** In milliseconds. */
  readonly at: number;
}

/** An HTTP status, a connection reset, a response that breaks off, or silence. */
export type Behaviour = number | 'reset' | 'cut' | 'silent';

/** The server on which CloudFormation waits for responses, as a real server on this machine. */
export class ResponseServer extends HttpServer {
  public readonly received: Received[] = [];
  /** Behaviour for the next requests; 200 when none is left. */
  public behaviours: Behaviour[] = [];

  /** A signed URL of this server. */
  public get url(): string {
    return `${this.endpoint}/bucket/response?${SIGNATURE}`;
  }

  /** The responses, accepted or not. */
  public get responses(): CustomResourceResponse[] {
    return this.received.map(({ body }) => JSON.parse(body) as CustomResourceResponse);
  }

  public reset(): void {
    this.received.length = 0;
    this.behaviours = [];
  }

  protected reply(request: IncomingMessage, body: string, response: ServerResponse): void {
    const { method, url, headers } = request;
    this.received.push({ method, url, headers, body, at: Date.now() });
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

/** A response server for the tests of a file. */
export function responseServer(): ResponseServer {
  const server = new ResponseServer();
  beforeAll(() => server.open());
  beforeEach(() => server.reset());
  afterAll(() => server.close());
  return server;
}
