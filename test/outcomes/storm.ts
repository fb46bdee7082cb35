import type { Harness } from './harness';
import { readRecord } from '../../src/request/history/read-record';
import { createEvent, STATE_MACHINE_ARN, REQUEST } from '../util/events';

const STARTS_PER_SECOND = 5;
const WRITES_PER_SECOND = 3;

/** What many definitions that start at once came to. */
export interface Storm {
  readonly definitions: number;
  readonly jobs: number;
  /** Definitions whose answer is no success, and those that were not answered once. */
  readonly failures: number;
  /** Seconds from the first event to the last job, and what the start quota alone needs for as many. */
  readonly seconds: number;
  readonly quotaSeconds: number;
  readonly starts: Calls;
  readonly looks: Calls;
  /** Records of jobs that succeeded: of the trigger, and newest good ones. */
  readonly records: number;
  readonly latest: number;
  readonly puts: Calls;
  readonly gets: Calls;
  /** Seconds from the first event to the last answer, and what the quota of Parameter Store alone needs for as many records. */
  readonly answered: number;
  readonly writeSeconds: number;
  readonly invocations: number;
}

/** Calls of an operation: all, those that were throttled, and the most in one second. */
export interface Calls {
  readonly all: number;
  readonly throttled: number;
  readonly peak: number;
}

/** Delivers as many Creates at once, each for a resource of its own, and waits for the end of all. */
export async function storm(harness: Harness, definitions: number): Promise<Storm> {
  process.env.BACKUPS = String(definitions);
  const begin = Date.now();
  const events = Array.from({ length: definitions }, (_, index) => createEvent({
    ResponseURL: harness.answerServer.url,
    RequestId: `request-${index}`,
    LogicalResourceId: `Backup${index}`,
    ResourceProperties: {
      Request: JSON.stringify({ ...REQUEST, ResourceArn: `arn:aws:dynamodb:eu-west-1:111122223333:table/table-${index}` }),
      StateMachineArn: STATE_MACHINE_ARN,
      History: historyOf(index),
    },
  }));
  events.forEach((event) => harness.deliver(event));
  await harness.settle();
  const answers = events.map((event) => harness.answersTo(event));
  const { jobs } = harness.standIn;
  const lastStart = Math.max(...jobs.map(({ CreationDate }) => new Date(CreationDate ?? NaN).getTime()));
  return {
    definitions,
    jobs: new Set(jobs.map(({ ResourceArn }) => ResourceArn)).size === jobs.length ? jobs.length : NaN,
    failures: answers.filter((given) => given.length !== 1 || given[0].Status !== 'SUCCESS').length + harness.broken.length,
    seconds: (lastStart - begin) / 1000,
    quotaSeconds: (definitions - STARTS_PER_SECOND) / STARTS_PER_SECOND,
    starts: callsOf(harness, 'StartBackupJob'),
    looks: callsOf(harness, 'DescribeBackupJob'),
    records: recorded(harness, definitions, 'on-deploy'),
    latest: recorded(harness, definitions, 'latest'),
    puts: callsOf(harness, 'PutParameter'),
    gets: callsOf(harness, 'GetParameter'),
    answered: (Math.max(...harness.answerServer.received.map(({ at }) => at)) - begin) / 1000,
    writeSeconds: (2 * definitions - WRITES_PER_SECOND) / WRITES_PER_SECOND,
    invocations: harness.invocations,
  };
}

export function historyOf(index: number): string {
  return `/cdk-on-demand-backup/orders/Backup${index}`;
}

/** How many histories have exactly one version of a parameter, which names the job of their resource. */
function recorded({ standIn }: Harness, definitions: number, parameter: string): number {
  const jobs = new Map(standIn.jobs.map((job) => [job.ResourceArn, job]));
  return Array.from({ length: definitions }, (_, index) => index).filter((index) => {
    const values = standIn.parameters.values(`${historyOf(index)}/${parameter}`).map(readRecord);
    const job = jobs.get(`arn:aws:dynamodb:eu-west-1:111122223333:table/table-${index}`);
    return values.length === 1 && values[0]?.outcome === 'succeeded' && values[0].backupJobId === job?.BackupJobId && values[0].recoveryPointArn === job.RecoveryPointArn;
  }).length;
}

function callsOf({ standIn }: Harness, operation: string): Calls {
  const calls = standIn.requests.filter((request) => request.operation === operation);
  const peak = peakOf(calls.map(({ at }) => Date.parse(at)));
  return { all: calls.length, throttled: calls.filter(({ error }) => error === 'ThrottlingException').length, peak };
}

/** The most of these times, in milliseconds, that lie within one second. */
export function peakOf(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  let first = 0;
  const inSecond = sorted.map((time, last) => {
    while (sorted[first] <= time - 1000) { first++; }
    return last - first + 1;
  });
  return Math.max(0, ...inSecond);
}

/** The figures, line by line. */
export function report({
  definitions, jobs, failures, seconds, quotaSeconds, starts, looks, records, latest, puts, gets, answered, writeSeconds, invocations,
}: Storm): string {
  const tell = ({ all, throttled, peak }: Calls) => `${all} calls, ${throttled} throttled, at most ${peak} in a second`;
  return [
    `definitions started at once: ${definitions}`,
    `jobs:                        ${jobs}`,
    `failures:                    ${failures}`,
    `last job started after:      ${seconds.toFixed(1)} s; the start quota alone needs ${quotaSeconds.toFixed(1)} s: ${(seconds / quotaSeconds).toFixed(2)} times`,
    `StartBackupJob:              ${tell(starts)}`,
    `DescribeBackupJob:           ${tell(looks)}`,
    `records:                     ${records}, and ${latest} newest good ones`,
    `last answer after:           ${answered.toFixed(1)} s; the quota of Parameter Store alone needs ${writeSeconds.toFixed(1)} s: ${(answered / writeSeconds).toFixed(2)} times`,
    `PutParameter:                ${tell(puts)}`,
    `GetParameter:                ${tell(gets)}`,
    `invocations:                 ${invocations}, ${(invocations / definitions).toFixed(1)} for each definition`,
  ].join('\n');
}
