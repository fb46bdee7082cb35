import type { FaultSpec } from '../../../stand-in';
import type { Case, Expected } from '../case';
import { stacksError } from '../local-stacks';

const GONE: Expected = { status: 'SUCCESS', jobs: 0 };
const LEFT: Expected = { status: 'FAILED', jobs: 0 };
const RUNNING = { runningSeconds: 1200 } as const;
const FSX = { ResourceArn: 'arn:aws:fsx:eu-west-1:111122223333:file-system/fs-01234567' };

function destroy(name: string, expected: Expected, more: Partial<Case> = {}): Case {
  return { name: `to destroy: ${name}`, on: 'Delete', waitPolicy: { Destroy: true }, expected, ...more };
}

/** What passes and what stays, at each of the calls that a removal makes. */
const faults = (['DescribeBackupJob', 'DescribeRecoveryPoint', 'DeleteRecoveryPoint'] as const).flatMap((operation): Case[] => {
  // The history knows the end of the job, and nobody asks AWS Backup for it
  const always = operation === 'DescribeBackupJob' ? GONE : LEFT;
  const passing = (fault: object): readonly FaultSpec[] => [{ operation, times: 3, ...fault } as FaultSpec];
  return [
    destroy(`${operation} is throttled × 3`, GONE, { faults: passing({ kind: 'throttle' }) }),
    destroy(`${operation} is ServiceUnavailableException × 3`, GONE, { faults: passing({ kind: 'error', error: 'ServiceUnavailableException' }) }),
    destroy(`${operation} is HTTP 503 × 3`, GONE, { faults: passing({ kind: 'http', status: 503 }) }),
    destroy(`${operation} is AccessDeniedException × 3`, GONE, { faults: passing({ kind: 'error', error: 'AccessDeniedException' }) }),
    destroy(`${operation} is reset × 3`, GONE, { faults: passing({ kind: 'reset' }) }),
    destroy(`${operation} is later than the client waits`, GONE, { faults: passing({ kind: 'slow', milliseconds: 3_600_000, times: 1 }) }),
    destroy(`${operation} is malformed`, GONE, { faults: passing({ kind: 'malformed', body: 'invalid-json', times: 1 }) }),
    destroy(`${operation} is always throttled`, always, { faults: [{ operation, kind: 'throttle' }] }),
    destroy(`${operation} is always AccessDeniedException`, always, { faults: [{ operation, kind: 'error', error: 'AccessDeniedException' }] }),
    destroy(`${operation} is always InvalidParameterValueException`, always, { faults: [{ operation, kind: 'error', error: 'InvalidParameterValueException' }] }),
    // Not when it is the only one to say so
    destroy(`${operation} is ResourceNotFoundException`, operation === 'DeleteRecoveryPoint' ? LEFT : GONE, { faults: [{ operation, kind: 'error', error: 'ResourceNotFoundException' }] }),
  ];
});

/** Delete, with and without its recovery point. */
export const DELETES: readonly Case[] = [
  { name: 'to retain', on: 'Delete', expected: { ...GONE, run: 'none' } },
  { name: 'to retain, the job goes on', on: 'Delete', before: RUNNING, beforeHandling: { Accepted: true }, expected: { ...GONE, run: 'none' } },
  { name: 'to retain, the job failed', on: 'Delete', before: { outcome: 'FAILED' }, beforeHandling: { WarnOnFailure: true }, expected: { ...GONE, run: 'none' } },
  destroy('the recovery point goes', GONE),
  destroy('the recovery point goes slowly', GONE, { before: { deletingSeconds: 600 } }),
  destroy('the recovery point of EC2 goes', GONE, { request: { ResourceArn: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-01234567' } }),
  destroy('the recovery point never goes', LEFT, { before: { deletingSeconds: 'forever' } }),
  destroy('the recovery point may not be deleted', LEFT, { before: { onDelete: 'expire' } }),
  destroy('the job left nothing', GONE, { before: { outcome: 'FAILED' }, beforeHandling: { WarnOnFailure: true } }),
  destroy('the job left a part', GONE, { before: { outcome: 'PARTIAL' }, beforeHandling: { WarnOnFailure: true } }),
  destroy('no job was started', GONE, { request: { StartWindowMinutes: 5 }, beforeHandling: { WarnOnFailure: true } }),
  destroy('the job runs and is stopped', GONE, { before: RUNNING, beforeHandling: { Accepted: true } }),
  destroy('the job runs and stops slowly', GONE, { before: { ...RUNNING, abortingSeconds: 300 }, beforeHandling: { Accepted: true } }),
  destroy('the job runs and cannot be stopped', GONE, { before: RUNNING, beforeHandling: { Accepted: true }, request: FSX }),
  destroy('the job runs for ever and cannot be stopped', LEFT, { before: { runningSeconds: 'forever' }, beforeHandling: { Accepted: true }, request: FSX }),
  destroy('the stop is throttled × 3', GONE, {
    before: RUNNING, beforeHandling: { Accepted: true }, faults: [{ operation: 'StopBackupJob', kind: 'throttle', times: 3 }],
  }),
  destroy('the stop is lost', GONE, {
    before: RUNNING, beforeHandling: { Accepted: true }, faults: [{ operation: 'StopBackupJob', kind: 'reset', when: 'after', times: 1 }],
  }),
  destroy('the stack cannot be asked whether it is rolled back', LEFT, { stacksFaults: Array.from({ length: 99 }, () => stacksError('AccessDenied')) }),
  destroy('the answer is not taken twice', GONE, { answerFaults: [500, 'reset'] }),
  ...faults,
];
