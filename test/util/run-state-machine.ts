/** A function of Lambda. */
export type StepFunction = (event: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** How an execution ended, and what it took. */
export interface Execution {
  readonly status: 'SUCCEEDED' | 'FAILED';
  /** Error and cause of a `Fail` state, or of a task that nothing caught. */
  readonly error?: string;
  readonly cause?: string;
  /** The data at the end. */
  readonly output: Data;
  /** States in the order of their entry. */
  readonly path: readonly string[];
  /** Calls of the function, by step. */
  readonly calls: Readonly<Record<string, number>>;
  /** Virtual seconds that the execution took. */
  readonly seconds: number;
}

export interface ExecutionOptions {
  readonly input: object;
  readonly invoke: StepFunction;
  /** Called with the seconds that pass, to move clocks. */
  readonly onWait?: (seconds: number) => void;
}

type Data = Readonly<Record<string, unknown>>;
type Members = Readonly<Record<string, unknown>>;

interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly BackoffRate: number;
  readonly MaxAttempts: number;
  readonly MaxDelaySeconds?: number;
}

interface Failure {
  readonly Error: string;
  readonly Cause: string;
}

/** The members that each type of state may have; a state machine with any other is not understood here. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  Task: ['Resource', 'Parameters', 'TimeoutSeconds', 'Retry', 'Catch', 'Next'],
  Wait: ['SecondsPath', 'Next'],
  Choice: ['Choices', 'Default'],
  Succeed: [],
  Fail: ['Error', 'CausePath'],
};
const RETRIER = ['ErrorEquals', 'IntervalSeconds', 'BackoffRate', 'MaxAttempts', 'MaxDelaySeconds', 'JitterStrategy'];
/** Events that each type of state writes into the history; a task that succeeds at once, of type Lambda. */
const EVENTS: Readonly<Record<string, number>> = { Task: 5, Wait: 2, Choice: 2, Succeed: 2, Fail: 2 };
/** Step Functions ends an execution there. */
const MOST_EVENTS = 25_000;

/**
 * Runs a state machine in the Amazon States Language on virtual time. It knows the few words that our state machine uses and throws on
 * every other, so that it never passes a state machine that it does not understand.
 *
 * @see https://states-language.net/spec.html
 */
export async function runStateMachine(definition: object, options: ExecutionOptions): Promise<Execution> {
  return new Interpreter(definition as Members, options).run();
}

class Interpreter {
  private readonly path: string[] = [];
  private readonly calls: Record<string, number> = {};
  private seconds = 0;
  private events = 1;

  constructor(private readonly definition: Members, private readonly options: ExecutionOptions) {
    allow('the state machine', definition, ['Comment', 'StartAt', 'States']);
  }

  public async run(): Promise<Execution> {
    let data = copy(this.options.input) as Data;
    let name = this.definition.StartAt as string;
    for (;;) {
      const state = this.enter(name);
      switch (state.Type) {
        case 'Succeed': return this.end('SUCCEEDED', data);
        case 'Fail': return this.end('FAILED', data, { Error: state.Error as string, Cause: read(data, state.CausePath, 'string') });
        case 'Wait': this.pass(wholeSeconds(read(data, state.SecondsPath, 'number'))); name = state.Next as string; break;
        case 'Choice': name = choose(state, data); break;
        default: {
          const result = await this.task(state, data);
          if ('failure' in result) { return this.end('FAILED', data, result.failure); }
          ({ data, next: name } = result);
        }
      }
    }
  }

  private enter(name: string): Members {
    const state = (this.definition.States as Readonly<Record<string, Members>>)[name];
    must(state !== undefined, `state ${name} does not exist`);
    must(Object.hasOwn(MEMBERS, String(state.Type)), `type ${String(state.Type)} of ${name} is not known here`);
    allow(name, state, ['Type', 'Comment', ...MEMBERS[state.Type as string]]);
    this.path.push(name);
    this.events += EVENTS[state.Type as string];
    must(this.events < MOST_EVENTS, 'the state machine does not end');
    return state;
  }

  private async task(state: Members, data: Data): Promise<{ data: Data; next: string } | { failure: Failure }> {
    const retriers = ((state.Retry ?? []) as Retrier[]).map((retrier) => ({ ...allow('Retry', retrier, RETRIER), attempts: 0 }));
    for (;;) {
      const outcome = await this.invoke(fill(state.Parameters as Members, data));
      if (!('Error' in outcome)) { return { data: outcome.value, next: state.Next as string }; }
      if (outcome.Error === 'States.Timeout') { this.pass(state.TimeoutSeconds as number); }
      this.events += 3; // scheduled, started, failed
      const retrier = retriers.find(({ ErrorEquals }) => matches(ErrorEquals, outcome.Error));
      if (retrier === undefined || retrier.attempts >= retrier.MaxAttempts) { return caught(state, data, outcome); }
      const delay = retrier.IntervalSeconds * retrier.BackoffRate ** retrier.attempts++;
      this.pass(Math.min(delay, retrier.MaxDelaySeconds ?? Infinity)); // the longest that the jitter allows
    }
  }

  /** Calls the function as Lambda does: everything goes through JSON, and an error becomes a name and a JSON string. */
  private async invoke(event: Members): Promise<{ value: Data } | Failure> {
    const step = String(event.Step);
    this.calls[step] = (this.calls[step] ?? 0) + 1;
    try {
      return { value: copy(await this.options.invoke(copy(event) as Members)) as Data };
    } catch (thrown) {
      const { name, message, stack } = thrown as Error;
      return { Error: name, Cause: JSON.stringify({ errorType: name, errorMessage: message, trace: stack?.split('\n') }) };
    }
  }

  private pass(seconds: number): void {
    this.seconds += seconds;
    this.options.onWait?.(seconds);
  }

  private end(status: Execution['status'], output: Data, failure?: Failure): Execution {
    const { path, calls, seconds } = this;
    return { status, error: failure?.Error, cause: failure?.Cause, output, path, calls, seconds };
  }
}

function caught(state: Members, data: Data, failure: Failure): { data: Data; next: string } | { failure: Failure } {
  for (const catcher of (state.Catch ?? []) as Members[]) {
    allow('Catch', catcher, ['ErrorEquals', 'ResultPath', 'Next']);
    if (matches(catcher.ErrorEquals as string[], failure.Error)) {
      const member = /^\$\.(\w+)$/.exec(catcher.ResultPath as string)?.[1];
      must(member !== undefined, `ResultPath ${String(catcher.ResultPath)} is not known here`);
      return { data: { ...data, [member as string]: failure }, next: catcher.Next as string };
    }
  }
  return { failure };
}

function matches(names: readonly string[], error: string): boolean {
  // States.ALL catches all but these two; States.TaskFailed, which is nearly as wide, is not used
  must(!names.includes('States.TaskFailed'), 'States.TaskFailed is not known here');
  const isFatal = ['States.DataLimitExceeded', 'States.Runtime'].includes(error);
  return names.includes(error) || (names.includes('States.ALL') && !isFatal);
}

function choose(state: Members, data: Data): string {
  for (const choice of state.Choices as Members[]) {
    allow('Choices', choice, ['Variable', 'BooleanEquals', 'StringEquals', 'IsPresent', 'Next']);
    if ('IsPresent' in choice) {
      const member = /^\$\.(\w+)$/.exec(choice.Variable as string)?.[1] ?? '';
      if (Object.hasOwn(data, member) === choice.IsPresent) { return choice.Next as string; }
      continue;
    }
    const value = 'StringEquals' in choice ? read(data, choice.Variable, 'string') : read(data, choice.Variable, 'boolean');
    if (value === (choice.StringEquals ?? choice.BooleanEquals)) { return choice.Next as string; }
  }
  return state.Default as string;
}

function fill(parameters: Members, data: Data): Members {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => {
    if (!name.endsWith('.$')) { return [name, value]; }
    must(value === '$', `the path ${String(value)} is not known here`);
    return [name.slice(0, -2), data];
  }));
}

function read(data: Data, path: unknown, type: 'string'): string;
function read(data: Data, path: unknown, type: 'number'): number;
function read(data: Data, path: unknown, type: 'boolean'): boolean;
function read(data: Data, path: unknown, type: string): unknown {
  const members = /^\$((?:\.\w+)+)$/.exec(path as string)?.[1].slice(1).split('.') ?? [''];
  const value = members.reduce<unknown>((object, member) => (object as Data | undefined)?.[member], data);
  // eslint-disable-next-line valid-typeof
  must(typeof value === type, `States.Runtime: ${String(path)} is ${JSON.stringify(value)}, not a ${type}`);
  return value;
}

function wholeSeconds(seconds: number): number {
  must(Number.isInteger(seconds) && seconds >= 0 && seconds <= 99_999_999, `States.Runtime: cannot wait ${seconds} seconds`);
  return seconds;
}

function allow<T extends object>(where: string, given: T, members: readonly string[]): T {
  const unknown = Object.keys(given).filter((member) => !members.includes(member));
  must(unknown.length === 0, `${where} has ${unknown.join()}, which is not known here`);
  return given;
}

function must(isFine: boolean, otherwise: string): void {
  if (!isFine) { throw new Error(otherwise); }
}

function copy(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
