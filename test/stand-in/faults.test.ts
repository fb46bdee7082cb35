import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  CreateBackupVaultCommand, DeleteRecoveryPointCommand, DescribeBackupJobCommand, DescribeRecoveryPointCommand, ListBackupJobsCommand,
  StopBackupJobCommand,
} from '@aws-sdk/client-backup';
import { ARN, closeAll, describeJob, failureOf, open, sendRaw, signature, startInput, startJob } from './util';
import type { FaultSpec } from '../../stand-in';
import { BACKUP_ERRORS } from '../../stand-in/model/error-models/backup-errors';
import { OPERATIONS } from '../../stand-in/operations/operations';

afterEach(closeAll);

describe('an error fault', () => {
  const START = OPERATIONS[0];
  const WANTED_STATUS: Record<string, number> = { ServiceUnavailableException: 500, DependencyFailureException: 500 };

  test.each(START.errors)('makes StartBackupJob return %s', async (name) => {
    const { client, standIn } = await open();
    standIn.faults.add({ kind: 'error', operation: 'StartBackupJob', error: name, message: 'as given', times: 1 });
    const error = await failureOf(startJob(client));
    expect(error).toMatchObject({
      name,
      message: 'as given',
      $metadata: { httpStatusCode: WANTED_STATUS[name] ?? 400 },
      $fault: name in WANTED_STATUS ? 'server' : 'client',
      Code: expect.any(String),
      Type: expect.any(String),
      Context: expect.any(String),
    });
    expect(standIn.jobs).toHaveLength(0);
    await startJob(client);
  });

  test.each([...BACKUP_ERRORS.common])('can return the common error %s with HTTP %d', async (name, status) => {
    const { client, standIn } = await open();
    standIn.faults.add({ kind: 'error', error: name });
    const error = await failureOf(startJob(client));
    expect(error).toMatchObject({ name, $metadata: { httpStatusCode: status } });
    expect(error.message).toContain(name);
  });

  test('hits only operations that declare the error', async () => {
    const { client, standIn } = await open();
    standIn.faults.add({ kind: 'error', error: 'DependencyFailureException' });
    const id = await startJob(client);
    expect((await failureOf(describeJob(client, id))).name).toBe('DependencyFailureException');
  });

  test.each([
    ['StopBackupJob', 'LimitExceededException', 'LimitExceededException is not declared by StopBackupJob'],
    [undefined, 'NoSuchException', 'NoSuchException is not declared by any operation'],
  ] as const)('is refused if %s cannot return %s', async (operation, error, message) => {
    const { standIn } = await open();
    expect(() => standIn.faults.add({ kind: 'error', operation, error })).toThrow(message);
  });
});

test('a throttle fault returns ThrottlingException with HTTP 400', async () => {
  const { client, standIn } = await open();
  standIn.faults.add({ kind: 'throttle', times: 1 });
  expect(await failureOf(startJob(client))).toMatchObject({ name: 'ThrottlingException', $metadata: { httpStatusCode: 400 }, $retryable: undefined });
  await startJob(client);
});

test.each([
  [{ status: 502 }, 502, 'text/html', '<html><body>502</body></html>'],
  [{ status: 503, body: 'busy', contentType: 'text/plain' }, 503, 'text/plain', 'busy'],
  [{ status: 200, body: '{"BackupJobId": null}', contentType: 'application/json' }, 200, 'application/json', '{"BackupJobId": null}'],
])('an http fault sends the response %j', async (given, status, contentType, body) => {
  const { endpoint, standIn } = await open();
  standIn.faults.add({ kind: 'http', ...given });
  const response = await fetch(`${endpoint}/backup-jobs`, { method: 'PUT', body: JSON.stringify(startInput()), headers: { ...signature(), 'content-type': 'application/json' } });
  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([status, contentType, body]);
  expect(standIn.jobs).toHaveLength(0);
});

test('a 5xx reaches the SDK as a server error', async () => {
  const { client, standIn } = await open();
  standIn.faults.add({ kind: 'http', status: 503, body: '{}', contentType: 'application/json' });
  expect(await failureOf(startJob(client))).toMatchObject({ $metadata: { httpStatusCode: 503 } });
});

test('a reset fault resets the connection', async () => {
  const { client, standIn } = await open();
  standIn.faults.add({ kind: 'reset' });
  expect((await failureOf(startJob(client))).message).toContain('ECONNRESET');
  expect(standIn.requests[0]).toMatchObject({ status: 0, faults: ['reset'] });
  expect(standIn.jobs).toHaveLength(0);
});

test('a slow fault delays the response', async () => {
  const { client, standIn } = await open();
  standIn.faults.add({ kind: 'slow', milliseconds: 150 });
  jest.useFakeTimers({ doNotFake: ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'] });
  try {
    let isThere = false;
    const answer = startJob(client).then(() => { isThere = true; });
    while (standIn.requests.length === 0) {await nextTurn();}
    await nextTurn();
    jest.advanceTimersByTime(149);
    for (let turn = 0; turn < 100; turn++) {await nextTurn();}
    expect([isThere, standIn.jobs.length]).toEqual([false, 1]);
    jest.advanceTimersByTime(1);
    await answer;
  } finally {
    jest.useRealTimers();
  }
});

test('a slow response does not keep the stand-in from stopping', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
  const { client, standIn } = await open();
  standIn.faults.add({ kind: 'slow', milliseconds: 600_000 });
  const timersBefore = timers();
  const failure = failureOf(startJob(client));
  while (standIn.requests.length === 0) { await new Promise((resolve) => { setTimeout(resolve, 5); }); }
  await standIn.stop();
  expect((await failure).message).toContain('socket hang up');
  expect(timers()).toBeLessThanOrEqual(timersBefore);
});

describe('a malformed body', () => {
  test.each([
    ['invalid-json', 'SyntaxError'], ['truncated', 'Error'],
  ] as const)('"%s" fails in the SDK', async (body, name) => {
    const { client, standIn } = await open();
    standIn.faults.add({ kind: 'malformed', body });
    expect((await failureOf(startJob(client))).name).toBe(name);
    expect(standIn.jobs).toHaveLength(1); // the work was done
  });

  test.each(['empty', 'not-an-object'] as const)('"%s" contains no job id', async (body) => {
    const { client, standIn } = await open();
    standIn.faults.add({ kind: 'malformed', body });
    await expect(startJob(client)).rejects.toThrow('no job id');
    expect(standIn.jobs).toHaveLength(1);
  });

  test('"wrong-types" has another type for every member', async () => {
    const { endpoint, standIn, client } = await open();
    const id = await startJob(client);
    const right = await sendRaw(endpoint, 'GET', `/backup-jobs/${id}`);
    standIn.faults.add({ kind: 'malformed', body: 'wrong-types' });
    const wrong = await sendRaw(endpoint, 'GET', `/backup-jobs/${id}`);
    expect(Object.keys(wrong.body)).toEqual(Object.keys(right.body));
    for (const [name, value] of Object.entries(right.body)) { expect(typeof wrong.body[name]).not.toBe(typeof value); }
  });

  test.each(['invalid-json', 'truncated', 'empty', 'not-an-object', 'wrong-types'] as const)('"%s" can replace an empty body', async (body) => {
    const { client, standIn } = await open();
    const id = await startJob(client);
    standIn.faults.add({ kind: 'malformed', body });
    await client.send(new StopBackupJobCommand({ BackupJobId: id })).catch(() => undefined);
    expect(standIn.jobs[0].State).toBe('ABORTING');
    expect(standIn.requests[1].faults).toEqual(['malformed']);
  });
});

test('a missing fault removes members from the response', async () => {
  const { client, standIn } = await open();
  const id = await startJob(client);
  standIn.faults.add({ kind: 'missing', members: ['State', 'PercentDone'] });
  const job = await describeJob(client, id);
  expect('State' in job || 'PercentDone' in job).toBe(false);
  expect(job.BackupJobId).toBe(id);
});

describe('a fault', () => {
  const ok = 'ok';
  const outcomes = async (calls: (() => Promise<unknown>)[]) => {
    const seen: string[] = [];
    for (const call of calls) { seen.push(await call().then(() => ok, (error: Error) => error.name)); }
    return seen;
  };
  const T = 'ThrottlingException';

  test.each<[Partial<FaultSpec>, string[]]>([
    [{}, [T, T, T, T]],
    [{ times: 1 }, [T, ok, ok, ok]],
    [{ times: 3 }, [T, T, T, ok]],
    [{ skip: 2 }, [ok, ok, T, T]],
    [{ skip: 1, times: 2 }, [ok, T, T, ok]],
  ])('with %j makes four calls end in %j', async (counts, wanted) => {
    const { client, standIn } = await open();
    const fault = standIn.faults.add({ kind: 'throttle', ...counts } as FaultSpec);
    expect(await outcomes(Array.from({ length: 4 }, () => () => startJob(client)))).toEqual(wanted);
    expect(fault.hits).toBe(wanted.filter((result) => result === T).length);
  });

  test.each([[false, [T, ok, ok, ok]], [true, [T, T, ok, ok]]])('with perResource %s makes four calls for two resources end in %j', async (perResource, wanted) => {
    const { client, standIn } = await open();
    standIn.faults.add({ kind: 'throttle', times: 1, perResource });
    const start = (resource: string) => () => startJob(client, { ResourceArn: resource });
    expect(await outcomes([start(ARN.efs), start(ARN.rds), start(ARN.efs), start(ARN.rds)])).toEqual(wanted);
  });

  test.each<[string, string[]]>([
    [ARN.efs, [T, ok]], ['arn:aws:elasticfilesystem:*', [T, ok]], ['*:db:order?', [ok, T]], ['*', [T, T]], ['arn:aws:s3:::*', [ok, ok]], ['*file-system', [ok, ok]],
  ])('with resource %s makes the calls for EFS and RDS end in %j', async (resource, wanted) => {
    const { client, standIn } = await open();
    standIn.faults.add({ kind: 'throttle', resource });
    expect(await outcomes([ARN.efs, ARN.rds].map((arn) => () => startJob(client, { ResourceArn: arn })))).toEqual(wanted);
  });

  test('hits each operation by the resource that the call is about', async () => {
    const { client, standIn } = await open();
    const id = await startJob(client);
    standIn.advance(30);
    const point = { BackupVaultName: 'Vault', RecoveryPointArn: standIn.jobs[0].RecoveryPointArn };
    const calls = [
      () => startJob(client),
      () => client.send(new DescribeBackupJobCommand({ BackupJobId: id })),
      () => client.send(new StopBackupJobCommand({ BackupJobId: id })),
      () => client.send(new ListBackupJobsCommand({ ByResourceArn: ARN.dynamodb })),
      () => client.send(new DescribeRecoveryPointCommand(point)),
      () => client.send(new DeleteRecoveryPointCommand(point)),
    ];
    const fault = standIn.faults.add({ kind: 'throttle', resource: ARN.dynamodb });
    expect(await outcomes(calls)).toEqual(calls.map(() => T));
    fault.remove();
    standIn.faults.add({ kind: 'throttle', resource: ARN.efs });
    expect(await outcomes(calls)).not.toContain(T);
    standIn.faults.add({ kind: 'throttle', resource: 'Gapped' });
    expect((await failureOf(client.send(new CreateBackupVaultCommand({ BackupVaultName: 'Gapped' })))).name).toBe(T);
  });

  test.each(OPERATIONS.map((operation) => operation.name))('with operation %s hits no other operation', async (name) => {
    const { client, standIn } = await open();
    standIn.faults.add({ kind: 'throttle', operation: name as FaultSpec['operation'] });
    const seen = await outcomes([() => startJob(client), () => client.send(new ListBackupJobsCommand({}))]);
    expect(seen).toEqual([name === 'StartBackupJob' ? T : ok, name === 'ListBackupJobs' ? T : ok]);
  });

  test.each<[FaultSpec, number]>([
    [{ kind: 'reset', when: 'before' }, 0], [{ kind: 'reset', when: 'after' }, 1], [{ kind: 'http', status: 500, when: 'after' }, 1],
    [{ kind: 'error', error: 'ServiceUnavailableException', when: 'after' }, 1], [{ kind: 'throttle', when: 'after' }, 1], [{ kind: 'throttle' }, 0],
  ])('with %j lets %d jobs start', async (spec, jobs) => {
    const { client, standIn } = await open();
    standIn.faults.add({ ...spec, times: 1 });
    await failureOf(startJob(client, { IdempotencyToken: 'token' }));
    expect(standIn.jobs).toHaveLength(jobs);
    await startJob(client, { IdempotencyToken: 'token' });
    expect(standIn.jobs).toHaveLength(1);
  });

  test('that is slow combines with the first of the other faults', async () => {
    const { client, standIn } = await open();
    standIn.faults.add({ kind: 'slow', milliseconds: 40 });
    standIn.faults.add({ kind: 'throttle', times: 1 });
    const second = standIn.faults.add({ kind: 'reset', times: 1 });
    expect((await failureOf(startJob(client))).name).toBe(T);
    expect(second.hits).toBe(0);
    await failureOf(startJob(client));
    expect(standIn.requests.map((request) => request.faults)).toEqual([['slow', 'throttle'], ['slow', 'reset']]);
  });

  test('can be removed alone or with all others', async () => {
    const { client, standIn } = await open({ faults: [{ kind: 'throttle' }, { kind: 'slow', milliseconds: 1 }] });
    expect(standIn.faults.all.map((fault) => fault.spec.kind)).toEqual(['throttle', 'slow']);
    standIn.faults.all[0].remove();
    await startJob(client);
    standIn.faults.clear();
    expect(standIn.faults.all).toEqual([]);
  });
});
