import { BackupClient, DeleteRecoveryPointCommand, StartBackupJobCommand } from '@aws-sdk/client-backup';
import { answerTo } from './answer-to';
import type { Harness } from './harness';
import { inVirtualTime } from './in-virtual-time';
import { HISTORY } from './run-case';
import { latestOf, recordsOf } from './verify-record';
import type { CustomResourceResponse } from '../../lambda/response/custom-resource-response';
import type { CustomResourceProperties } from '../../src/request/custom-resource';
import type { StartPolicy } from '../../src/request/execution/start-policy';
import { TriggerKind } from '../../src/request/names';
import { createEvent, deleteEvent, properties, REQUEST, requestJson, updateEvent, waitPolicy } from '../util/events';

jest.mock('node:timers/promises', () => jest.requireActual<typeof import('./time')>('./time').virtualTimers);

let harness: Harness;
inVirtualTime((started) => { harness = started; });
let others: BackupClient;
beforeAll(() => { others = new BackupClient({ endpoint: harness.standIn.endpoint, region: 'eu-west-1' }); });
afterAll(() => others.destroy());

const HOUR = 3600;
const OWN: StartPolicy = { MaxAgeSeconds: HOUR };
const VAULT: StartPolicy = { MaxAgeSeconds: HOUR, ReuseFrom: 'VAULT' };

function withPolicy(policy: StartPolicy, Revision: string, more: Partial<CustomResourceProperties> = {}): CustomResourceProperties {
  return properties({ History: HISTORY, StartPolicy: JSON.stringify(policy), Revision, ...more });
}

let revision = 1;
let former: { readonly answer: CustomResourceResponse; readonly properties: CustomResourceProperties };

/** The first deployment, and its answer. */
async function create(policy = OWN, more: Partial<CustomResourceProperties> = {}): Promise<CustomResourceResponse> {
  const ResourceProperties = withPolicy(policy, String(revision), more);
  former = { answer: await answerTo(harness, createEvent({ ResourceProperties })), properties: ResourceProperties };
  return former.answer;
}

/** A deployment with another revision, which starts a job unless a recovery point is used. */
async function deployAgain(policy = OWN, more: Partial<CustomResourceProperties> = {}): Promise<CustomResourceResponse> {
  const ResourceProperties = withPolicy(policy, String(++revision), more);
  const event = updateEvent({ PhysicalResourceId: former.answer.PhysicalResourceId, ResourceProperties, OldResourceProperties: former.properties });
  former = { answer: await answerTo(harness, event), properties: ResourceProperties };
  return former.answer;
}

/** Somebody else makes a recovery point of the same resource. */
async function byOthers(members: object = {}): Promise<void> {
  await others.send(new StartBackupJobCommand({ ...REQUEST, IamRoleArn: 'arn:aws:iam::111122223333:role/plan', ...members }));
  await later(HOUR / 2);
}

const later = (seconds: number) => harness.withinDeadline(() => harness.sleep(seconds));
const runOnSchedule = async (key: string, policy: StartPolicy = OWN) => {
  const Recorded = { trigger: 'on-schedule-1a2b3c4d', fingerprint: '', formerFingerprint: '', revision: '', stackId: createEvent().StackId, requestId: '', logicalId: '' };
  const History = { Path: HISTORY, Recorded };
  harness.startRun({ Request: requestJson(), WaitPolicy: waitPolicy(), StartPolicy: policy, IdempotencyKey: key, History });
  await harness.settle();
};
const jobs = () => harness.standIn.jobs.length;
const outcomes = (trigger = 'on-deploy') => recordsOf(harness, trigger).map(({ outcome }) => outcome);

describe('within the greatest age', () => {
  test('three deployments make one backup, and each names its recovery point', async () => {
    const first = await create();
    const { BackupJobId, RecoveryPointArn } = harness.standIn.jobs[0];
    for (const answer of [await deployAgain(), await deployAgain()]) {
      expect(answer).toMatchObject({ Status: 'SUCCESS', Reason: expect.stringContaining(`recovery point ${RecoveryPointArn} of`) });
      expect(answer.Data).toEqual({ ...first.Data, Outcome: 'reused', StatusMessage: answer.Reason });
    }
    expect(first.Data).toMatchObject({ Outcome: 'succeeded', BackupJobId, RecoveryPointArn });
    expect(jobs()).toBe(1);
    expect(outcomes()).toEqual(['succeeded', 'reused', 'reused']);
    expect(recordsOf(harness, 'on-deploy').map(({ origin, recoveryPointArn }) => [origin, recoveryPointArn])).toEqual(['own', 'reused', 'reused'].map((origin) => [origin, RecoveryPointArn]));
    expect(latestOf(harness)).toMatchObject({ origin: 'own', outcome: 'succeeded', recoveryPointArn: RecoveryPointArn });
  });

  test('a deployment uses the recovery point of a schedule, again and again', async () => {
    await runOnSchedule('one');
    expect((await create()).Data?.Outcome).toBe('reused');
    expect((await deployAgain()).Data?.Outcome).toBe('reused');
    expect((await deployAgain()).Data?.Outcome).toBe('reused');
    expect(jobs()).toBe(1);
  });

  test('a schedule uses that of a deployment', async () => {
    await create();
    await runOnSchedule('one');
    await runOnSchedule('two');
    expect(jobs()).toBe(1);
    expect(outcomes('on-schedule-1a2b3c4d')).toEqual(['reused', 'reused']);
    expect(harness.runs.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
  });

  test('it may go on as long as it was asked for from its creation', async () => {
    const more = { Request: requestJson({ Lifecycle: { DeleteAfterDays: 30 } }) };
    await create(OWN, more);
    expect((await deployAgain(OWN, more)).Data?.Outcome).toBe('reused');
    expect(recordsOf(harness, 'on-deploy').map(({ expiryDate }) => expiryDate)).toEqual(Array(2).fill(expect.stringMatching(/^\d{4}-/)));
  });

  test('a final backup uses it if its own policy says so, and is a new one otherwise', async () => {
    await create();
    const remove = (more: Partial<CustomResourceProperties>) =>
      answerTo(harness, deleteEvent({ LogicalResourceId: 'Final', ResourceProperties: properties({ History: HISTORY, Trigger: TriggerKind.ON_DELETE, ...more }) }));
    harness.stacks.status = 'DELETE_IN_PROGRESS';
    expect((await remove({ StartPolicy: JSON.stringify(OWN) })).Status).toBe('SUCCESS');
    expect([jobs(), outcomes('on-delete')]).toEqual([1, ['reused']]);
    expect((await remove({})).Status).toBe('SUCCESS');
    expect([jobs(), outcomes('on-delete')]).toEqual([2, ['reused', 'succeeded']]);
  });
});

describe('in a chain', () => {
  /** The answer of the custom resource after the first one, which gets what that one hands on. */
  async function follow({ Data }: CustomResourceResponse, policy: StartPolicy, before?: CustomResourceResponse): Promise<CustomResourceResponse> {
    const continued = (data: CustomResourceResponse['Data']) => properties({
      History: HISTORY,
      StartPolicy: JSON.stringify(policy),
      ContinuedJobId: data?.BackupJobId,
      ContinuedOutcome: data?.Outcome,
      ContinuedStatusMessage: data?.StatusMessage,
    });
    const members = { LogicalResourceId: 'Second', ResourceProperties: continued(Data) };
    return answerTo(harness, before === undefined ? createEvent(members)
      : updateEvent({ ...members, PhysicalResourceId: 'second', OldResourceProperties: continued(before.Data) }));
  }

  test.each<[string, StartPolicy]>([['its own', OWN], ['anyone', VAULT]])('the last custom resource describes the recovery point of %s that the first one uses', async (_whose, policy) => {
    const describedIn = ({ Data }: CustomResourceResponse) => ({ ...Data, BackupVaultArn: '' }); // the stand-in has another account than the stack
    await runOnSchedule('one', {});
    const first = await create(policy);
    expect(first.Data?.Outcome).toBe('reused');
    expect(describedIn(await follow(first, policy))).toEqual(describedIn(first));
    if (policy === VAULT) { await byOthers(); }
    const again = await deployAgain(policy);
    expect(describedIn(await follow(again, policy, first))).toEqual(describedIn(again));
    expect(again.Data?.StatusMessage === first.Data?.StatusMessage).toBe(policy === OWN);
    // Nobody takes it for its own
    expect(recordsOf(harness, 'on-deploy').map(({ origin }) => origin)).toEqual(['reused', 'reused']);
  });
});

describe('a new backup is made', () => {
  test('when the recovery point is of the greatest age', async () => {
    await create();
    await later(HOUR + 1);
    expect((await deployAgain()).Data?.Outcome).toBe('succeeded');
    expect(jobs()).toBe(2);
  });

  test('when it was deleted, and when it is EXPIRED', async () => {
    for (const onDelete of ['delete', 'expire'] as const) {
      await harness.renew();
      harness.standIn.script('*', { onDelete, deletingSeconds: 1 });
      await create();
      const [{ RecoveryPointArn }] = harness.standIn.jobs;
      await others.send(new DeleteRecoveryPointCommand({ BackupVaultName: REQUEST.BackupVaultName, RecoveryPointArn }));
      await later(60);
      expect((await deployAgain()).Data?.Outcome).toBe('succeeded');
      expect(jobs()).toBe(2);
    }
  });

  test.each<[string, Record<string, unknown>]>([
    ['for ever', {}],
    ['longer than it is', { Lifecycle: { DeleteAfterDays: 31 } }],
  ])('when one is wanted %s', async (_how, members) => {
    await create(OWN, { Request: requestJson({ Lifecycle: { DeleteAfterDays: 30 } }) });
    expect((await deployAgain(OWN, { Request: requestJson(members) })).Data?.Outcome).toBe('succeeded');
  });

  test('when another vault or resource is asked for', async () => {
    await create();
    expect((await deployAgain(OWN, { Request: requestJson({ BackupVaultName: 'other' }) })).Data?.Outcome).toBe('succeeded');
    expect((await deployAgain(OWN, { Request: requestJson({ ResourceArn: REQUEST.ResourceArn.replace('fs-0', 'fs-1') }) })).Data?.Outcome).toBe('succeeded');
    expect(jobs()).toBe(3);
  });

  test('when the stack was deleted and created again under the same name', async () => {
    await create();
    const StackId = createEvent().StackId.replace('51af3dc0', '00000000');
    expect((await answerTo(harness, createEvent({ StackId, ResourceProperties: withPolicy(OWN, 'x') }))).Data?.Outcome).toBe('succeeded');
  });

  test('when only somebody else made one', async () => {
    await byOthers();
    expect((await create()).Data?.Outcome).toBe('succeeded');
    expect(jobs()).toBe(2);
  });

  test('after one that failed', async () => {
    harness.standIn.script('*', [{ outcome: 'FAILED' }, {}]);
    await create();
    expect((await deployAgain()).Data?.Outcome).toBe('succeeded');
    expect(outcomes()).toEqual(['failed', 'succeeded']);
  });
});

describe('of anyone in the vault', () => {
  test('the newest is used, and the history says that it is nobody\'s own', async () => {
    await byOthers();
    await byOthers();
    const answer = await create(VAULT);
    const { RecoveryPointArn } = harness.standIn.jobs[1];
    expect(answer.Data).toMatchObject({ Outcome: 'reused', BackupJobId: '', RecoveryPointArn, State: 'COMPLETED' });
    expect(recordsOf(harness, 'on-deploy')).toMatchObject([{ outcome: 'reused', origin: 'reused', iamRoleArn: 'arn:aws:iam::111122223333:role/plan', recoveryPointArn: RecoveryPointArn }]);
    expect(latestOf(harness)).toMatchObject({ origin: 'reused', recoveryPointArn: RecoveryPointArn });
    expect(jobs()).toBe(2);
  });

  test('it is not taken for its own later', async () => {
    await byOthers();
    await create(VAULT);
    expect((await deployAgain(OWN)).Data?.Outcome).toBe('succeeded');
  });

  test.each<[string, object]>([
    ['in another vault', { BackupVaultName: 'other' }],
    ['of another resource', { ResourceArn: REQUEST.ResourceArn.replace('fs-0', 'fs-1') }],
    ['that expires', { Lifecycle: { DeleteAfterDays: 1 } }],
  ])('one %s is not used', async (_what, members) => {
    await byOthers(members);
    expect((await create(VAULT)).Data?.Outcome).toBe('succeeded');
  });
});

describe('faults', () => {
  const READS = ['GetParameterHistory', 'GetParameter', 'ListRecoveryPointsByBackupVault'] as const;

  test.each(READS)('%s that is throttled for a while is waited for, and nothing is started', async (operation) => {
    await create();
    harness.standIn.faults.add({ kind: 'throttle', operation, times: 5 });
    expect((await deployAgain()).Data?.Outcome).toBe('reused');
    expect(jobs()).toBe(1);
  });

  test.each(READS)('%s that never answers leads to a job, in time', async (operation) => {
    await create();
    harness.standIn.faults.add({ kind: 'throttle', operation });
    expect(await deployAgain()).toMatchObject({ Status: 'SUCCESS', Data: { Outcome: 'succeeded' } });
    expect(jobs()).toBe(2);
    expect(harness.logs.join('\n')).toContain('could not look for a recovery point to use, so a job is started');
  });

  test.each(READS)('%s that is forbidden leads to a job', async (operation) => {
    await create();
    harness.standIn.faults.add({ kind: 'http', status: 403, operation, contentType: 'application/json', body: JSON.stringify({ __type: 'AccessDeniedException', message: 'explicit deny' }) } as never);
    expect(await deployAgain()).toMatchObject({ Status: 'SUCCESS', Data: { Outcome: 'succeeded' } });
    expect(jobs()).toBe(2);
  });

  test('a history that somebody edited does not make a foreign recovery point the backup\'s own', async () => {
    await byOthers({ BackupVaultName: 'other' });
    const [{ RecoveryPointArn }] = harness.standIn.jobs;
    await create();
    const own = recordsOf(harness, 'on-deploy')[0];
    await later(HOUR / 2);
    const edited = JSON.stringify({ ...own, recoveryPointArn: RecoveryPointArn });
    harness.standIn.parameters.put(`${HISTORY}/on-deploy`, edited);
    harness.standIn.parameters.put(`${HISTORY}/latest`, edited);
    expect((await deployAgain()).Data?.Outcome).toBe('succeeded');
  });

  test('a request that is delivered twice has one answer, and one record', async () => {
    await create();
    const event = updateEvent({ PhysicalResourceId: former.answer.PhysicalResourceId, ResourceProperties: withPolicy(OWN, 'twice'), OldResourceProperties: former.properties, ResponseURL: harness.answerServer.url, RequestId: 'twice' });
    harness.deliver(event);
    harness.deliver(event, 5);
    await harness.settle();
    expect(harness.answersTo(event)).toHaveLength(1);
    expect(outcomes()).toEqual(['succeeded', 'reused']);
  });
});

test('each recovery point has the tags of its origin, unless they are turned off', async () => {
  await create({}, { Request: requestJson({ RecoveryPointTags: { team: 'orders' } }) });
  await deployAgain({ NoProvenanceTags: true });
  const tags = harness.standIn.requests.filter(({ operation }) => operation === 'StartBackupJob').map(({ input }) => (input as { RecoveryPointTags?: object }).RecoveryPointTags);
  const [, , stack, path] = HISTORY.split('/');
  expect(tags).toEqual([
    { 'team': 'orders', 'cdk-on-demand-backup:stack': stack, 'cdk-on-demand-backup:path': path, 'cdk-on-demand-backup:trigger': 'on-deploy', 'cdk-on-demand-backup:revision': expect.any(String) },
    undefined,
  ]);
});

test('a change of the policy alone starts no job', async () => {
  await create({}, { Revision: 'same' });
  former = { ...former, properties: withPolicy({}, 'same') };
  await deployAgain({ ...VAULT, NoProvenanceTags: true }, { Revision: 'same' });
  expect(jobs()).toBe(1);
});
