import type { Case, Expected } from './case';
import { type Harness, SECRET_KEY } from './harness';
import { MADE_UP_ID, type Played, SECRET_TAG, startedJobs } from './run-case';
import { verifyRecord } from './verify-record';
import type { CloudFormationEvent } from '../../lambda/cloudformation/cloudformation-event';
import { notStartedId } from '../../lambda/job/physical-id';
import type { CustomResourceResponse } from '../../lambda/response/custom-resource-response';
import { CLOUDFORMATION_WAITS_SECONDS } from '../../src/request/wait-policy';
import { SIGNATURE } from '../util/events';

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
  expect(answer).toMatchObject({ Status: expected.status, PhysicalResourceId: idOf(harness, expected, played) });
  if (expected.reason) { expect(answer.Reason).toMatch(expected.reason); }
  if (expected.outcome !== undefined) { expect(answer.Data?.Outcome).toBe(expected.outcome); }
  if (played.other) { expect(theAnswer(harness, played.other)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: MADE_UP_ID }); }
  verifyRun(harness, expected, played);
  verifyRecord(harness, row, played, answer);
  verifySecrets(harness);
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

function idOf(harness: Harness, { id }: Expected, { event, jobsBefore }: Played): unknown {
  const jobs = startedJobs(harness);
  const jobId = jobs.at(id === 'job' ? -1 : jobsBefore)?.BackupJobId;
  switch (id) {
    case 'job':
    case 'first job': return expect.stringMatching(new RegExp(`^${jobId}(\\|(arn:aws:[^|]+)?)?$`));
    case 'before': return event.PhysicalResourceId;
    case 'not started': return notStartedId(event.RequestId);
    case 'made up': return MADE_UP_ID;
  }
}
