import type { Case, Expected } from './case';
import { type Harness, SECRET_KEY } from './harness';
import { MADE_UP_ID, type Played, SECRET_TAG, startedJobs } from './run-case';
import { verifyRecord } from './verify-record';
import type { CloudFormationEvent } from '../../lambda/cloudformation/cloudformation-event';
import type { CustomResourceResponse } from '../../lambda/response/custom-resource-response';
import { CLOUDFORMATION_WAITS_SECONDS } from '../../src/request/execution/wait-policy';
import { PHYSICAL_ID, SIGNATURE } from '../util/events';

const LONGEST_RESPONSE_BYTES = 4096;
const ATTRIBUTES = [
  'BackupJobId', 'BackupSizeInBytes', 'BackupVaultArn', 'CompletionDate', 'CreationDate', 'Outcome', 'RecoveryPointArn', 'ResourceType', 'State',
  'StatusMessage',
];

/** What a case came to, as figures for the summary. */
export interface Figures {
  /** Runs that did not end, and requests that nobody answered. */
  readonly hangs: number;
  /** Jobs that should not have been started. */
  readonly doubleStarts: number;
}

export function figuresOf(harness: Harness, row: Case, played: Played): Figures {
  const requests = [played.event, ...played.other ? [played.other] : []];
  const unanswered = requests.filter((event) => harness.answersTo(event).length === 0).length;
  return {
    hangs: harness.broken.length + harness.states.started - harness.runs.length + unanswered,
    doubleStarts: Math.max(0, startedJobs(harness).length - played.jobsBefore - row.expected.jobs),
  };
}

/** Checks all that must be true of a case after its end. */
export function verify(harness: Harness, row: Case, played: Played): void {
  const { expected } = row;
  expect(harness.broken).toEqual([]);
  expect(harness.runs).toHaveLength(harness.states.started);
  expect(startedJobs(harness).length - played.jobsBefore).toBe(expected.jobs);
  const answer = theAnswer(harness, played.event);
  expect(answer).toMatchObject({ Status: expected.status, PhysicalResourceId: played.event.PhysicalResourceId ?? idOfNew(played.event, answer) });
  if (expected.reason) { expect(answer.Reason).toMatch(expected.reason); }
  if (expected.outcome !== undefined) { expect(answer.Data?.Outcome).toBe(expected.outcome); }
  if (expected.names !== undefined) { expect(answer.Data?.BackupJobId).toBe(jobNamed(harness, expected.names)); }
  if (played.other) { expect(theAnswer(harness, played.other)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: MADE_UP_ID }); }
  verifyRun(harness, expected, played);
  verifyRecord(harness, row, played, answer);
  verifySecrets(harness);
}

/** A creation that fails has an id of its own. */
function idOfNew({ RequestId }: CloudFormationEvent, { Status }: CustomResourceResponse): string {
  return Status === 'FAILED' ? `${PHYSICAL_ID}|${RequestId}` : PHYSICAL_ID;
}

function jobNamed(harness: Harness, name: 'first' | 'last' | 'none'): string | undefined {
  return name === 'none' ? '' : startedJobs(harness).at(name === 'first' ? 0 : -1)?.BackupJobId;
}

/** The one answer to a request, which must be fit for CloudFormation. */
export function theAnswer(harness: Harness, event: CloudFormationEvent): CustomResourceResponse {
  const bodies = harness.bodiesTo(event.RequestId);
  const first = harness.answerServer.received.find(({ body }) => body === bodies[0]);
  expect((first?.at ?? NaN) - (harness.deliveredAt.get(event.RequestId) ?? NaN)).toBeLessThan(CLOUDFORMATION_WAITS_SECONDS * 1000);
  expect(bodies).toHaveLength(1);
  expect(Buffer.byteLength(bodies[0])).toBeLessThanOrEqual(LONGEST_RESPONSE_BYTES);
  const answer = JSON.parse(bodies[0]) as CustomResourceResponse;
  const { StackId, RequestId, LogicalResourceId } = event;
  expect(answer).toMatchObject({ StackId, RequestId, LogicalResourceId });
  expect(answer.Reason).not.toBe('');
  expect(answer.PhysicalResourceId).toMatch(/^[^]{1,1024}$/);
  if (answer.Status === 'SUCCESS') {
    expect(Object.keys(answer.Data ?? {}).sort()).toEqual(ATTRIBUTES);
    expect(Object.values(answer.Data ?? {}).every((value) => typeof value === 'string')).toBe(true);
  } else {
    expect(answer.Status).toBe('FAILED');
  }
  return answer;
}

function verifyRun(harness: Harness, { run, status }: Expected, { event }: Played): void {
  const wanted = run ?? (status === 'SUCCESS' ? 'SUCCEEDED' : 'FAILED');
  const ended = harness.runs.filter(({ requestId }) => requestId === event.RequestId).map((each) => each.status);
  expect(ended).toEqual(wanted === 'none' ? [] : [wanted === 'any' ? expect.any(String) : wanted]);
}

/** Nobody who reads logs or answers can answer in our name, call AWS, or learn the texts of tags. */
export function verifySecrets({ logs, answerServer, standIn }: Harness): void {
  const values = standIn.parameters.all.flatMap(({ versions }) => versions.map(({ value }) => value));
  const texts = [...logs, ...values, ...answerServer.received.map(({ body }) => body)].join('\n');
  [SIGNATURE, SECRET_KEY, SECRET_TAG].forEach((secret) => expect(texts).not.toContain(secret));
}
