import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpServer } from './http-server';

const NAMESPACE = 'xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"';

/** The HTTP side of CloudFormation, as far as DescribeStacks goes. */
export class FakeStacks extends HttpServer {
  /** The parameters of each call. */
  public readonly received: Readonly<Record<string, string>>[] = [];
  /** The status of the stack, or status and code of the error to answer with; undefined for no stack at all. */
  public answer: string | readonly [number, string] | undefined;

  public reset(): void {
    this.received.length = 0;
    this.answer = 'UPDATE_IN_PROGRESS';
  }

  protected reply(_request: IncomingMessage, body: string, response: ServerResponse): void {
    this.received.push(Object.fromEntries(new URLSearchParams(body)));
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
