import { decideBy, decideWith, recordFor } from './fixture';
import { NOT_ASKED } from '../../../lambda/aws/stack-status';
import { decide } from '../../../lambda/cloudformation/decide';
import { NOTHING_ASKED } from '../../../lambda/cloudformation/knowledge/knowledge';
import { createEvent, OTHER_JOB_ID, properties, updateEvent, waitPolicy } from '../../util/events';

const UPDATE = 'UPDATE_IN_PROGRESS';
const ROLLBACK = 'UPDATE_ROLLBACK_IN_PROGRESS';
const CONTINUED = properties({ ContinuedJobId: OTHER_JOB_ID });
const WARN = { ...CONTINUED, WaitPolicy: JSON.stringify(waitPolicy({ WarnOnFailure: true })) };
const HANDED_ON = 'the previous custom resource of the chain handed on its job';
const recorded = (outcome: string) => recordFor(properties(), { backupJobId: OTHER_JOB_ID, outcome });
const EVENTS = [
  ['Create', createEvent({ ResourceProperties: CONTINUED })],
  ['Update of another job', updateEvent({ ResourceProperties: CONTINUED })],
  ['Update of another backup', updateEvent({ ResourceProperties: { ...CONTINUED, Request: '{}' } })],
] as const;

test.each(EVENTS)('follows the job of the previous one, and starts none: %s', (_what, event) => {
  for (const records of [[], undefined, [recordFor(properties())], [recorded('')], [recorded('timedOut')], [recorded('unknown')]]) {
    for (const status of [UPDATE, ROLLBACK, undefined]) {
      const inRollback = status === ROLLBACK && event.RequestType === 'Update' ? { inRollback: true } : {};
      const record = records?.find(({ backupJobId }) => backupJobId === OTHER_JOB_ID);
      expect(decideBy(event, status, records)).toEqual({ action: 'follow', job: { BackupJobId: OTHER_JOB_ID }, reason: HANDED_ON, record, ...inRollback });
    }
  }
});

test.each(EVENTS)('knows the end of a job that was recorded, and asks for no status: %s', (_what, event) => {
  expect(decideWith(event, NOT_ASKED, [recorded('succeeded')])).toEqual({ action: 'respond', reason: HANDED_ON, record: recorded('succeeded') });
});

test.each(['failed', 'aborted', 'expired', 'partial'])('makes a backup again that failed in an earlier deployment, except in a rollback: %s', (outcome) => {
  const again = recorded(outcome);
  for (const [, event] of EVENTS) {
    expect(decideBy(event, UPDATE, [again])).toEqual({ action: 'start', reason: 'the job of the previous custom resource failed in an earlier deployment', again });
  }
  expect(decideBy(EVENTS[1][1], ROLLBACK, [again])).toEqual({ action: 'respond', reason: 'the stack is being rolled back', record: again });
  expect(decideWith(EVENTS[1][1], NOT_ASKED, [again]).action).toBe('askStack');
  expect(decideWith(EVENTS[0][1], NOT_ASKED, [again]).action).toBe('start'); // a Create is no rollback
});

test('reports a failure that only warns, as the previous one did', () => {
  expect(decideBy(updateEvent({ ResourceProperties: WARN }), UPDATE, [recorded('failed')])).toEqual({ action: 'respond', reason: HANDED_ON, record: recorded('failed') });
});

test('counts issues as the wait policy says', () => {
  const strict = { ...CONTINUED, WaitPolicy: JSON.stringify(waitPolicy({ FailOnIssues: true })) };
  expect(decideBy(updateEvent({ ResourceProperties: CONTINUED }), UPDATE, [recorded('succeededWithIssues')]).action).toBe('respond');
  expect(decideBy(updateEvent({ ResourceProperties: strict }), UPDATE, [recorded('succeededWithIssues')]).action).toBe('start');
});

test.each([['Create', createEvent()], ['Update', updateEvent()]])('has nothing to do when the previous one started none: %s', (_type, event) => {
  const ResourceProperties = properties({ ContinuedJobId: '' });
  expect(decide({ ...event, ResourceProperties }, NOTHING_ASKED)).toEqual({ action: 'respond', reason: 'the previous custom resource of the chain started no job' });
});
