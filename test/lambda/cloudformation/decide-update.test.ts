import { decideBy, decideWith, recordFor } from './fixture';
import { NOT_ASKED } from '../../../lambda/aws/stack-status';
import type { CustomResourceProperties } from '../../../src/request/custom-resource';
import type { HistoryRecord } from '../../../src/request/history/history-record';
import { JOB_ID, OTHER_JOB_ID, properties, requestJson, updateEvent, waitPolicy } from '../../util/events';

const UPDATE = 'UPDATE_IN_PROGRESS';
const ROLLBACK = 'UPDATE_ROLLBACK_IN_PROGRESS';
const NO_CHANGE = 'neither the backup nor the revision changed';
const start = (reason: string) => ({ action: 'start', reason });
const respond = (record: HistoryRecord | undefined, reason = NO_CHANGE) => ({ action: 'respond', reason, record });
const update = (before: Partial<CustomResourceProperties>, now: Partial<CustomResourceProperties>) =>
  updateEvent({ OldResourceProperties: properties(before), ResourceProperties: properties(now) });
const policy = (how: Parameters<typeof waitPolicy>[0]) => ({ WaitPolicy: JSON.stringify(waitPolicy(how)) });

describe('what changed', () => {
  const nested = (lifecycle: object) => requestJson({ Lifecycle: lifecycle });
  const UNCHANGED = undefined;

  test.each<[string, Partial<CustomResourceProperties>, Partial<CustomResourceProperties>, object | undefined]>([
    ['a member of the request', {}, { Request: requestJson({ Index: 'ENABLED' }) }, start('the backup changed')],
    ['a removed member', { Request: requestJson({ Index: 'ENABLED' }) }, {}, start('the backup changed')],
    ['the type of a value', { Request: requestJson({ StartWindowMinutes: 60 }) }, { Request: requestJson({ StartWindowMinutes: '60' }) }, start('the backup changed')],
    ['the order of members', { Request: '{"a":1,"b":2}' }, { Request: '{"b":2,"a":1}' }, UNCHANGED],
    ['white space', { Request: '{"a":1}' }, { Request: '{ "a": 1 }' }, UNCHANGED],
    ['the order of nested members', { Request: nested({ x: 1, y: 2 }) }, { Request: nested({ y: 2, x: 1 }) }, UNCHANGED],
    ['a nested value', { Request: nested({ x: 1, y: 2 }) }, { Request: nested({ x: 1, y: 3 }) }, start('the backup changed')],
    ['a null that became an object', { Request: nested({ x: null }) }, { Request: nested({ x: {} }) }, start('the backup changed')],
    ['the order of members beside a null', { Request: '{"a":null,"b":2}' }, { Request: '{"b":2,"a":null}' }, UNCHANGED],
    ['a list that became an object', { Request: '{"a":[1]}' }, { Request: '{"a":{"0":1}}' }, start('the backup changed')],
    ['the order in a list', { Request: '{"a":[1,2]}' }, { Request: '{"a":[2,1]}' }, start('the backup changed')],
    ['the revision', { Revision: '1' }, { Revision: '2' }, start('the revision changed')],
    ['an added revision', {}, { Revision: '1' }, start('the revision changed')],
    ['a removed revision', { Revision: '1' }, {}, start('the revision changed')],
    ['the state machine', { StateMachineArn: 'arn:old' }, {}, UNCHANGED],
    ['the resource type', {}, { ResourceType: 'EFS' }, UNCHANGED],
    ['the wait policy', { WaitPolicy: '{"TimeoutSeconds":60}' }, { WaitPolicy: '{"TimeoutSeconds":90}' }, UNCHANGED],
    ['the history', { History: '/a' }, { History: '/b' }, UNCHANGED],
    ['a request that is not JSON', {}, { Request: '{' }, start('the backup changed')],
    ['a deploy-time value', { DeployTimeValues: ['a', { b: 'c' }] }, { DeployTimeValues: ['a', { b: 'd' }] }, start('a deploy-time value changed')],
    ['the order of values', { DeployTimeValues: ['a', 'b'] }, { DeployTimeValues: ['b', 'a'] }, start('a deploy-time value changed')],
    ['added values', {}, { DeployTimeValues: [] }, start('a deploy-time value changed')],
    ['removed values', { DeployTimeValues: 'a' }, {}, start('a deploy-time value changed')],
    ['the order of members of a value', { DeployTimeValues: [{ a: '1', b: '2' }] }, { DeployTimeValues: [{ b: '2', a: '1' }] }, UNCHANGED],
  ])('is %s', (_what, before, now, expected) => {
    const event = update(before, now);
    const record = recordFor(properties(before));
    for (const status of [UPDATE, undefined]) { expect(decideBy(event, status, [record])).toEqual(expected ?? respond(record)); }
  });

  test('is not known without the former properties: a job is started', () => {
    expect(decideBy(updateEvent({ OldResourceProperties: undefined }), UPDATE, [recordFor(properties())])).toEqual(start('the backup changed'));
  });

  test.each(['StateMachineArn', 'ResourceType'])('is only %s: a job is started when none was before, or when the history cannot be read', (member) => {
    const event = update({}, { [member]: 'new' });
    expect(decideBy(event, UPDATE, [])).toEqual(start('no job was started before'));
    expect(decideBy(event, UPDATE, [recordFor(properties(), { backupJobId: '', recoveryPointArn: '', outcome: 'failed' })])).toEqual(start('no job was started before'));
    expect(decideBy(event, UPDATE, undefined)).toEqual(start('the history cannot be read'));
  });
});

describe('an update that starts no job describes', () => {
  const A = properties({ Revision: 'A' });
  const B = properties({ Revision: 'B' });
  const goodA = recordFor(A, { backupJobId: 'a', idempotencyKey: 'a' });
  const goodB = recordFor(B, { backupJobId: 'b', idempotencyKey: 'b' });
  const failedB = { ...goodB, outcome: 'failed', recoveryPointArn: '' };
  const event = updateEvent({ OldResourceProperties: A, ResourceProperties: { ...A, ResourceType: 'EFS' } });

  test.each<[string, HistoryRecord[], HistoryRecord]>([
    ['the job of its properties', [goodA], goodA],
    ['the newest of them', [{ ...goodA, backupJobId: 'a2' }, goodB, goodA], { ...goodA, backupJobId: 'a2' }],
    ['not one that failed since, and was rolled back', [failedB, goodA], goodA],
    ['not one whose deployment failed elsewhere', [goodB, goodA], goodA],
  ])('%s', (_what, records, record) => {
    expect(decideBy(event, UPDATE, records)).toEqual(respond(record));
    expect(decideWith(event, NOT_ASKED, records)).toEqual(respond(record));
  });

  test.each(['', 'timedOut', 'unknown'])('a job that may go on, which it follows (%j)', (outcome) => {
    const record = { ...goodA, outcome };
    const accepting = { ...event, OldResourceProperties: { ...A, ...policy({ Accepted: true }) }, ResourceProperties: { ...A, ...policy({ Accepted: true }), ResourceType: 'EFS' } };
    const follow = { action: 'follow', job: { BackupJobId: 'a' }, record };
    expect(decideBy(accepting, UPDATE, [record])).toEqual({ ...follow, reason: NO_CHANGE });
    expect(decideBy(accepting, ROLLBACK, [record])).toEqual({ ...follow, reason: 'the stack is being rolled back', inRollback: true });
    expect(decideWith(accepting, NOT_ASKED, [record]).action).toBe('askStack');
  });

  test('a failure that its deployment accepted', () => {
    const warning = { ...event, OldResourceProperties: { ...A, ...policy({ WarnOnFailure: true }) }, ResourceProperties: { ...A, ...policy({ WarnOnFailure: true }), ResourceType: 'EFS' } };
    const record = { ...goodA, outcome: 'failed' };
    expect(decideBy(warning, UPDATE, [record])).toEqual(respond(record));
  });
});

describe('an update of a failed one', () => {
  test.each<[string, Partial<CustomResourceProperties>]>([
    ['the role', { Request: requestJson({ IamRoleArn: 'arn:aws:iam::111122223333:role/mended' }) }],
    ['the vault', { Request: requestJson({ BackupVaultName: 'mended' }) }],
    ['the history', { History: '/cdk-on-demand-backup/orders/Renamed' }],
    ['the wait policy', policy({ TimeoutSeconds: 60 })],
  ])('runs again, whatever else changes: %s', (_what, changed) => {
    for (const Trigger of ['ON_DEPLOY', 'ON_FIRST_DEPLOY', 'BEFORE_CHANGE']) {
      const before = properties({ Trigger, Revision: 'B' });
      const event = updateEvent({ OldResourceProperties: before, ResourceProperties: { ...before, ...changed } });
      const failed = recordFor(before, { outcome: 'failed', recoveryPointArn: '' });
      expect(decideBy(event, UPDATE, [failed])).toMatchObject({ action: 'start' });
      expect(decideBy(event, ROLLBACK, [failed]).action).toBe('respond');
    }
  });
});

describe('an update in which nothing differs', () => {
  const A = properties({ Revision: 'A' });
  const B = properties({ Revision: 'B' });
  const RETRY = 'the last deployment failed, and is tried again';
  const again = (now = A) => updateEvent({ OldResourceProperties: now, ResourceProperties: now });
  const good = (now = A, id = JOB_ID) => recordFor(now, { backupJobId: id });
  const failed = (now = A, id = JOB_ID, outcome = 'failed') => ({ ...good(now, id), outcome, recoveryPointArn: '' });

  test.each(['ON_DEPLOY', 'ON_FIRST_DEPLOY', 'BEFORE_CHANGE', undefined])('runs again unless the newest record is good for these very properties: %s', (Trigger) => {
    const [a, b] = [A, B].map((each) => ({ ...each, Trigger }));
    expect(decideBy(again(a), UPDATE, [good(a)])).toMatchObject({ action: 'respond', record: good(a) });
    for (const records of [[], undefined, [failed(a)], [failed(b, OTHER_JOB_ID), good(a)], [good(b, OTHER_JOB_ID), good(a)], [good({ ...a, Revision: 'A' }), failed(b)].reverse()]) {
      const decision = decideBy(again(a), UPDATE, records);
      expect(decision.action).toBe('start');
      expect(decideBy(again(a), ROLLBACK, records).action).toBe('respond');
    }
  });

  test('from A to B to A to B, each one is run, and a retry of each', () => {
    let records: HistoryRecord[] = [];
    for (const [index, now] of [A, B, A, B].entries()) {
      expect(decideBy(again(now), UPDATE, records).action).toBe('start');
      records = [failed(now, `failed-${index}`), ...records];
      expect(decideBy(again(now), UPDATE, records)).toEqual(start(RETRY));
      records = [good(now, `good-${index}`), ...records];
      expect(decideBy(again(now), UPDATE, records)).toMatchObject({ action: 'respond' });
    }
  });

  test.each(['', 'timedOut', 'unknown'])('waits for the job of the failed deployment, as long as it may go on (%j)', (outcome) => {
    expect(decideBy(again(), UPDATE, [failed(A, JOB_ID, outcome)])).toEqual({
      action: 'follow', job: { BackupJobId: JOB_ID }, reason: RETRY, record: failed(A, JOB_ID, outcome), isRetry: true,
    });
    expect(decideBy(again(), UPDATE, [failed(B, OTHER_JOB_ID, outcome)])).toMatchObject({ action: 'start' });
  });

  test('counts issues as the wait policy says', () => {
    const strict = { ...A, ...policy({ FailOnIssues: true }) };
    expect(decideBy(again(), UPDATE, [{ ...good(), outcome: 'succeededWithIssues' }]).action).toBe('respond');
    expect(decideBy(again(strict), UPDATE, [{ ...good(strict), outcome: 'succeededWithIssues' }]).action).toBe('start');
  });

  test('has its mended form: the same backup with another timeout', () => {
    const event = updateEvent({ OldResourceProperties: A, ResourceProperties: { ...A, ...policy({ TimeoutSeconds: 60 }) } });
    expect(decideBy(event, UPDATE, [failed()])).toEqual(start(RETRY));
    expect(decideBy(event, UPDATE, [good()]).action).toBe('respond');
    expect(decideBy(event, UPDATE, [failed(B, OTHER_JOB_ID), good()]).action).toBe('respond'); // rolled back before
    const warned = { ...A, ...policy({ WarnOnFailure: true }) };
    expect(decideBy({ ...event, OldResourceProperties: warned }, UPDATE, [failed()]).action).toBe('respond');
  });
});

describe('a rollback', () => {
  const A = properties({ Revision: 'A' });
  const B = properties({ Revision: 'B' });
  const goodA = recordFor(A, { backupJobId: 'a' });
  const failedB = recordFor(B, { backupJobId: 'b', outcome: 'failed', recoveryPointArn: '' });
  const back = updateEvent({ OldResourceProperties: B, ResourceProperties: A });
  const REASON = 'the stack is being rolled back';

  test.each([ROLLBACK, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_FAILED'])('starts nothing, and describes the backup of its template: %s', (status) => {
    const goodB = { ...failedB, outcome: 'succeeded', recoveryPointArn: 'arn' };
    for (const records of [[goodA], [goodB, goodA], [goodB, goodA, { ...failedB, backupJobId: 'c' }]]) {
      expect(decideBy(back, status, records)).toEqual(respond(goodA, REASON));
    }
  });

  test.each([[[], 'names no backup for it'], [[{ ...failedB, outcome: 'succeeded' }], 'names no backup for it'], [undefined, 'cannot be read']] as const)(
    'without a record of its template has empty attributes, and says so', (records, why) => {
      expect(decideBy(back, ROLLBACK, records)).toEqual({ action: 'respond', reason: `${REASON}, and the history ${why}: the attributes are empty` });
    });

  test('asks for the status when the response depends on it', () => {
    expect(decideWith(back, NOT_ASKED, [goodA])).toEqual({ action: 'askStack', reason: 'the revision changed, unless the stack is being rolled back' });
  });

  test('with rollback off, a custom resource that failed returns to its last good state: nothing is started, whatever the status', () => {
    for (const status of [UPDATE, 'UPDATE_FAILED', ROLLBACK, undefined]) {
      expect(decideBy(back, status, [failedB, goodA])).toEqual(respond(goodA, 'the failed custom resource returns to its last good state'));
    }
    expect(decideWith(back, NOT_ASKED, [failedB, goodA]).action).toBe('respond');
  });

  test('with rollback off, the next deployment is a change like any other', () => {
    const next = updateEvent({ OldResourceProperties: A, ResourceProperties: B });
    expect(decideBy(next, UPDATE, [failedB, goodA])).toEqual(start('the revision changed'));
  });

  test('a change back is none, once the backup was good, or its failure only warned', () => {
    expect(decideBy(back, UPDATE, [{ ...failedB, outcome: 'succeeded', recoveryPointArn: 'arn' }, goodA])).toEqual(start('the revision changed'));
    const warned = updateEvent({ OldResourceProperties: { ...B, ...policy({ WarnOnFailure: true }) }, ResourceProperties: A });
    expect(decideBy(warned, UPDATE, [failedB, goodA])).toEqual(start('the revision changed'));
  });
});

describe('on the first deploy', () => {
  const ONCE = properties({ Trigger: 'ON_FIRST_DEPLOY' });
  const CHANGED = { ...ONCE, Request: requestJson({ Index: 'ENABLED' }), Revision: '2', DeployTimeValues: ['new'] };
  const event = updateEvent({ ResourceProperties: CHANGED, OldResourceProperties: ONCE });
  const record = recordFor(ONCE);

  test('an update describes the known job, whatever changed, and a rollback does, too', () => {
    for (const status of [UPDATE, undefined]) { expect(decideBy(event, status, [record])).toEqual(respond(record, 'the first deployment ran the backup')); }
    const back = updateEvent({ ResourceProperties: ONCE, OldResourceProperties: CHANGED });
    expect(decideBy(back, ROLLBACK, [record])).toEqual(respond(record, 'the stack is being rolled back'));
    const third = { ...CHANGED, Revision: '3' };
    expect(decideBy(updateEvent({ ResourceProperties: third, OldResourceProperties: CHANGED }), UPDATE, [record])).toMatchObject({ action: 'respond', record });
    expect(decideBy(updateEvent({ ResourceProperties: CHANGED, OldResourceProperties: third }), ROLLBACK, [record])).toMatchObject({ action: 'respond', record });
  });

  test('an update starts a job when none is known, but not while the stack is rolled back', () => {
    for (const status of [UPDATE, undefined]) { expect(decideBy(event, status, [])).toEqual(start('no job was started before')); }
    expect(decideBy(event, UPDATE, undefined)).toEqual(start('the history cannot be read'));
    expect(decideBy(event, ROLLBACK, [])).toMatchObject({ action: 'respond' });
  });
});

describe('before a change', () => {
  const BEFORE = properties({
    Trigger: 'BEFORE_CHANGE',
    Revision: 'hash',
    DeployTimeValues: ['a', { b: ['c'] }],
    Resource: '{"StackName":"orders","LogicalResourceIds":["FileSystem"],"Type":"AWS::EFS::FileSystem"}',
  });
  const changed = (now: Partial<CustomResourceProperties>) =>
    updateEvent({ ResourceProperties: { ...BEFORE, ...now }, OldResourceProperties: BEFORE });
  const located = (...LogicalResourceIds: string[]) => JSON.stringify({ StackName: 'orders', LogicalResourceIds, Type: 'AWS::EFS::FileSystem' });
  const UNCHANGED = 'the backed-up resource does not change';
  const record = recordFor(BEFORE);

  test.each<[string, Partial<CustomResourceProperties>, string]>([
    ['the fingerprint', { Revision: 'other' }, 'the revision changed'],
    ['a deploy-time value', { DeployTimeValues: ['a', { b: ['d'] }] }, 'a deploy-time value changed'],
    ['both, and the request', { Revision: 'other', DeployTimeValues: [], Request: '{}' }, 'the revision changed'],
    ['the name of the resource', { Resource: located('Renamed') }, 'the backed-up resource moves'],
    ['the nested stack that contains it', { Resource: located('Nested', 'FileSystem') }, 'the backed-up resource moves'],
  ])('an update starts a job when %s changed, but not while the stack is rolled back', (_what, now, reason) => {
    for (const records of [[record], [], undefined]) {
      for (const status of [UPDATE, undefined]) { expect(decideBy(changed(now), status, records)).toEqual(start(reason)); }
      expect(decideBy(changed(now), ROLLBACK, records).action).toBe('respond');
    }
  });

  test.each<[string, Partial<CustomResourceProperties>]>([
    ['the request', { Request: requestJson({ Index: 'ENABLED' }) }],
    ['the way to name the resource', { Resource: undefined }],
    ['the wait policy', { WaitPolicy: '{"TimeoutSeconds":60}' }],
  ])('an update starts none when %s changed: a history that is missing does not change the resource', (_what, now) => {
    expect(decideBy(changed(now), UPDATE, [record])).toEqual(respond(record, UNCHANGED));
    expect(decideBy(changed(now), UPDATE, [])).toEqual({ action: 'respond', reason: `${UNCHANGED}, and the history names no backup for it: the attributes are empty` });
    expect(decideBy(changed(now), UPDATE, undefined)).toEqual({ action: 'respond', reason: `${UNCHANGED}, and the history cannot be read: the attributes are empty` });
  });

  test('a rollback to properties that had no backup of their own describes the one before, and never the one that is rolled back', () => {
    const vault = { ...BEFORE, Request: requestJson({ BackupVaultName: 'other' }) };
    const failing = { ...vault, Revision: 'new' };
    const event = updateEvent({ ResourceProperties: vault, OldResourceProperties: failing });
    expect(decideBy(event, ROLLBACK, [recordFor(failing, { backupJobId: 'new' }), record])).toEqual(respond(record, 'the stack is being rolled back'));
    expect(decideBy(event, ROLLBACK, [recordFor(failing)])).toMatchObject({ action: 'respond', reason: expect.stringContaining('names no backup') });
  });
});
