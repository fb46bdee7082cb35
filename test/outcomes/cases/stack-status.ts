import { type Case, type Expected, NOTHING, OK } from '../case';
import type { LocalFault } from '../local-server';
import { stacksError } from '../local-stacks';

const THROTTLED = stacksError('Throttling', 'Rate exceeded');
const DENIED = stacksError('AccessDenied', 'may not', 403);
const UNWELL = stacksError('InternalFailure', 'oh', 500);
const HTML = { status: 200, type: 'text/html', body: '<html>' };
const EMPTY = { status: 200, type: 'text/xml', body: '<DescribeStacksResponse><DescribeStacksResult/></DescribeStacksResponse>' };
const NO_STATUS = { ...EMPTY, body: '<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>orders</StackName></member></Stacks></DescribeStacksResult></DescribeStacksResponse>' };
const ALWAYS = 999;

function times(count: number, fault: LocalFault): readonly LocalFault[] {
  return Array.from({ length: count }, () => fault);
}

/** What passes: the answer comes late, and decides all the same. */
const PASSING: readonly (readonly [string, readonly LocalFault[]])[] = [
  ['Throttling × 1', times(1, THROTTLED)],
  ['Throttling × 3, longer than the SDK tried once', times(3, THROTTLED)],
  ['Throttling × 40', times(40, THROTTLED)],
  ['RequestLimitExceeded × 5', times(5, stacksError('RequestLimitExceeded', 'Request limit exceeded.', 503))],
  ['HTTP 429 × 5', times(5, { ...HTML, status: 429 })],
  ['InternalFailure × 5', times(5, UNWELL)],
  ['HTTP 503 × 5', times(5, { ...HTML, status: 503 })],
  ['reset × 5', times(5, 'reset')],
  ['reset × 5, when it was answered', times(5, 'reset after')],
  ['HTML × 2', times(2, HTML)],
  ['an answer without the stack', [EMPTY]],
  ['an answer without the status', [NO_STATUS]],
  ['AccessDenied × 5, as IAM spreads', times(5, DENIED)],
  ['AccessDenied, then Throttling, then reset', [DENIED, THROTTLED, 'reset', THROTTLED]],
];

/** What does not: the status stays unknown. */
const LASTING: readonly (readonly [string, readonly LocalFault[]])[] = [
  ['always Throttling', times(ALWAYS, THROTTLED)],
  ['always AccessDenied', times(ALWAYS, DENIED)],
  ['always InternalFailure', times(ALWAYS, UNWELL)],
  ['always reset', times(ALWAYS, 'reset')],
  ['always an answer without the status', times(ALWAYS, NO_STATUS)],
  ['ValidationError', times(1, stacksError('ValidationError', 'Stack with id orders does not exist'))],
];

const KEPT = { status: 'SUCCESS' } as const;
const DESTROY = { waitPolicy: { Destroy: true } };

/** Each request whose status of the stack decides, with its outcome when the status is known, and when it stays unknown. */
const REQUESTS: readonly (readonly [Case['on'], Partial<Case>, Expected, Expected])[] = [
  ['Update in rollback', {}, { ...KEPT, jobs: 0 }, OK],
  ['Update changed', {}, OK, OK],
  ['Delete', DESTROY, { ...KEPT, jobs: 0 }, { status: 'FAILED', jobs: 0, reason: /nothing was deleted/ }],
  ['Final Delete', {}, { ...KEPT, jobs: 1 }, { ...KEPT, jobs: 1 }],
  ['Final Delete in an update', {}, { ...KEPT, jobs: 1 }, { ...KEPT, jobs: 1 }],
  ['Final Delete in a rollback', {}, { ...KEPT, jobs: 0, run: 'SUCCEEDED' }, { ...KEPT, jobs: 1 }],
  ['Final Update', {}, { ...KEPT, jobs: 1 }, { ...KEPT, jobs: 1 }],
  ['Final Update in a rollback', {}, { ...KEPT, jobs: 0, run: 'SUCCEEDED' }, { ...KEPT, jobs: 1 }],
];

const statuses = REQUESTS.flatMap(([on, more, known, unknown]): Case[] => [
  ...PASSING.map(([name, stacksFaults]) => ({ name: `${on}: the status is ${name}`, on, stacksFaults, ...more, expected: known })),
  ...LASTING.map(([name, stacksFaults]) => ({ name: `${on}: the status is ${name}`, on, stacksFaults, ...more, expected: unknown })),
]);

/** No question, whatever CloudFormation would answer. */
const NEVER = { stacksFaults: times(ALWAYS, THROTTLED) };
const unasked: readonly Case[] = [
  { name: 'a Create does not ask for the status', on: 'Create', ...NEVER, expected: OK },
  { name: 'a Delete that retains does not ask for the status', on: 'Delete', ...NEVER, expected: { ...KEPT, jobs: 0, run: 'none' } },
  { name: 'an update that follows an ended job does not ask for the status', on: 'Update unchanged', ...NEVER, expected: { ...KEPT, jobs: 0 } },
  {
    name: 'a rollback that follows an ended job does not ask for the status',
    on: 'Update unchanged',
    ...NEVER,
    stack: { status: 'UPDATE_ROLLBACK_IN_PROGRESS' },
    before: { outcome: 'FAILED' },
    beforeHandling: { WarnOnFailure: true },
    expected: { ...KEPT, jobs: 0, run: 'any' },
  },
];

const NESTED = ['CREATE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'];
const BY_INTENT = ['DELETE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'];

function nested(rootStatus: string): Partial<Case> {
  return { stack: { status: 'DELETE_IN_PROGRESS', rootStatus } };
}

const nestedStacks: readonly Case[] = [
  ...NESTED.flatMap((rootStatus): Case[] => [
    { name: `nested, the outermost stack is ${rootStatus}: no final backup`, on: 'Final Delete', ...nested(rootStatus), expected: { ...KEPT, jobs: 0, reason: /is being rolled back/ } },
    { name: `nested, the outermost stack is ${rootStatus}: nothing is destroyed`, on: 'Delete', ...DESTROY, ...nested(rootStatus), expected: { ...KEPT, jobs: 0, reason: /nothing is deleted/ } },
  ]),
  ...BY_INTENT.flatMap((rootStatus): Case[] => [
    { name: `nested, the outermost stack is ${rootStatus}: a final backup`, on: 'Final Delete', ...nested(rootStatus), expected: { ...KEPT, jobs: 1, outcome: 'succeeded' } },
    { name: `nested, the outermost stack is ${rootStatus}: destroyed`, on: 'Delete', ...DESTROY, ...nested(rootStatus), expected: { ...KEPT, jobs: 0, reason: /Removed: 1 recovery point is gone/ } },
  ]),
  {
    name: 'nested, itself rolled back: no final backup, whatever the outermost stack is',
    on: 'Final Delete',
    stack: { status: 'ROLLBACK_IN_PROGRESS', rootStatus: 'DELETE_IN_PROGRESS' },
    expected: { ...KEPT, jobs: 0 },
  },
  {
    name: 'nested, the question is throttled × 9', on: 'Final Delete', ...nested('ROLLBACK_IN_PROGRESS'), stacksFaults: times(9, THROTTLED), expected: { ...KEPT, jobs: 0 },
  },
];

/** The other questions to CloudFormation, which come before the start. */
const LOCATED = { on: 'Create before a change' } as const;
const CONTINUED = {
  on: 'Final Delete that continues', before: { runningSeconds: 900 }, beforeHandling: { TimeoutSeconds: 60, OnTimeout: 'HAND_ON' },
} as const;
const UNLOCATED: Expected = { ...NOTHING, reason: /nothing was changed.*Rate exceeded/ };
const otherQuestions: readonly Case[] = [
  { name: 'the location is throttled × 60', ...LOCATED, stacksFaults: times(60, THROTTLED), expected: OK },
  { name: 'the location is throttled × 60, longer than the timeout', ...LOCATED, stacksFaults: times(60, THROTTLED), waitPolicy: { TimeoutSeconds: 60 }, expected: OK },
  { name: 'the location is always throttled', ...LOCATED, ...NEVER, expected: UNLOCATED },
  { name: 'the location is always throttled, onFailure WARN', ...LOCATED, ...NEVER, waitPolicy: { WarnOnFailure: true }, expected: { ...UNLOCATED, status: 'SUCCESS', run: 'FAILED', reason: /Rate exceeded/ } },
  { name: 'the start of the operation is throttled × 60', ...CONTINUED, stacksFaults: times(60, THROTTLED), expected: { ...KEPT, jobs: 0, outcome: 'succeeded' } },
  { name: 'the start of the operation is always throttled', ...CONTINUED, ...NEVER, expected: { status: 'FAILED', jobs: 0, reason: /nothing was deleted.*Rate exceeded/ } },
];

/** Whatever CloudFormation answers to the questions of the function. */
export const STACK_STATUS: readonly Case[] = [...statuses, ...unasked, ...nestedStacks, ...otherQuestions];
