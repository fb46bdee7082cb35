import type { WaitPolicy } from '../../../src/request/execution/wait-policy';
import type { JobScript } from '../../../stand-in';
import { type Case, type Expected, FAILED, OK } from '../case';

const GAVE_WAY = { runningSeconds: 0, messageCategory: 'CONCURRENT_JOB', statusMessage: 'There was a running job for the same resource.' };

const NOT_READY: JobScript = { outcome: 'FAILED', runningSeconds: 0, messageCategory: 'INVALID_STATE', statusMessage: 'Instance is not in state available' };
const NOT_PERMITTED: JobScript = { outcome: 'FAILED', runningSeconds: 0, messageCategory: 'ACCESS_DENIED', statusMessage: 'IAM Role cannot be assumed by AWS Backup' };

type Status = Expected['status'];

/** How a definition may take an outcome, in the order of the columns below. */
const OPTIONS: readonly (readonly [string, Partial<WaitPolicy> | undefined])[] = [
  ['', undefined],
  [', onFailure WARN', { WarnOnFailure: true }],
  [', failOnIssues', { FailOnIssues: true }],
  [', failOnIssues, onFailure WARN', { FailOnIssues: true, WarnOnFailure: true }],
  [', waitFor ACCEPTED', { Accepted: true }],
];

const Y: Status = 'SUCCESS';
const N: Status = 'FAILED';

/** What is answered for each way that a job can end, with each of the options. */
const TABLE: readonly (readonly [string, JobScript | readonly JobScript[], readonly Status[], number?])[] = [
  ['COMPLETED', {}, [Y, Y, Y, Y, Y]],
  ['COMPLETED at once', { createdSeconds: 0, pendingSeconds: 0, runningSeconds: 0 }, [Y, Y, Y, Y, Y]],
  ['COMPLETED without a category', { messageCategory: '' }, [Y, Y, Y, Y, Y]],
  ['COMPLETED with issues', { messageCategory: 'ACCESS_DENIED', statusMessage: 'No objects were backed up' }, [Y, Y, N, Y, Y]],
  ['PARTIAL', { outcome: 'PARTIAL', statusMessage: 'One of two volumes' }, [N, Y, N, Y, Y]],
  ['FAILED', { outcome: 'FAILED', statusMessage: 'disk on fire' }, [N, Y, N, Y, Y]],
  ['FAILED without a reason', { outcome: 'FAILED', messageCategory: '' }, [N, Y, N, Y, Y]],
  ['EXPIRED', { outcome: 'EXPIRED', statusMessage: 'did not start in time' }, [N, Y, N, Y, Y]],
  ['ABORTED', { outcome: 'ABORTED', statusMessage: 'stopped by user' }, [N, Y, N, Y, Y]],
  ['never ends', { runningSeconds: 'forever' }, [N, N, N, N, Y]],
  ['never begins', { createdSeconds: 'forever' }, [N, N, N, N, Y]],
  ['gave way once', [{ outcome: 'FAILED', ...GAVE_WAY }, {}], [Y, Y, Y, Y, Y], 2],
  ['gave way once, ABORTED', [{ outcome: 'ABORTED', ...GAVE_WAY }, {}], [Y, Y, Y, Y, Y], 2],
  ['not ready once', [NOT_READY, {}], [Y, Y, Y, Y, Y], 2],
  ['not ready four times', [NOT_READY, NOT_READY, NOT_READY, NOT_READY, {}], [Y, Y, Y, Y, Y], 5],
  ['never ready', NOT_READY, [N, Y, N, Y, Y], 5],
  ['not permitted once, as IAM spreads', [NOT_PERMITTED, {}], [Y, Y, Y, Y, Y], 2],
  ['not permitted twice, as IAM spreads', [NOT_PERMITTED, NOT_PERMITTED, {}], [Y, Y, Y, Y, Y], 3],
  ['never permitted', NOT_PERMITTED, [N, Y, N, Y, Y], 4],
  ['not permitted after ten minutes', { ...NOT_PERMITTED, runningSeconds: 600 }, [N, Y, N, Y, Y]],
  ['gave way twice', [{ outcome: 'EXPIRED', ...GAVE_WAY }, { outcome: 'FAILED', ...GAVE_WAY }, {}], [Y, Y, Y, Y, Y], 3],
];

/** Every way a job ends × every option × Create and Update. */
export const JOB_OUTCOMES: readonly Case[] = TABLE.flatMap(([name, script, statuses, jobs = 1]) =>
  OPTIONS.flatMap(([options, waitPolicy], column) => (['Create', 'Update changed'] as const).map((on): Case => ({
    name: `${on}: ${name}${options}`,
    on,
    script,
    waitPolicy,
    expected: {
      ...statuses[column] === Y ? OK : FAILED,
      jobs,
      run: ranWell(name, waitPolicy) ? 'SUCCEEDED' : 'FAILED',
    },
  }))));

/** A run fails with its job, also where the deployment goes on: alarms watch failed runs. */
function ranWell(name: string, waitPolicy: Partial<WaitPolicy> = {}): boolean {
  return /^(gave way|not ready|not permitted (once|twice)|COMPLETED)/.test(name) && !(name.endsWith('with issues') && waitPolicy.FailOnIssues);
}
