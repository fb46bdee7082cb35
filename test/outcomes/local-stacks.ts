import { type LocalAnswer, type LocalRequest, LocalServer } from './local-server';

const XMLNS = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';

/** DescribeStacks of CloudFormation, in its query protocol. It knows one stack. */
export class LocalStacks extends LocalServer {
  public status = 'UPDATE_IN_PROGRESS';

  constructor(private readonly stackId: string) {
    super('cloudformation');
  }

  public reset(): void {
    this.status = 'UPDATE_IN_PROGRESS';
    this.faults = [];
  }

  protected override answer({ body }: LocalRequest): LocalAnswer {
    const { Action, Version, StackName, ...unknown } = Object.fromEntries(new URLSearchParams(body));
    if (Action !== 'DescribeStacks' || Version !== '2010-05-15' || Object.keys(unknown).length > 0) { return stacksError('InvalidAction', body); }
    const name = this.stackId.split('/')[1];
    if (StackName !== name && StackName !== this.stackId) { return stacksError('ValidationError', `Stack with id ${StackName} does not exist`); }
    const stack = `<StackName>${name}</StackName><StackId>${this.stackId}</StackId><StackStatus>${this.status}</StackStatus>`
      + '<CreationTime>2025-11-23T03:00:00.000Z</CreationTime>';
    return xml(200, `<DescribeStacksResponse xmlns="${XMLNS}"><DescribeStacksResult><Stacks><member>${stack}</member></Stacks></DescribeStacksResult>`
      + '<ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ResponseMetadata></DescribeStacksResponse>');
  }
}

/** An error as CloudFormation tells it. */
export function stacksError(code: string, message = 'said by the test', status = 400): LocalAnswer {
  return xml(status, `<ErrorResponse xmlns="${XMLNS}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`
    + '<RequestId>00000000-0000-4000-8000-000000000000</RequestId></ErrorResponse>');
}

function xml(status: number, body: string): LocalAnswer {
  return { status, type: 'text/xml', body };
}
