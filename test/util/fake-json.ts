import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpServer } from './http-server';

/** The HTTP side of any service that speaks JSON. */
export class FakeJson extends HttpServer {
  /** Each call as it came over the wire. */
  public readonly received: { readonly target?: string | string[]; readonly input: unknown }[] = [];
  public response: object = {};
  /** Status and type of the error to respond with. */
  public error: readonly [number, string] | undefined;

  public reset(): void {
    this.received.length = 0;
    Object.assign(this, { response: {}, error: undefined });
  }

  protected reply(request: IncomingMessage, text: string, response: ServerResponse): void {
    this.received.push({ target: request.headers['x-amz-target'], input: JSON.parse(text) as unknown });
    const [status, body] = this.error === undefined ? [200, this.response] : [this.error[0], { __type: this.error[1], message: 'said by the test' }];
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  }
}
