import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpServer } from '../../util/http-server';

/** A request for a new job, as it came over the wire. */
export interface SentStart {
  readonly method?: string;
  readonly path?: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Accepts each job, whatever is asked for, and records the request. */
export class StartRecorder extends HttpServer {
  private readonly sent: SentStart[] = [];

  /** Returns the one request since the last call. */
  public taken(): SentStart {
    const [request, ...others] = this.sent.splice(0);
    expect([request?.body, others]).toEqual([expect.anything(), []]);
    return request;
  }

  protected reply({ method, url }: IncomingMessage, body: string, response: ServerResponse): void {
    this.sent.push({ method, path: url?.replace(/\/$/, ''), body: JSON.parse(body) });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ BackupJobId: '1F2D3C4B-0000-4000-8000-000000000001', CreationDate: 1764000000 }));
  }
}
