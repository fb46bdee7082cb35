import { LocalStacks } from './local-stacks';
import { LocalStates } from './local-states';
import type { Time } from './time';
import { handler } from '../../lambda/backup.lambda';
import type { CloudFormationEvent } from '../../lambda/cloudformation/cloudformation-event';
import type { CustomResourceResponse } from '../../lambda/response/custom-resource-response';
import type { ExecutionInput, ExecutionState } from '../../src/request/execution/execution-state';
import { stateMachineDefinition } from '../../src/stack/state-machine-definition';
import { BackupStandIn, type StandInOptions } from '../../stand-in';
import { responseAddress } from '../util/events';
import { ResponseServer } from '../util/response-server';
import { type Execution, runStateMachine } from '../util/run-state-machine';

/** What must never be seen in a log. */
export const SECRET_KEY = 'hush-this-is-the-secret-key';
const STACK_ID = responseAddress().StackId;
/** Of an asynchronous invocation: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-waitPolicy.html */
const RETRIES_AFTER_SECONDS = [60, 120];
/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const LONGEST_STATE = 262_144;
const MACHINE = stateMachineDefinition('fn');
/** How long the function waits for an answer of AWS Backup, and of Parameter Store. */
const BACKUP_LIMIT_MS = 15_000;
const PARAMETER_LIMIT_MS = 6_000;
/** What is shorter is a pause of the SDK, what is as long or longer is a limit of one of its clients. */
const SHORTEST_LIMIT_MS = 4_000;
const NEVER_MS = 24 * 3600 * 1000;

/** A run that is over, and the request of CloudFormation that it was started for. */
export interface EndedRun extends Execution {
  readonly requestId?: string;
}

type Console = Pick<typeof console, 'info' | 'warn' | 'error'>;

/**
 * All of a deployment but CloudFormation: the handler of the function as it is, with the real SDK over HTTP; AWS Backup, Step
 * Functions and CloudFormation as servers on this machine; the machine run by the interpreter, any number of runs at a time.
 */
export class Harness {
  /** Opens all servers and tells the handler of them, whose SDK looks them up at its first call: so one harness in a process, or test file. */
  public static async start(time: Time, options: StandInOptions = {}): Promise<Harness> {
    const harness = new Harness(time, options);
    await Promise.all([harness.standIn.start(), harness.states.open(), harness.stacks.open(), harness.answerServer.open()]);
    Object.assign(process.env, {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: SECRET_KEY,
      AWS_ENDPOINT_URL_BACKUP: harness.standIn.endpoint,
      AWS_ENDPOINT_URL_SSM: harness.standIn.endpoint,
      AWS_ENDPOINT_URL_SFN: harness.states.endpoint,
      AWS_ENDPOINT_URL_CLOUDFORMATION: harness.stacks.endpoint,
      BACKUPS: '1',
    });
    return harness;
  }

  public readonly standIn: BackupStandIn;
  public readonly states = new LocalStates((input) => this.follow(input));
  public readonly stacks = new LocalStacks(STACK_ID);
  public readonly answerServer = new ResponseServer();
  /** The runs that are over. */
  public runs: EndedRun[] = [];
  /** The last states of runs before their end, by the request of CloudFormation or their idempotency key. */
  public readonly lastStates = new Map<string, ExecutionState>();
  /** When requests were delivered first, in milliseconds. */
  public readonly deliveredAt = new Map<string, number>();
  /** What no run should end with: an interpreter that could not go on, or a run without an end. */
  public broken: Error[] = [];
  /** Calls of the function, for CloudFormation and for steps. */
  public invocations = 0;
  /** All that the function logged, as text. */
  public logs: string[] = [];
  private readonly open = new Set<Promise<unknown>>();
  private readonly requestIds = new Map<string, string>();
  /** Answers of AWS Backup that were held back and are not waited for any longer. */
  private givenUp = 0;
  private hangs = false;
  private readonly realNow = Date.now;
  private readonly realConsole: Console = { ...console };
  private readonly realSetTimeout = setTimeout;

  private constructor(private readonly time: Time, options: StandInOptions) {
    Date.now = () => time.now();
    if (time.isVirtual) { globalThis.setTimeout = this.after.bind(this) as typeof setTimeout; }
    this.standIn = new BackupStandIn({ clock: { now: () => time.now() }, ...options });
    const keep = (line: unknown) => { this.logs.push(JSON.stringify(line)); };
    Object.assign(console, { info: keep, warn: keep, error: keep });
  }

  public async stop(): Promise<void> {
    Date.now = this.realNow;
    globalThis.setTimeout = this.realSetTimeout;
    Object.assign(console, this.realConsole);
    await Promise.all([this.standIn.stop(), this.states.close(), this.stacks.close(), this.answerServer.close()]);
  }

  /** As new, for the next case. */
  public reset(): void {
    this.standIn.reset();
    this.states.reset();
    this.stacks.reset();
    this.answerServer.reset();
    this.lastStates.clear();
    this.deliveredAt.clear();
    Object.assign(this, { runs: [], broken: [], invocations: 0, logs: [], givenUp: 0 });
  }

  /** As new, also after a case that was cut off: what it left behind comes to its end first. */
  public async renew(): Promise<void> {
    if (this.hangs) { throw new Error('a former case does not end'); } // not the whole limit for each further one
    this.hangs = true;
    await this.settle();
    this.hangs = false;
    this.reset();
  }

  /** Delivers a request as CloudFormation does, after so many seconds, and as Lambda does, which tries twice more. */
  public deliver(event: CloudFormationEvent, afterSeconds = 0): void {
    void this.begin(async () => {
      await this.time.sleep(afterSeconds);
      if (!this.deliveredAt.has(event.RequestId)) { this.deliveredAt.set(event.RequestId, Date.now()); }
      for (const pause of RETRIES_AFTER_SECONDS) {
        if (await this.tryToInvoke(event)) { return; }
        await this.time.sleep(pause);
      }
      await this.tryToInvoke(event);
    });
  }

  /** Starts a run that nobody waits for, as a schedule or a rule does. */
  public startRun(input: Omit<ExecutionInput, 'ResponseAddress'>): void {
    void this.follow(input);
  }

  /** Until all deliveries and runs are over. */
  public async settle(): Promise<void> {
    while (this.open.size > 0) { await Promise.all(this.open); }
  }

  /** Does something while time stands still, but for its own sleep. */
  public async withinDeadline(task: () => Promise<void>): Promise<void> {
    await this.time.run(task);
  }

  public async sleep(seconds: number): Promise<void> {
    await this.time.sleep(seconds);
  }

  /** The answers to a request, once each: one that was sent again, word for word, because it did not get through is the same. */
  public answersTo({ RequestId }: Pick<CloudFormationEvent, 'RequestId'>): CustomResourceResponse[] {
    return this.bodiesTo(RequestId).map((body) => JSON.parse(body) as CustomResourceResponse);
  }

  public bodiesTo(requestId: string): string[] {
    const bodies = new Set(this.answerServer.received.map(({ body }) => body));
    return [...bodies].filter((body) => this.requestIdIn(body) === requestId);
  }

  /** Each body is read once: a storm has many of them. */
  private requestIdIn(body: string): string {
    const known = this.requestIds.get(body) ?? (JSON.parse(body) as CustomResourceResponse).RequestId;
    this.requestIds.set(body, known);
    return known;
  }

  /** Calls of an operation of AWS Backup. */
  public callsOf(operation: string): number {
    return this.standIn.requests.filter((request) => request.operation === operation).length;
  }

  private begin(task: () => Promise<unknown>): Promise<unknown> {
    const begun = this.time.run(task)
      .catch((error: unknown) => { this.broken.push(error as Error); })
      .finally(() => { this.open.delete(begun); });
    this.open.add(begun);
    return begun;
  }

  /**
   * The limits of clients are real time, and on a busy machine any answer may be late. In virtual time they pass only for an answer of AWS
   * Backup that is held back for good, as soon as it is.
   */
  private after(task: () => void, milliseconds = 0): NodeJS.Timeout {
    if (milliseconds < SHORTEST_LIMIT_MS) { return this.realSetTimeout(task, milliseconds); }
    const mayBeHeldBack = [BACKUP_LIMIT_MS, PARAMETER_LIMIT_MS].includes(milliseconds) && this.standIn.faults.all.some(({ spec }) => spec.kind === 'slow');
    if (!mayBeHeldBack) { return this.realSetTimeout(task, NEVER_MS); }
    const look = setInterval(() => {
      const heldBack = this.standIn.requests.filter(({ faults }) => faults.includes('slow')).length;
      if (heldBack <= this.givenUp) { return; }
      this.givenUp++;
      clearInterval(look);
      task();
    }, 10);
    return look;
  }

  private async tryToInvoke(event: CloudFormationEvent): Promise<boolean> {
    try {
      await this.invoke(event);
      return true;
    } catch {
      return false;
    }
  }

  /** One run of the machine. Its waits pass before its next step, which comes right after them. */
  private async follow(input: Partial<ExecutionInput>): Promise<void> {
    let wait = 0;
    await this.begin(async () => {
      const run = await runStateMachine(MACHINE, {
        input,
        onWait: (seconds) => { wait += seconds; },
        invoke: async (event) => {
          await this.time.sleep(wait);
          wait = 0;
          return fitting(await this.invoke(event as unknown as Parameters<typeof handler>[0]));
        },
      });
      this.runs.push({ ...run, requestId: input.ResponseAddress?.RequestId });
    });
  }

  private async invoke(event: Parameters<typeof handler>[0]): Promise<unknown> {
    this.invocations++;
    if ('Step' in event && event.Step === 'Finish') { this.lastStates.set(event.State.ResponseAddress?.RequestId ?? event.State.IdempotencyKey, event.State); }
    return handler(structuredClone(event));
  }
}

/** Step Functions ends a run whose data grows too long, and nothing can catch that. */
function fitting(result: unknown): unknown {
  if (Buffer.byteLength(JSON.stringify(result)) <= LONGEST_STATE) { return result; }
  throw Object.assign(new Error('the state is too long'), { name: 'States.DataLimitExceeded' });
}
