import { BackupClient, DeleteRecoveryPointCommand, StartBackupJobCommand } from '@aws-sdk/client-backup';
import { ofNewRequest } from './answer-to';
import type { Harness } from './harness';
import { inVirtualTime } from './in-virtual-time';
import { deletedBy, pointsIn } from './points';
import { HISTORY } from './run-case';
import { theAnswer } from './verify';
import { latestOf, recordsOf } from './verify-record';
import type { CloudFormationEvent } from '../../lambda/cloudformation/cloudformation-event';
import type { CustomResourceResponse } from '../../lambda/response/custom-resource-response';
import type { ExecutionResult } from '../../src/request/execution/execution-result';
import type { ExecutionHistory } from '../../src/request/execution/execution-state';
import type { WaitPolicy } from '../../src/request/execution/wait-policy';
import { createEvent, deleteEvent, properties, REQUEST, requestJson, updateEvent, waitPolicy } from '../util/events';

jest.mock('node:timers/promises', () => jest.requireActual<typeof import('./time')>('./time').virtualTimers);

let harness: Harness;
inVirtualTime((started) => { harness = started; });
beforeEach(() => { harness.standIn.script('*', {}); });

const { StackId } = createEvent();
const OTHER = HISTORY.replace('OrdersBackup', 'Other');
const HOUR = 3600;

function propertiesOf(policy: Partial<WaitPolicy>, revision: string, Path = HISTORY) {
  return properties({ History: Path, Revision: revision, WaitPolicy: JSON.stringify(waitPolicy(policy)) });
}

/** What CloudFormation holds of the custom resources of a stack. */
const deployed = new Map<string, { readonly revision: string; readonly answer: CustomResourceResponse }>();
beforeEach(() => deployed.clear());

/** An operation of the stack with one custom resource, from its request to the rest of the stack. */
async function deploy(revision: string, policy: Partial<WaitPolicy>, { path = HISTORY, end = 'UPDATE_COMPLETE' } = {}): Promise<CustomResourceResponse> {
  const before = deployed.get(path);
  const LogicalResourceId = path.split('/').pop();
  const ResourceProperties = propertiesOf(policy, revision, path);
  const event = ofNewRequest(harness, before === undefined ? createEvent({ LogicalResourceId, ResourceProperties })
    : updateEvent({
      LogicalResourceId,
      PhysicalResourceId: before.answer.PhysicalResourceId,
      ResourceProperties,
      OldResourceProperties: propertiesOf(policy, before.revision, path),
    }));
  const answer = await during('UPDATE_IN_PROGRESS', event, end);
  if (end === 'UPDATE_COMPLETE') { deployed.set(path, { revision, answer }); }
  return answer;
}

async function during(status: string, event: CloudFormationEvent, end: string): Promise<CustomResourceResponse> {
  harness.stacks.status = status;
  harness.deliver(event);
  let answer: CustomResourceResponse | undefined;
  await harness.withinDeadline(async () => {
    await harness.sleep(300);
    answer = theAnswer(harness, event);
    harness.stacks.status = end;
  });
  await harness.settle();
  return answer as CustomResourceResponse;
}

const scheduleOf = (Path: string, trigger = 'on-schedule-1a2b3c4d'): ExecutionHistory => ({
  Path, Recorded: { trigger, fingerprint: '', revision: '', stackId: StackId, requestId: '', logicalId: '', formerFingerprint: '' },
});
let keys = 0;
async function runScheduled(policy: Partial<WaitPolicy>, path = HISTORY, trigger?: string): Promise<void> {
  harness.startRun({ Request: requestJson(), WaitPolicy: waitPolicy(policy), IdempotencyKey: `key-${++keys}`, History: scheduleOf(path, trigger) });
  await harness.settle();
  await harness.withinDeadline(() => harness.sleep(HOUR));
}

const rest = () => { harness.stacks.status = 'UPDATE_COMPLETE'; };
const madeBy = (trigger: string, path = HISTORY) => recordsOf(harness, trigger, path).map(({ recoveryPointArn }) => recoveryPointArn);
const lastResult = () => harness.runs.at(-1)?.output as unknown as ExecutionResult;

test('keepLast: 3 over ten executions of two backups of one table in one vault: each keeps its own, and a point of a plan stays', async () => {
  const client = new BackupClient({ endpoint: harness.standIn.endpoint });
  const plan = await client.send(new StartBackupJobCommand({ ...REQUEST, IdempotencyToken: 'a-plan' }));
  await harness.withinDeadline(() => harness.sleep(HOUR));
  for (let index = 0; index < 10; index++) {
    await deploy(String(index), { KeepLast: 3 });
    await deploy(String(index), { KeepLast: 3 }, { path: OTHER });
  }
  client.destroy();
  const planned = harness.standIn.jobs.find(({ BackupJobId }) => BackupJobId === plan.BackupJobId)?.RecoveryPointArn;
  const [one, other] = [HISTORY, OTHER].map((path) => madeBy('on-deploy', path));
  // The last execution supersedes nothing yet: its deployment could have been rolled back
  expect(pointsIn(harness).sort()).toEqual([planned, ...one.slice(-4), ...other.slice(-4)].sort());
  expect(deletedBy(harness)).toHaveLength(12);
  expect(lastResult()).toMatchObject({ Succeeded: true, Pruned: { Deleted: [other[5]], Left: [] } });
});

test('counts the executions of all triggers together, except final backups', async () => {
  rest();
  await deploy('1', { KeepLast: 2 });
  for (const trigger of ['on-schedule-1a2b3c4d', 'on-event-5e6f7a8b', 'on-schedule-1a2b3c4d', 'on-delete', 'on-event-5e6f7a8b']) {
    await runScheduled({ KeepLast: 2 }, HISTORY, trigger);
  }
  const [first, second] = [madeBy('on-schedule-1a2b3c4d'), madeBy('on-event-5e6f7a8b')];
  // That of the deployment is the oldest, and the deployed template names it
  expect(deletedBy(harness)).toEqual([first[0]]);
  expect(pointsIn(harness).sort()).toEqual([...madeBy('on-deploy'), ...first.slice(1), ...second, ...madeBy('on-delete')].sort());
});

test('keeps what is younger than keepAtLeast', async () => {
  rest();
  for (let index = 0; index < 6; index++) { await runScheduled({ KeepLast: 1, KeepAtLeastSeconds: 3.5 * HOUR }); }
  const made = madeBy('on-schedule-1a2b3c4d');
  expect(deletedBy(harness)).toEqual(made.slice(0, 2));
});

test('keeps the recovery points of a former resource', async () => {
  rest();
  await runScheduled({ KeepLast: 1 });
  for (let index = 0; index < 3; index++) {
    const Request = requestJson({ ResourceArn: REQUEST.ResourceArn.replace('fs-0', 'fs-f') });
    harness.startRun({ Request, WaitPolicy: waitPolicy({ KeepLast: 1 }), IdempotencyKey: `other-${index}`, History: scheduleOf(HISTORY) });
    await harness.settle();
    await harness.withinDeadline(() => harness.sleep(HOUR));
  }
  expect(deletedBy(harness)).toEqual([madeBy('on-schedule-1a2b3c4d')[1]]);
});

describe('the deployment', () => {
  test('is over before anything is deleted', async () => {
    for (const revision of ['1', '2']) { await deploy(revision, { KeepLast: 1 }); }
    const OldResourceProperties = propertiesOf({ KeepLast: 1 }, '2');
    const event = ofNewRequest(harness, updateEvent({
      PhysicalResourceId: deployed.get(HISTORY)?.answer.PhysicalResourceId, LogicalResourceId: 'OrdersBackup', ResourceProperties: propertiesOf({ KeepLast: 1 }, '3'), OldResourceProperties,
    }));
    harness.stacks.status = 'UPDATE_IN_PROGRESS';
    harness.deliver(event);
    await harness.withinDeadline(async () => {
      await harness.sleep(4 * HOUR);
      expect(theAnswer(harness, event).Status).toBe('SUCCESS');
      expect(deletedBy(harness)).toEqual([]);
      harness.stacks.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
      await harness.sleep(HOUR);
      expect(deletedBy(harness)).toEqual([]);
      rest();
    });
    await harness.settle();
    expect(deletedBy(harness)).toEqual([madeBy('on-deploy')[0]]);
  });

  test.each(['UPDATE_FAILED', 'UPDATE_ROLLBACK_FAILED', 'DELETE_IN_PROGRESS', 'UPDATE_IN_PROGRESS'])('that stays %s deletes nothing, and says so', async (end) => {
    for (const revision of ['1', '2']) { await deploy(revision, { KeepLast: 1 }); }
    await deploy('3', { KeepLast: 1 }, { end });
    expect(deletedBy(harness)).toEqual([]);
    expect(lastResult()).toMatchObject({ Succeeded: true, Pruned: { Deleted: [], Left: [{ What: HISTORY, Reason: `nothing is deleted while the stack is ${end}` }] } });
  });

  test('that is rolled back again and again keeps the recovery point that the template names', async () => {
    const { Data } = await deploy('1', { KeepLast: 1 });
    for (const revision of ['2', '3', '4', '5']) { await deploy(revision, { KeepLast: 1 }, { end: 'UPDATE_ROLLBACK_COMPLETE' }); }
    const made = madeBy('on-deploy');
    expect(Data?.RecoveryPointArn).toBe(made[0]);
    expect(deletedBy(harness)).toEqual([made[1], made[2]]);
    for (const revision of ['6', '7']) { await deploy(revision, { KeepLast: 1 }); }
    expect(deletedBy(harness)).toContain(made[0]);
  });

  test('of a nested stack is over with that of the outermost one', async () => {
    harness.stacks.rootStatus = 'UPDATE_IN_PROGRESS';
    for (const revision of ['1', '2', '3']) { await deploy(revision, { KeepLast: 1 }); }
    expect(deletedBy(harness)).toEqual([]);
    harness.stacks.rootStatus = 'UPDATE_COMPLETE';
    await deploy('4', { KeepLast: 1 });
    expect(deletedBy(harness)).toHaveLength(2);
  });

  test('that another one follows at once: an execution without a deployment waits for neither', async () => {
    rest();
    for (let index = 0; index < 3; index++) { await runScheduled({ KeepLast: 5 }); }
    harness.stacks.status = 'UPDATE_IN_PROGRESS';
    await runScheduled({ KeepLast: 1 });
    expect([deletedBy(harness), lastResult().Pruned?.Left]).toEqual([[], [expect.objectContaining({ What: HISTORY })]]);
  });
});

describe('what AWS Backup does not delete stays, is named, and fails nothing', () => {
  test.each([['hold', /active legal hold/], ['copy', /Try again later/], ['expire', /could not delete/]] as const)('%s', async (onDelete, reason) => {
    rest();
    harness.standIn.script('*', [{ onDelete }, {}, {}, {}]);
    for (let index = 0; index < 4; index++) { await runScheduled({ KeepLast: 1 }); }
    const [held, ...others] = madeBy('on-schedule-1a2b3c4d');
    expect(harness.runs.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    const Left = [{ What: held, Reason: expect.stringMatching(reason) as string }];
    expect(lastResult()).toMatchObject({ Succeeded: true, Pruned: { Deleted: [others[0]], Left } });
    expect(harness.logs.join('\n')).toContain('not deleted');
  });

  test('a record that somebody edited names another recovery point: it stays', async () => {
    rest();
    await runScheduled({ KeepLast: 1 }, OTHER);
    const [other] = recordsOf(harness, 'on-schedule-1a2b3c4d', OTHER);
    await runScheduled({ KeepLast: 1 });
    const [first] = recordsOf(harness, 'on-schedule-1a2b3c4d');
    harness.standIn.parameters.put(`${HISTORY}/on-schedule-1a2b3c4d`, JSON.stringify({ ...first, recoveryPointArn: other.recoveryPointArn }));
    for (let index = 0; index < 3; index++) { await runScheduled({ KeepLast: 1 }); }
    expect(deletedBy(harness)).not.toContain(other.recoveryPointArn);
    expect(lastResult().Pruned?.Left).toEqual([{ What: other.recoveryPointArn, Reason: expect.stringContaining('is not the one in its record') }]);
  });

  test.each(['DescribeRecoveryPoint', 'DeleteRecoveryPoint', 'GetParametersByPath', 'GetParameterHistory'] as const)('%s: throttled, it waits; forbidden, nothing is deleted', async (operation) => {
    rest();
    for (let index = 0; index < 3; index++) { await runScheduled({ KeepLast: 1 }); }
    const before = deletedBy(harness).length;
    const service = operation.endsWith('Point') ? undefined : 'ssm' as const;
    harness.standIn.faults.add({ kind: 'throttle', operation, service, times: 5 });
    await runScheduled({ KeepLast: 1 });
    expect(deletedBy(harness)).toHaveLength(before + 1);
    harness.standIn.faults.add({ kind: 'error', error: 'AccessDeniedException', operation, service });
    await runScheduled({ KeepLast: 1 });
    expect(deletedBy(harness)).toHaveLength(before + 1);
    expect(harness.runs.map(({ status }) => status)).not.toContain('FAILED');
  });
});

test('a record outlives its recovery point: few of those that are gone are looked at again', async () => {
  rest();
  for (let index = 0; index < 40; index++) { await runScheduled({ KeepLast: 2 }); }
  const before = harness.callsOf('DescribeRecoveryPoint');
  await runScheduled({ KeepLast: 2 });
  expect(harness.callsOf('DescribeRecoveryPoint') - before).toBeLessThan(20);
  expect(deletedBy(harness)).toHaveLength(38);
  expect(lastResult().Pruned).toEqual({ Deleted: [madeBy('on-schedule-1a2b3c4d')[37]], Left: [] });
});

test('what was protected at first is tried again later', async () => {
  rest();
  harness.standIn.script('*', [{ onDelete: 'hold' }, {}]);
  let state = 1;
  jest.spyOn(Math, 'random').mockImplementation(() => { state = state * 16807 % 2147483647; return state / 2147483647; });
  for (let index = 0; index < 30; index++) { await runScheduled({ KeepLast: 1 }); }
  jest.restoreAllMocks();
  const [held] = madeBy('on-schedule-1a2b3c4d');
  const tried = harness.runs.filter(({ output }) => (output as unknown as ExecutionResult).Pruned?.Left.some(({ What }) => What === held));
  expect(tried.length).toBeGreaterThan(4);
});

describe('nothing is deleted', () => {
  test.each<[string, Partial<WaitPolicy>]>([['without keepLast', {}], ['when fewer are there', { KeepLast: 5 }]])('%s', async (_when, policy) => {
    rest();
    for (let index = 0; index < 4; index++) { await runScheduled(policy); }
    expect(deletedBy(harness)).toEqual([]);
    expect(lastResult()).toEqual({ Succeeded: true, Reason: '' });
  });

  test('after a backup that failed', async () => {
    rest();
    for (let index = 0; index < 2; index++) { await runScheduled({ KeepLast: 1 }); }
    harness.standIn.script('*', { outcome: 'FAILED' });
    for (let index = 0; index < 2; index++) { await runScheduled({ KeepLast: 1 }); }
    expect(deletedBy(harness)).toEqual([]);
  });

  test('for newer recovery points that are gone', async () => {
    rest();
    for (let index = 0; index < 2; index++) { await runScheduled({ KeepLast: 1 }); }
    const client = new BackupClient({ endpoint: harness.standIn.endpoint });
    await client.send(new DeleteRecoveryPointCommand({ BackupVaultName: REQUEST.BackupVaultName, RecoveryPointArn: madeBy('on-schedule-1a2b3c4d')[1] }));
    client.destroy();
    await runScheduled({ KeepLast: 1 });
    expect(pointsIn(harness)).toContain(madeBy('on-schedule-1a2b3c4d')[0]);
  });
});

describe('RemovalPolicy.DESTROY', () => {
  const DESTROY = { Destroy: true, Supersedes: true };

  async function deleteStack(path = HISTORY): Promise<CustomResourceResponse> {
    harness.stacks.status = 'DELETE_IN_PROGRESS';
    const ResourceProperties = propertiesOf(DESTROY, deployed.get(path)?.revision ?? '', path);
    const event = ofNewRequest(harness, deleteEvent({ LogicalResourceId: path.split('/').pop(), PhysicalResourceId: 'id', ResourceProperties }));
    harness.deliver(event);
    await harness.settle();
    return theAnswer(harness, event);
  }

  test('deletes what newer ones of the same trigger supersede, one execution late', async () => {
    await runScheduled({});
    for (const revision of ['1', '2', '3', '4']) { await deploy(revision, DESTROY); }
    expect(deletedBy(harness)).toEqual(madeBy('on-deploy').slice(0, 2));
    expect(pointsIn(harness)).toEqual([...madeBy('on-schedule-1a2b3c4d'), ...madeBy('on-deploy').slice(2)]);
  });

  test('of onDeploy leaves the final backup of onDelete, those of schedules, and of a plan', async () => {
    const client = new BackupClient({ endpoint: harness.standIn.endpoint });
    await client.send(new StartBackupJobCommand({ ...REQUEST, IdempotencyToken: 'a-plan' }));
    client.destroy();
    for (const revision of ['1', '2']) { await deploy(revision, DESTROY); }
    await runScheduled({});
    harness.stacks.status = 'DELETE_IN_PROGRESS';
    harness.deliver(ofNewRequest(harness, deleteEvent({ LogicalResourceId: 'Final', ResourceProperties: { ...propertiesOf({}, '2'), Trigger: 'ON_DELETE' } })));
    await harness.settle();
    const own = madeBy('on-deploy');
    expect(await deleteStack()).toMatchObject({ Status: 'SUCCESS', Reason: 'Removed: 2 recovery points are gone' });
    expect(deletedBy(harness).sort()).toEqual([...own].sort());
    expect(harness.standIn.parameters.all.map(({ name }) => name)).toEqual([`${HISTORY}/latest`, `${HISTORY}/on-delete`, `${HISTORY}/on-schedule-1a2b3c4d`]);
    expect(latestOf(harness)).toMatchObject({ trigger: 'on-delete', recoveryPointArn: madeBy('on-delete')[0] });
  });

  test('of the only trigger leaves no parameter', async () => {
    await deploy('1', DESTROY);
    await deleteStack();
    expect(harness.standIn.parameters.all).toEqual([]);
  });

  test('leaves the newest of the others that exists as the newest', async () => {
    rest();
    for (let index = 0; index < 2; index++) { await runScheduled({}); }
    await deploy('1', DESTROY);
    const [first, second] = madeBy('on-schedule-1a2b3c4d');
    const client = new BackupClient({ endpoint: harness.standIn.endpoint });
    await client.send(new DeleteRecoveryPointCommand({ BackupVaultName: REQUEST.BackupVaultName, RecoveryPointArn: second }));
    client.destroy();
    await harness.withinDeadline(() => harness.sleep(HOUR));
    expect(latestOf(harness)?.trigger).toBe('on-deploy');
    await deleteStack();
    expect(latestOf(harness)?.recoveryPointArn).toBe(first);
  });

  test('leaves what a former stack of the same name made, and its records', async () => {
    await deploy('1', DESTROY);
    const name = `${HISTORY}/on-deploy`;
    const [former] = recordsOf(harness, 'on-deploy');
    harness.standIn.parameters.delete(name);
    harness.standIn.parameters.put(name, JSON.stringify({ ...former, stackId: former.stackId.replace('51af3dc0', '00000000') }));
    await deploy('2', DESTROY);
    expect(await deleteStack()).toMatchObject({ Status: 'SUCCESS' });
    expect(deletedBy(harness)).toEqual([madeBy('on-deploy')[1]]);
    expect(recordsOf(harness, 'on-deploy')).toHaveLength(2);
  });

  test('leaves what a renamed construct made since, with its records', async () => {
    await deploy('1', DESTROY);
    const renamed = ofNewRequest(harness, createEvent({ LogicalResourceId: 'Renamed', ResourceProperties: propertiesOf(DESTROY, '1') }));
    await during('UPDATE_IN_PROGRESS', renamed, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    const [first, second] = madeBy('on-deploy');
    const event = ofNewRequest(harness, deleteEvent({ LogicalResourceId: 'OrdersBackup', PhysicalResourceId: 'id', ResourceProperties: propertiesOf(DESTROY, '1') }));
    harness.stacks.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    harness.deliver(event);
    await harness.settle();
    expect(theAnswer(harness, event).Status).toBe('SUCCESS');
    expect(deletedBy(harness)).toEqual([first]);
    expect(pointsIn(harness)).toEqual([second]);
    expect(recordsOf(harness, 'on-deploy').map(({ logicalId }) => logicalId)).toContain('Renamed');
  });

  test('deletes nothing that a record edited by hand names, and says so', async () => {
    rest();
    await runScheduled({}, OTHER);
    const [other] = madeBy('on-schedule-1a2b3c4d', OTHER);
    await deploy('1', DESTROY);
    const [own] = recordsOf(harness, 'on-deploy');
    harness.standIn.parameters.delete(`${HISTORY}/on-deploy`);
    harness.standIn.parameters.put(`${HISTORY}/on-deploy`, JSON.stringify({ ...own, recoveryPointArn: other }));
    const answer = await deleteStack();
    expect(answer).toMatchObject({ Status: 'SUCCESS', Reason: expect.stringContaining(other) });
    expect(deletedBy(harness)).toEqual([]);
    expect(recordsOf(harness, 'on-deploy')).toHaveLength(1);
  });

  test.each([
    ['that is missing', () => { harness.standIn.parameters.delete(`${HISTORY}/on-deploy`); }],
    ['of a newer schema', () => { rewrite((record) => ({ ...record, schema: '2' })); }],
    ['that is no JSON', () => { harness.standIn.parameters.delete(`${HISTORY}/on-deploy`); harness.standIn.parameters.put(`${HISTORY}/on-deploy`, 'nothing'); }],
  ])('with a history %s deletes no recovery point', async (_what, edit) => {
    await deploy('1', DESTROY);
    edit();
    expect(await deleteStack()).toMatchObject({ Status: 'SUCCESS', Reason: 'Removed: no recovery points are recorded' });
    expect(deletedBy(harness)).toEqual([]);
  });

  test('with a history that may not be read fails, and deletes nothing', async () => {
    await deploy('1', DESTROY);
    harness.standIn.faults.add({ kind: 'error', error: 'AccessDeniedException', operation: 'GetParameterHistory' });
    expect(await deleteStack()).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('could not be deleted') });
    expect(deletedBy(harness)).toEqual([]);
  });

  test('with a history that may not be deleted succeeds, and says so', async () => {
    await deploy('1', DESTROY);
    harness.standIn.faults.add({ kind: 'error', error: 'AccessDeniedException', operation: 'DeleteParameter' });
    expect(await deleteStack()).toMatchObject({ Status: 'SUCCESS', Reason: expect.stringContaining(`${HISTORY}/on-deploy`) });
    expect(deletedBy(harness)).toHaveLength(1);
  });

  test('waits while Parameter Store throttles', async () => {
    await deploy('1', DESTROY);
    harness.standIn.faults.add({ kind: 'throttle', service: 'ssm', times: 8 });
    expect(await deleteStack()).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.standIn.parameters.all).toEqual([]);
  });

  test('deletes a hundred recovery points, as many as the history knows', async () => {
    rest();
    for (let index = 0; index < 30; index++) { await deploy(String(index), { Destroy: true }); }
    expect(await deleteStack()).toMatchObject({ Status: 'SUCCESS', Reason: 'Removed: 30 recovery points are gone' });
    expect(pointsIn(harness)).toEqual([]);
  });

  function rewrite(edit: (record: object) => object): void {
    const [record] = recordsOf(harness, 'on-deploy');
    harness.standIn.parameters.delete(`${HISTORY}/on-deploy`);
    harness.standIn.parameters.put(`${HISTORY}/on-deploy`, JSON.stringify(edit(record)));
  }
});
