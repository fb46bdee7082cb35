import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { JOB_ID } from './events';
import { HttpServer } from './http-server';

/** A request for a new job, as it came over the wire. */
export interface SentStart {
  readonly method?: string;
  readonly path?: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
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

  protected reply({ method, url, headers }: IncomingMessage, text: string, response: ServerResponse): void {
    this.sent.push({ method, path: url?.replace(/\/$/, ''), headers, text, body: JSON.parse(text) });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ BackupJobId: JOB_ID, CreationDate: 1764000000 }));
  }
}
