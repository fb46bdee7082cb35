import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A real HTTP server on this machine, on a free port, that reads each request completely before it responds. */
export abstract class HttpServer {
  private readonly server = createServer((request, response) => void this.take(request, response));

  public get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async open(): Promise<void> {
    this.server.keepAliveTimeout = 0; // or an idle connection ends just when it is used again, now and then
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  public async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  /** Responds to a request, or does not. */
  protected abstract reply(request: IncomingMessage, body: string, response: ServerResponse): void;

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) { chunks.push(chunk as Buffer); }
    this.reply(request, Buffer.concat(chunks).toString('utf8'), response);
  }
}
