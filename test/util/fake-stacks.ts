import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpServer } from './http-server';

const NAMESPACE = 'xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"';

/** Members of a stack or a resource, as strings. */
type Members = Readonly<Record<string, string>>;

/** The HTTP side of CloudFormation, as far as DescribeStacks and DescribeStackResource go. */
export class FakeStacks extends HttpServer {
  /** The parameters of each call. */
  public readonly received: Members[] = [];
  /** The members to return, in this order: of the stack, or of the requested resource; undefined for nothing at all. */
  public members: Members | undefined;
  /** Status, code and message of the error to respond with. */
  public error: readonly [number, string, string?] | undefined;

  public reset(): void {
    this.received.length = 0;
    this.members = { StackName: 'orders', StackStatus: 'UPDATE_IN_PROGRESS' };
    this.error = undefined;
  }

  protected reply(_request: IncomingMessage, body: string, response: ServerResponse): void {
    const parameters = Object.fromEntries(new URLSearchParams(body));
    this.received.push(parameters);
    response.writeHead(this.error?.[0] ?? 200, { 'content-type': 'text/xml' })
      .end(this.error === undefined ? result(parameters.Action, this.members) : errorOf(this.error));
  }
}

function result(action: string, members: Members | undefined): string {
  const xml = Object.entries(members ?? {}).map(([name, value]) => `<${name}>${value}</${name}>`).join('');
  const list = members === undefined ? '<Stacks/>' : `<Stacks><member>${xml}</member></Stacks>`;
  const detail = members === undefined ? '' : `<StackResourceDetail>${xml}</StackResourceDetail>`;
  return `<${action}Response ${NAMESPACE}><${action}Result>${action === 'DescribeStacks' ? list : detail}</${action}Result></${action}Response>`;
}

function errorOf([, code, message = 'said by the test']: readonly [number, string, string?]): string {
  return `<ErrorResponse ${NAMESPACE}><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
}
