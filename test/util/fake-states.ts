import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpServer } from './http-server';

/** A call as it came over the wire. */
export interface StatesCall {
  readonly target?: string | string[];
  readonly input: Readonly<Record<string, string>>;
}

/** The HTTP side of Step Functions, as far as StartExecution goes. */
export class FakeStates extends HttpServer {
  public readonly received: StatesCall[] = [];
  /** Status and type of the error to respond with; `ok` for none, `silent` for no response at all. */
  public behaviour: 'ok' | 'silent' | readonly [number, string] = 'ok';

  public reset(): void {
    this.received.length = 0;
    this.behaviour = 'ok';
  }

  protected reply(request: IncomingMessage, text: string, response: ServerResponse): void {
    this.received.push({
      target: request.headers['x-amz-target'],
      input: this.behaviour === 'silent' ? {} : JSON.parse(text) as Readonly<Record<string, string>>,
    });
    if (this.behaviour === 'silent') { return; }
    const [status, type] = this.behaviour === 'ok' ? [200, undefined] : this.behaviour;
    const body = type === undefined
      ? { executionArn: 'arn:aws:states:eu-west-1:111122223333:execution:backups:run', startDate: 1.7e9 }
      : { __type: type, message: 'said by the test' };
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
  }
}
