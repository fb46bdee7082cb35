import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as it came over the wire. */
export interface StatesCall {
  readonly target?: string | string[];
  readonly input: Readonly<Record<string, string>>;
}

/** The HTTP side of Step Functions, as far as StartExecution goes. */
export class FakeStates {
  public readonly received: StatesCall[] = [];
  /** Status and type of the error to answer with; `ok` for none, `silent` for no reply at all. */
  public answer: 'ok' | 'silent' | readonly [number, string] = 'ok';
  private readonly server = createServer((request, response) => void this.take(request, response));

  public get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
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
    this.answer = 'ok';
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) { chunks.push(chunk as Buffer); }
    this.received.push({
      target: request.headers['x-amz-target'],
      input: this.answer === 'silent' ? {} : JSON.parse(Buffer.concat(chunks).toString('utf8')) as Readonly<Record<string, string>>,
    });
    if (this.answer === 'silent') { return; }
    const [status, type] = this.answer === 'ok' ? [200, undefined] : this.answer;
    const body = type === undefined
      ? { executionArn: 'arn:aws:states:eu-west-1:111122223333:execution:backups:run', startDate: 1.7e9 }
      : { __type: type, message: 'said by the test' };
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
  }
}
