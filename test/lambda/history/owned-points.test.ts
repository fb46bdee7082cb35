import { failed, FORMER_LIFE, jobsOf, made, pointArn, STACK_ID } from './fixture';
import { ownedPoints } from '../../../lambda/history/owned-points';
import type { HistoryRecord } from '../../../src/request/history/history-record';

const OWNER = { stackId: STACK_ID, trigger: 'on-deploy' };

test('a custom resource owns all that its trigger made, newest first, each recovery point once', () => {
  const records = [made('3', 1), made('2', 2), made('2', 2, { outcome: '', completionDate: '' }), made('1', 3)];
  expect(ownedPoints(records, OWNER)).toEqual([made('3', 1), made('2', 2), made('1', 3)]);
  expect(ownedPoints([], OWNER)).toEqual([]);
});

test('also what is not good', () => {
  const records = [made('2', 1, { outcome: 'partial' }), made('1', 2, { outcome: 'succeededWithIssues' })];
  expect(jobsOf(ownedPoints(records, OWNER))).toEqual(['2', '1']);
});

test.each(['', 'timedOut', 'unknown'])('also a job with the outcome %j, which may still leave a recovery point', (outcome) => {
  expect(jobsOf(ownedPoints([failed('1', 0, { outcome })], OWNER))).toEqual(['1']);
});

test.each(['failed', 'expired', 'aborted'])('not a job with the outcome %j, which left none', (outcome) => {
  expect(ownedPoints([failed('1', 0, { outcome })], OWNER)).toEqual([]);
});

test('not what was never started', () => {
  expect(ownedPoints([failed('', 0), failed('', 0, { outcome: 'skipped' }), failed('', 0, { outcome: '' })], OWNER)).toEqual([]);
});

test.each<[string, Partial<HistoryRecord>]>([
  ['a former life of the stack', { stackId: FORMER_LIFE }],
  ['nobody knows which stack', { stackId: '' }],
  ['another trigger', { trigger: 'on-delete' }],
  ['a schedule', { trigger: 'on-schedule-1a2b3c4d' }],
  ['somebody else, who is not known', { origin: '' }],
  ['a newer version of this library', { schema: '2' }],
])('not what was made by %s', (_whom, members) => {
  expect(jobsOf(ownedPoints([made('2', 0, members), made('1', 1)], OWNER))).toEqual(['1']);
});

test('nothing belongs to a stack that is not known', () => {
  expect(ownedPoints([made('1', 0, { stackId: '' })], { ...OWNER, stackId: '' })).toEqual([]);
});

const REUSED = { origin: 'reused', outcome: 'reused', idempotencyKey: 'later' };

test('also what this trigger made and used again', () => {
  expect(ownedPoints([made('1', 1, REUSED), made('2', 2), made('1', 1)], OWNER)).toEqual([made('2', 2), made('1', 1)]);
  expect(jobsOf(ownedPoints([made('1', 1, { ...REUSED, idempotencyKey: 'again' }), made('1', 1, REUSED), made('1', 1)], OWNER))).toEqual(['1']);
  expect(jobsOf(ownedPoints([made('1', 1, REUSED), made('1', 1)], { ...OWNER, logicalId: made('1', 1).logicalId }))).toEqual(['1']);
});

test.each([[''], ['2']])('not what this trigger only used (job: %j)', (backupJobId) => {
  expect(jobsOf(ownedPoints([made('2', 1, { ...REUSED, backupJobId }), made('1', 2)], OWNER))).toEqual(['1']);
});

test.each<[string, Partial<HistoryRecord>]>([
  ['another trigger', { trigger: 'before-change' }],
  ['a schedule', { trigger: 'on-schedule-1a2b3c4d' }],
  ['a final backup', { trigger: 'on-delete' }],
  ['another custom resource of this trigger', { logicalId: 'Renamed' }],
  ['another stack', { stackId: FORMER_LIFE }],
  ['nobody knows which stack', { stackId: '' }],
  ['a newer version of this library', { schema: '2' }],
])('not what %s uses, although this trigger made it', (_whom, members) => {
  const records = [made('1', 1, { ...REUSED, ...members }), made('2', 2), made('1', 1)];
  expect(jobsOf(ownedPoints(records, { ...OWNER, logicalId: made('1', 1).logicalId }))).toEqual(['2']);
});

test.each<[string, Partial<HistoryRecord>]>([
  ['under another job', { backupJobId: '9', stackId: FORMER_LIFE }],
  ['under the same job', { stackId: FORMER_LIFE }],
  ['under the same job, without the recovery point', { stackId: FORMER_LIFE, recoveryPointArn: '' }],
  ['of a newer schema', { schema: '2' }],
])('not what somebody else names, too: %s', (_how, members) => {
  expect(jobsOf(ownedPoints([made('1', 1, members), made('2', 2), made('1', 1)], OWNER))).toEqual(['2']);
  expect(jobsOf(ownedPoints([made('1', 1), made('2', 2), made('1', 1, members)], OWNER))).toEqual(['2']);
});

test('a recovery point of two jobs is named once', () => {
  expect(jobsOf(ownedPoints([made('2', 1, { recoveryPointArn: pointArn('x') }), made('1', 2, { recoveryPointArn: pointArn('x') })], OWNER))).toEqual(['2']);
});

test('on request, only what one custom resource made: a renamed one does not take along what its successor made', () => {
  const records = [made('2', 0, { logicalId: 'Renamed' }), made('1', 1, { logicalId: 'Next' }), made('1', 1, { outcome: 'timedOut', logicalId: 'First' })];
  expect(jobsOf(ownedPoints(records, { ...OWNER, logicalId: 'First' }))).toEqual(['1']);
  expect(jobsOf(ownedPoints(records, { ...OWNER, logicalId: 'Renamed' }))).toEqual(['2']);
});
