import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const NAMESPACE = 'xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"';

/** The HTTP side of CloudFormation, as far as DescribeStacks goes. */
export class FakeStacks {
  /** The parameters of each call. */
  public readonly received: Readonly<Record<string, string>>[] = [];
  /** The status of the stack, or status and code of the error to answer with; undefined for no stack at all. */
  public answer: string | readonly [number, string] | undefined;
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
    this.answer = 'UPDATE_IN_PROGRESS';
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) { chunks.push(chunk as Buffer); }
    this.received.push(Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8'))));
    if (Array.isArray(this.answer)) {
      const [status, code] = this.answer as readonly [number, string];
      const error = `<ErrorResponse ${NAMESPACE}><Error><Type>Sender</Type><Code>${code}</Code><Message>said by the test</Message></Error></ErrorResponse>`;
      response.writeHead(status, { 'content-type': 'text/xml' }).end(error);
      return;
    }
    const stack = this.answer === undefined ? '' : `<member><StackName>orders</StackName><StackStatus>${String(this.answer)}</StackStatus></member>`;
    response.writeHead(200, { 'content-type': 'text/xml' })
      .end(`<DescribeStacksResponse ${NAMESPACE}><DescribeStacksResult><Stacks>${stack}</Stacks></DescribeStacksResult></DescribeStacksResponse>`);
  }
}
