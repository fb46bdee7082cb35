import { type LocalAnswer, type LocalRequest, LocalServer } from './local-server';

const JSON_TYPE = 'application/x-amz-json-1.0';
const LONGEST_INPUT = 262_144;
const MEMBERS = ['stateMachineArn', 'name', 'input'];

interface Execution {
  readonly input: string;
  isOver: boolean;
}

/**
 * StartExecution of Step Functions, strict about its input. A name that is taken is refused, unless the run goes on and has the
 * very same input.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export class LocalStates extends LocalServer {
  private readonly executions = new Map<string, Execution>();

  /** @param run takes the input of a new run, and is done when the run is over */
  constructor(private readonly run: (input: object) => Promise<void>) {
    super('states');
  }

  public get started(): number {
    return this.executions.size;
  }

  public reset(): void {
    this.executions.clear();
    this.faults = [];
  }

  protected override answer({ headers, body }: LocalRequest): LocalAnswer {
    if (headers['x-amz-target'] !== 'AWSStepFunctions.StartExecution') { return statesError('UnknownOperationException'); }
    if (headers['content-type'] !== JSON_TYPE) { return statesError('SerializationException'); }
    const { stateMachineArn, name, input, ...unknown } = JSON.parse(body) as Record<string, unknown>;
    if (Object.keys(unknown).length > 0) { return statesError('ValidationException', `only ${MEMBERS.join()} are known`); }
    if (typeof stateMachineArn !== 'string' || !/^arn:aws:states:[a-z0-9-]+:\d{12}:stateMachine:[\w-]{1,80}$/.test(stateMachineArn)) {
      return statesError('InvalidArn', `Invalid Arn: '${String(stateMachineArn)}'`);
    }
    if (typeof name !== 'string' || !/^[\w-]{1,80}$/.test(name)) { return statesError('InvalidName', `Invalid Name: '${String(name)}'`); }
    return typeof input === 'string' && isInput(input) ? this.start(stateMachineArn, name, input) : statesError('InvalidExecutionInput');
  }

  private start(machine: string, name: string, input: string): LocalAnswer {
    const before = this.executions.get(name);
    if (before === undefined) {
      const execution = { input, isOver: false };
      this.executions.set(name, execution);
      void this.run(JSON.parse(input) as object).finally(() => { execution.isOver = true; });
    } else if (before.isOver || before.input !== input) {
      return statesError('ExecutionAlreadyExists', `Execution Already Exists: '${name}'`);
    }
    const executionArn = `${machine.replace(':stateMachine:', ':execution:')}:${name}`;
    return { status: 200, type: JSON_TYPE, body: JSON.stringify({ executionArn, startDate: 1.7e9 }) };
  }
}

/** An error as Step Functions tells it. */
export function statesError(type: string, message = 'said by the test', status = 400): LocalAnswer {
  return { status, type: JSON_TYPE, body: JSON.stringify({ __type: type, message }) };
}

function isInput(text: string): boolean {
  try {
    return Buffer.byteLength(text) <= LONGEST_INPUT && typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
