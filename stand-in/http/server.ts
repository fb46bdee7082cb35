import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorResponse, type HttpResponse } from './http-response';
import type { HttpRequest } from './respond';

/** Answers one request. */
export type RequestHandler = (request: HttpRequest) => HttpResponse;

/** The HTTP side: reads requests, sends replies, breaks connections when a reply says so. */
export class HttpServer {
  private readonly server: Server;
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(answer: RequestHandler) {
    this.server = createServer((request, response) => {
      void this.handle(answer, request, response);
    });
  }

  /** The address, as soon as it is open. */
  public async listen(port: number, host: string): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, resolve);
    });
    const address = this.server.address() as AddressInfo;
    return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
  }

  /** Ends every connection, also those that wait for a slow answer. */
  public async close(): Promise<void> {
    for (const timer of this.timers) { clearTimeout(timer); }
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async handle(answer: RequestHandler, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = await readRequest(request).then(answer).catch(errorResponse);
    if (reply.delay === undefined) { return send(reply, response); }
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      send(reply, response);
    }, reply.delay);
    this.timers.add(timer);
  }
}

async function readRequest(request: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) { chunks.push(chunk as Buffer); }
  return {
    method: request.method ?? '',
    url: new URL(request.url ?? '/', 'http://stand-in'),
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function send(reply: HttpResponse, response: ServerResponse): void {
  if (response.destroyed) { return; }
  if (reply.breaks === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const length = Buffer.byteLength(reply.body);
  if (reply.breaks === 'truncated') {
    response.writeHead(reply.status, { ...reply.headers, 'content-length': length + 10 });
    response.write(reply.body.slice(0, -1) || ' ', () => response.destroy());
    return;
  }
  response.writeHead(reply.status, { ...reply.headers, 'content-length': length });
  response.end(reply.body);
}
