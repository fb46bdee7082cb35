import type { Harness } from './harness';
import { type Calls, historyOf, peakOf } from './storm';
import type { CloudFormationEvent } from '../../lambda/cloudformation/cloudformation-event';
import { deleteEvent, PHYSICAL_ID, REQUEST, STATE_MACHINE_ARN, updateEvent } from '../util/events';

/** Reported, and not adjustable: https://github.com/aws/aws-sam-cli/issues/2671 */
export const DESCRIBE_STACKS_PER_SECOND = 5;

/** What many requests at once ask for, each of which depends on the status of the stack. */
export const STACK_STORMS = ['updates in a rollback', 'final backups in a rollback', 'deletions with DESTROY'] as const;
/** Two questions each: the nested stack is being deleted, and its outermost stack rolled back. */
export const NESTED_STORM = 'final backups in the rollback of an outermost stack';
export type StackStormKind = (typeof STACK_STORMS)[number] | typeof NESTED_STORM;

/** How a storm of requests ended. */
export interface StackStorm {
  readonly kind: StackStormKind;
  readonly requests: number;
  /** Responses that are not the right one: a failure, another physical id, or none. */
  readonly wrong: number;
  /** What they say, each once. */
  readonly reasons: readonly string[];
  /** Jobs that a rollback started. */
  readonly jobs: number;
  /** Recovery points that a deletion left. */
  readonly left: number;
  /** Seconds until all was over. */
  readonly seconds: number;
  readonly asks: Calls;
  readonly invocations: number;
}

/** Of what went wrong, for the report. */
const MOST_REASONS = 5;

const STATUS: Readonly<Record<StackStormKind, string>> = {
  'updates in a rollback': 'UPDATE_ROLLBACK_IN_PROGRESS',
  'final backups in a rollback': 'ROLLBACK_IN_PROGRESS',
  'deletions with DESTROY': 'DELETE_IN_PROGRESS',
  [NESTED_STORM]: 'DELETE_IN_PROGRESS',
};

/** Delivers one request at once for each backup that a storm of Creates left, and waits for the end of all. */
export async function stackStorm(harness: Harness, kind: StackStormKind, requests: number): Promise<StackStorm> {
  const { stacks, standIn } = harness;
  const rootStatus = kind === NESTED_STORM ? 'ROLLBACK_IN_PROGRESS' : undefined;
  Object.assign(stacks, { status: STATUS[kind], rootStatus, perSecond: DESCRIBE_STACKS_PER_SECOND, calls: [] });
  const before = { jobs: standIn.jobs.length, invocations: harness.invocations, begin: Date.now() };
  const events = Array.from({ length: requests }, (_, index) => eventOf(harness, kind, index));
  events.forEach((event) => harness.deliver(event));
  await harness.settle();
  const { calls } = stacks;
  const wrong = events.filter((event) => !isRight(harness, event));
  return {
    kind,
    requests,
    wrong: wrong.length + harness.broken.length,
    reasons: reasonsOf(harness, wrong),
    jobs: standIn.jobs.length - before.jobs,
    left: kind === 'deletions with DESTROY' ? requests - new Set(deletedBy(harness)).size : 0,
    seconds: (Date.now() - before.begin) / 1000,
    asks: { all: calls.length, throttled: calls.filter(({ throttled }) => throttled).length, peak: peakOf(calls.map(({ at }) => at)) },
    invocations: harness.invocations - before.invocations,
  };
}

function eventOf(harness: Harness, kind: StackStormKind, index: number): CloudFormationEvent {
  const ResourceProperties = {
    Request: JSON.stringify({ ...REQUEST, ResourceArn: `arn:aws:dynamodb:eu-west-1:111122223333:table/table-${index}` }),
    StateMachineArn: STATE_MACHINE_ARN,
    History: historyOf(index),
  };
  const common = { ResponseURL: harness.answerServer.url, RequestId: `${kind.replace(/\W/g, '-')}-${index}`, LogicalResourceId: `Backup${index}` };
  const PhysicalResourceId = harness.answersTo({ RequestId: `request-${index}` })[0].PhysicalResourceId;
  switch (kind) {
    case 'updates in a rollback':
      return updateEvent({ ...common, PhysicalResourceId, ResourceProperties, OldResourceProperties: { ...ResourceProperties, Revision: '2' } });
    case 'final backups in a rollback':
    case NESTED_STORM:
      return deleteEvent({ ...common, PhysicalResourceId: PHYSICAL_ID, ResourceProperties: { ...ResourceProperties, Trigger: 'ON_DELETE' } });
    case 'deletions with DESTROY':
      return deleteEvent({ ...common, PhysicalResourceId, ResourceProperties: { ...ResourceProperties, WaitPolicy: '{"Destroy":true}' } });
  }
}

function isRight(harness: Harness, event: CloudFormationEvent): boolean {
  const answers = harness.answersTo(event);
  const isDescribed = event.RequestType !== 'Update' || answers[0]?.Data?.Outcome === 'succeeded'; // the history knows what a rollback returns to
  return answers.length === 1 && answers[0].Status === 'SUCCESS' && answers[0].PhysicalResourceId === event.PhysicalResourceId && isDescribed;
}

function reasonsOf(harness: Harness, wrong: readonly CloudFormationEvent[]): string[] {
  const all = [...wrong.map((event) => describe(harness, event)), ...harness.broken.map(({ message }) => message)];
  return [...new Set(all)].slice(0, MOST_REASONS);
}

function describe(harness: Harness, event: CloudFormationEvent): string {
  const answers = harness.answersTo(event);
  return answers.length === 1 ? `${answers[0].Status}: ${answers[0].Reason}` : `${answers.length} responses`;
}

function deletedBy({ standIn }: Harness): string[] {
  return standIn.requests
    .filter(({ operation, error }) => operation === 'DeleteRecoveryPoint' && error === undefined)
    .map(({ path }) => path);
}

/** The figures, line by line. */
export function reportStackStorm({ kind, requests, wrong, reasons, jobs, left, seconds, asks, invocations }: StackStorm): string {
  return [
    `${requests} ${kind}:`,
    `  wrong responses ${wrong}, jobs started ${jobs}, recovery points left ${left}`,
    ...reasons.map((reason) => `    ${reason}`),
    `  ${seconds.toFixed(1)} s; DescribeStacks: ${asks.all} calls, ${asks.throttled} throttled, at most ${asks.peak} in a second`,
    `  invocations: ${invocations}, ${(invocations / requests).toFixed(1)} for each`,
  ].join('\n');
}
