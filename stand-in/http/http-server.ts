import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpRequest } from './http-request';
import { errorResponse, type HttpResponse } from './http-response';

/** Responds to one request. */
export type RequestHandler = (request: HttpRequest) => HttpResponse;

/** Reads requests, sends responses, and breaks the connection where a response says so. */
export class HttpServer {
  private readonly server: Server;
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(handler: RequestHandler) {
    this.server = createServer((incoming, outgoing) => {
      void this.handle(handler, incoming, outgoing);
    });
  }

  /** Opens the server; returns its address. */
  public async listen(port: number, host: string): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, resolve);
    });
    const address = this.server.address() as AddressInfo;
    return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
  }

  /** Ends every connection, including those that wait for a slow response. */
  public async close(): Promise<void> {
    for (const timer of this.timers) { clearTimeout(timer); }
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async handle(handler: RequestHandler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const response = await readRequest(incoming).then(handler).catch((error: unknown) => errorResponse(error));
    if (response.delay === undefined) { return send(response, outgoing); }
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      send(response, outgoing);
    }, response.delay);
    this.timers.add(timer);
  }
}

async function readRequest(incoming: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) { chunks.push(chunk as Buffer); }
  return {
    method: incoming.method ?? '',
    url: new URL(incoming.url ?? '/', 'http://stand-in'),
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function send(response: HttpResponse, outgoing: ServerResponse): void {
  if (outgoing.destroyed) { return; }
  if (response.breaks === 'reset') {
    outgoing.socket?.resetAndDestroy();
    return;
  }
  const length = Buffer.byteLength(response.body);
  if (response.breaks === 'truncated') {
    outgoing.writeHead(response.status, { ...response.headers, 'content-length': length + 10 });
    outgoing.write(response.body.slice(0, -1) || ' ', () => outgoing.destroy());
    return;
  }
  outgoing.writeHead(response.status, { ...response.headers, 'content-length': length });
  outgoing.end(response.body);
}
