import { ARN, closeAll, failureOf, open, startJob } from './util';

afterEach(closeAll);

async function sendCommand(endpoint: string, method: string, path: string, body?: unknown) {
  const response = await fetch(`${endpoint}/_stand-in${path}`, { method, body: body === undefined ? undefined : JSON.stringify(body) });
  return { status: response.status, body: await response.json() as Record<string, unknown> };
}

test('GET / returns the endpoint, the time and the number of jobs and requests', async () => {
  const { client, endpoint, standIn } = await open();
  await startJob(client);
  expect(await sendCommand(endpoint, 'GET', '')).toEqual({ status: 200, body: { endpoint, now: standIn.now.toISOString(), jobs: 1, requests: 1 } });
  expect(await sendCommand(endpoint, 'GET', '/')).toMatchObject({ status: 200 });
});

test('POST /script sets the script of a resource', async () => {
  const { client, endpoint, standIn } = await open();
  expect(await sendCommand(endpoint, 'POST', '/script', { resource: ARN.efs, script: { outcome: 'FAILED', runningSeconds: 'forever' } })).toEqual({ status: 200, body: {} });
  expect(await sendCommand(endpoint, 'POST', '/script', { resource: '*table*', script: [{ outcome: 'EXPIRED' }] })).toMatchObject({ status: 200 });
  await startJob(client, { ResourceArn: ARN.efs });
  await startJob(client);
  await sendCommand(endpoint, 'POST', '/clock', { advanceSeconds: 3600 });
  expect(standIn.jobs.map((job) => job.State)).toEqual(['RUNNING', 'EXPIRED']);
});

test('POST, GET and DELETE /faults add, list and clear faults', async () => {
  const { client, endpoint } = await open();
  const fault = { kind: 'error', operation: 'StartBackupJob', error: 'LimitExceededException' };
  expect(await sendCommand(endpoint, 'POST', '/faults', fault)).toEqual({ status: 200, body: { id: 1 } });
  expect((await failureOf(startJob(client))).name).toBe('LimitExceededException');
  expect(await sendCommand(endpoint, 'GET', '/faults')).toEqual({ status: 200, body: { faults: [{ id: 1, spec: fault, hits: 1 }] } });
  await sendCommand(endpoint, 'DELETE', '/faults');
  await startJob(client);
});

test('GET /jobs and GET /requests return all jobs and requests', async () => {
  const { client, endpoint } = await open();
  const id = await startJob(client);
  const { body: { jobs } } = await sendCommand(endpoint, 'GET', '/jobs');
  expect(jobs).toMatchObject([{ BackupJobId: id, State: 'CREATED', input: { ResourceArn: ARN.dynamodb }, timeline: [{ state: 'CREATED' }, {}, {}, { state: 'COMPLETED' }] }]);
  const { body: { requests } } = await sendCommand(endpoint, 'GET', '/requests');
  expect(requests).toMatchObject([{ operation: 'StartBackupJob', resource: ARN.dynamodb, status: 200, faults: [], headers: { authorization: expect.any(String) } }]);
});

test('POST /reset restores the scripts and faults of the options', async () => {
  const { client, endpoint, standIn } = await open({ faults: [{ kind: 'slow', milliseconds: 1 }] });
  standIn.script(ARN.dynamodb, { outcome: 'FAILED' });
  standIn.faults.add({ kind: 'throttle', skip: 1 });
  await startJob(client);
  await sendCommand(endpoint, 'POST', '/reset');
  expect([standIn.jobs.length, standIn.requests.length, standIn.faults.all.length]).toEqual([0, 0, 1]);
  await startJob(client);
  await startJob(client);
  standIn.advance(60);
  expect(standIn.jobs[0].State).toBe('COMPLETED');
});

test('POST /clock advances only a manual clock', async () => {
  const { endpoint } = await open({ clock: { scale: 1 } });
  expect(await sendCommand(endpoint, 'POST', '/clock', { advanceSeconds: 1 })).toMatchObject({ status: 400, body: { problem: expect.stringContaining('{ manual: true }') } });
});

test.each<[string, string, unknown, number, string]>([
  ['GET', '/nothing', undefined, 404, 'no command GET /nothing; there are GET /, GET /jobs'],
  ['POST', '/jobs', {}, 404, 'no command POST /jobs'],
  ['POST', '/script', { resource: ARN.efs }, 400, 'command.script is missing'],
  ['POST', '/script', { resource: ARN.efs, script: { speed: 1 } }, 400, 'command.script.speed is not known'],
  ['POST', '/faults', { kind: 'earthquake' }, 400, 'fault.kind must be "error" or "throttle"'],
  ['POST', '/faults', {}, 400, 'fault.kind must be'],
  ['POST', '/faults', { kind: 'error', operation: 'StopBackupJob', error: 'LimitExceededException' }, 400, 'not declared by StopBackupJob'],
  ['POST', '/clock', {}, 400, 'advanceSeconds must be a number'],
  ['POST', '/clock', { advanceSeconds: -1 }, 400, 'advanceSeconds must be a number'],
])('%s %s with %j is refused with HTTP %d: %s', async (method, path, body, status, problem) => {
  const { endpoint } = await open();
  const response = await sendCommand(endpoint, method, path, body);
  expect(response.status).toBe(status);
  expect(response.body.problem).toContain(problem);
});

test('a command that is not JSON is refused with HTTP 400', async () => {
  const { endpoint } = await open();
  const response = await fetch(`${endpoint}/_stand-in/script`, { method: 'POST', body: '{' });
  expect(response.status).toBe(400);
});

test('the recorded requests contain neither control requests nor secrets', async () => {
  const { client, endpoint, standIn } = await open({}, { credentials: { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'secret-session' } });
  await sendCommand(endpoint, 'GET', '/jobs');
  await startJob(client);
  expect(standIn.requests).toHaveLength(1);
  expect(standIn.requests[0].headers['x-amz-security-token']).toBe('(hidden)');
  expect(JSON.stringify(standIn.requests)).not.toContain('secret-session');
});
