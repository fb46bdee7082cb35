import { type LocalAnswer, type LocalRequest, LocalServer } from './local-server';
import { TokenBucket } from '../../stand-in/service/token-bucket';

const ROOT_ID = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/root/71af3dc0-da77-11e4-872e-1234567db123';
const XMLNS = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';

/** Physical id and status of each resource, by `stack/logical id`. */
export type LocalResources = Readonly<Record<string, readonly [string, string]>>;

/** A call as it was answered. */
export interface StacksCall {
  readonly at: number;
  readonly throttled: boolean;
}

/**
 * DescribeStacks and DescribeStackResource of CloudFormation, in its query protocol. It knows one stack, the one that it is nested in,
 * and those that resources are in.
 */
export class LocalStacks extends LocalServer {
  public status = 'UPDATE_IN_PROGRESS';
  /** The status of the outermost stack, named `root`, when the stack is nested. */
  public rootStatus: string | undefined;
  /** Calls of both operations together since the last reset. */
  public calls: StacksCall[] = [];
  /** Beside the time of its creation. */
  public times: { readonly LastUpdatedTime?: Date; readonly DeletionTime?: Date } = {};
  public resources: LocalResources = {};
  /** The values of its outputs. */
  public outputs: readonly string[] = [];
  private quota: TokenBucket | undefined;

  constructor(private readonly stackId: string) {
    super('cloudformation');
  }

  /** How many calls it answers in a second; it throttles the others. */
  public set perSecond(calls: number) {
    this.quota = new TokenBucket(calls, Date.now);
  }

  public reset(): void {
    Object.assign(this, { status: 'UPDATE_IN_PROGRESS', rootStatus: undefined, times: {}, resources: {}, outputs: [], faults: [], calls: [], quota: undefined });
  }

  protected override answer(request: LocalRequest): LocalAnswer {
    const throttled = this.quota?.hasToken === false;
    this.calls.push({ at: Date.now(), throttled });
    if (throttled) { return stacksError('Throttling', 'Rate exceeded'); }
    this.quota?.take();
    return this.answerWithinQuota(request);
  }

  private answerWithinQuota({ body }: LocalRequest): LocalAnswer {
    const { Action, Version, StackName, ...others } = Object.fromEntries(new URLSearchParams(body));
    if (Version !== '2010-05-15') { return stacksError('InvalidAction', body); }
    const members = Object.keys(others).join();
    if (Action === 'DescribeStackResource' && members === 'LogicalResourceId') { return this.resource(StackName, others.LogicalResourceId); }
    return Action === 'DescribeStacks' && members === '' ? this.stack(StackName) : stacksError('InvalidAction', body);
  }

  private stack(StackName: string): LocalAnswer {
    const name = this.stackId.split('/')[1];
    const isNested = this.rootStatus !== undefined;
    if (isNested && StackName === 'root') {
      return result('DescribeStacks', `<Stacks><member><StackName>root</StackName><StackId>${ROOT_ID}</StackId><StackStatus>${this.rootStatus}</StackStatus></member></Stacks>`);
    }
    if (StackName !== name && StackName !== this.stackId) { return stacksError('ValidationError', `Stack with id ${StackName} does not exist`); }
    const stack = `<StackName>${name}</StackName><StackId>${this.stackId}</StackId><StackStatus>${this.status}</StackStatus>`
      + '<CreationTime>2025-11-23T03:00:00.000Z</CreationTime>'
      + (isNested ? `<ParentId>${ROOT_ID}</ParentId><RootId>${ROOT_ID}</RootId>` : '')
      + `<Outputs>${this.outputs.map((value, index) => `<member><OutputKey>O${index}</OutputKey><OutputValue>${value}</OutputValue></member>`).join('')}</Outputs>`
      + Object.entries(this.times).map(([member, time]) => `<${member}>${time.toISOString()}</${member}>`).join('');
    return result('DescribeStacks', `<Stacks><member>${stack}</member></Stacks>`);
  }

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackResourceDetail.html */
  private resource(stack: string, logicalId: string): LocalAnswer {
    const isStack = Object.keys(this.resources).some((key) => key.startsWith(`${stack}/`)) || stack === this.stackId.split('/')[1];
    if (!isStack) { return stacksError('ValidationError', `Stack '${stack}' does not exist`); }
    const found = Object.entries(this.resources).find(([key]) => key === `${stack}/${logicalId}`)?.[1];
    if (found === undefined) { return stacksError('ValidationError', `Resource ${logicalId} does not exist for stack ${stack}`); }
    const [id, status] = found;
    return result('DescribeStackResource', `<StackResourceDetail><StackName>${stack}</StackName><LogicalResourceId>${logicalId}</LogicalResourceId>`
      + `${id === '' ? '' : `<PhysicalResourceId>${id}</PhysicalResourceId>`}<ResourceType>AWS::EFS::FileSystem</ResourceType>`
      + `<ResourceStatus>${status}</ResourceStatus><LastUpdatedTimestamp>2025-11-23T03:00:00.000Z</LastUpdatedTimestamp></StackResourceDetail>`);
  }
}

/** An error as CloudFormation tells it. */
export function stacksError(code: string, message = 'said by the test', status = 400): LocalAnswer {
  return xml(status, `<ErrorResponse xmlns="${XMLNS}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`
    + '<RequestId>00000000-0000-4000-8000-000000000000</RequestId></ErrorResponse>');
}

function result(action: string, content: string): LocalAnswer {
  return xml(200, `<${action}Response xmlns="${XMLNS}"><${action}Result>${content}</${action}Result>`
    + `<ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ResponseMetadata></${action}Response>`);
}

function xml(status: number, body: string): LocalAnswer {
  return { status, type: 'text/xml', body };
}
