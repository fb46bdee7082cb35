import { BackupClient, ListBackupJobsCommand } from '@aws-sdk/client-backup';
import { GetParameterCommand, GetParametersByPathCommand } from '@aws-sdk/client-ssm';
import { closeAll, open, put } from './util';
import type { FaultSpec } from '../../../stand-in';
import { PARAMETER_ERRORS } from '../../../stand-in/model/error-models/parameter-errors';
import { PARAMETER_OPERATIONS } from '../../../stand-in/parameter-store/operations/parameter-operations';
import { QuotaRegistry } from '../../../stand-in/service/quota-registry';
import { failureOf, REGION, sendRaw, signature } from '../util';

afterEach(closeAll);

const target = (name: string, service = 'ssm') => ({ ...signature(service), 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': name });
const PUT = { Name: '/app/one', Value: 'value', Type: 'String' };

describe('a request', () => {
  test.each<[string, object, string, string]>([
    ['an unknown member', { ...PUT, Colour: 'red' }, 'ValidationException', 'Colour is not a member of PutParameterRequest'],
    ['a member in the wrong case', { ...PUT, overwrite: true }, 'ValidationException', 'overwrite is not a member'],
    ['a missing value', { ...PUT, Value: undefined }, 'ValidationException', 'Value is required by PutParameterRequest'],
    ['a string for a boolean', { ...PUT, Overwrite: 'true' }, 'SerializationException', 'Overwrite must be a boolean, not "true"'],
    ['a map for a list', { ...PUT, Tags: { a: 'b' } }, 'SerializationException', 'Tags must be a list'],
    ['null', { ...PUT, Tier: null }, 'SerializationException', 'Tier must be a string, not null'],
  ])('is refused with %s', async (_what, body, error, problem) => {
    const { endpoint, standIn } = await open();
    const response = await sendRaw(endpoint, 'POST', '/', body, target('AmazonSSM.PutParameter'));
    expect(response).toMatchObject({ status: 400, error: null, body: { __type: error } });
    expect(response.problem).toContain(problem);
    expect(standIn.requests[0]).toMatchObject({ service: 'ssm', operation: 'PutParameter', error });
    expect(standIn.parameters.all).toEqual([]);
  });

  test('of another content type is refused', async () => {
    const { endpoint } = await open();
    const response = await sendRaw(endpoint, 'POST', '/', PUT, { ...target('AmazonSSM.PutParameter'), 'content-type': 'application/json' });
    expect(response).toMatchObject({ status: 400, body: { __type: 'SerializationException' } });
  });

  test.each(['AmazonSSM.SendCommand', 'AmazonSSM', 'DynamoDB_20120810.PutItem'])('for %s is refused', async (name) => {
    const { endpoint } = await open();
    const response = await sendRaw(endpoint, 'POST', '/', {}, target(name));
    expect(response).toMatchObject({ status: 400, body: { __type: 'UnknownOperationException' } });
    expect(response.problem).toContain(`X-Amz-Target ${name} is not the name of an operation that the stand-in imitates (PutParameter, `);
  });

  test('must be signed for ssm', async () => {
    const { endpoint } = await open();
    const response = await sendRaw(endpoint, 'POST', '/', PUT, target('AmazonSSM.PutParameter', 'backup'));
    expect(response).toMatchObject({ status: 400, body: { __type: 'InvalidSignatureException', message: expect.stringContaining("correct service: 'ssm', not 'backup'") } });
  });
});

test('a response has the content type of the JSON protocol, and an error names itself in the body', async () => {
  const { endpoint } = await open();
  const response = await fetch(endpoint, { method: 'POST', headers: target('AmazonSSM.GetParameter'), body: '{"Name":"/none"}' });
  expect([response.status, response.headers.get('content-type'), await response.json()]).toEqual([400, 'application/x-amz-json-1.1', { __type: 'ParameterNotFound' }]);
});

describe('a fault', () => {
  const names = PARAMETER_OPERATIONS[0].errors;

  test.each([...names, ...PARAMETER_ERRORS.common.keys()])('makes PutParameter return %s', async (error) => {
    const { client, standIn } = await open();
    standIn.faults.add({ kind: 'error', operation: 'PutParameter', error, message: 'as given', times: 1 });
    expect(await failureOf(put(client))).toMatchObject({ name: error, message: 'as given', $metadata: { httpStatusCode: PARAMETER_ERRORS.status(error) } });
    expect(standIn.parameters.all).toEqual([]);
    await put(client);
  });

  test.each([['TooManyUpdates', 400], ['ThrottlingException', 400], ['AccessDeniedException', 400], ['InternalServerError', 500]])('%s has HTTP %d', (error, status) => {
    expect(PARAMETER_ERRORS.status(error)).toBe(status);
  });

  test.each<[FaultSpec, number, RegExp]>([
    [{ kind: 'throttle' }, 0, /^Rate exceeded$/], [{ kind: 'throttle', when: 'after' }, 1, /^Rate exceeded$/], [{ kind: 'reset' }, 0, /ECONNRESET/],
    [{ kind: 'reset', when: 'after' }, 1, /ECONNRESET/], [{ kind: 'http', status: 502 }, 0, /./], [{ kind: 'malformed', body: 'invalid-json' }, 1, /JSON/],
    [{ kind: 'malformed', body: 'truncated' }, 1, /./],
  ])('%j leaves %d parameters', async (spec, count, message) => {
    const { client, standIn } = await open();
    standIn.faults.add({ ...spec, times: 1 });
    expect((await failureOf(put(client))).message).toMatch(message);
    expect(standIn.parameters.all).toHaveLength(count);
    expect(standIn.requests[0].faults).toEqual([spec.kind]);
  });

  test('can remove members and delay the response', async () => {
    const { client, standIn } = await open();
    standIn.faults.add({ kind: 'missing', members: ['Version'] });
    standIn.faults.add({ kind: 'slow', milliseconds: 20 });
    expect(await put(client)).toBeUndefined();
    expect(standIn.requests[0].faults.length).toBe(2);
  });

  test.each([['/app/one', 1], ['/app/*', 2], ['/other', 0], ['*', 2]])('selects the parameters %s', async (resource, wanted) => {
    const { client, standIn } = await open();
    const fault = standIn.faults.add({ kind: 'throttle', operation: 'PutParameter', resource });
    for (const Name of ['/app/one', '/app/two']) { await put(client, { Name }).catch(() => undefined); }
    expect(fault.hits).toBe(wanted);
  });

  test('selects a parameter in an ARN and before a selector', async () => {
    const { client, standIn } = await open();
    await put(client);
    const fault = standIn.faults.add({ kind: 'throttle', operation: 'GetParameter', resource: '/app/one' });
    for (const Name of ['/app/one:1', `arn:aws:ssm:${REGION}:123456789012:parameter/app/one`]) { await failureOf(client.send(new GetParameterCommand({ Name }))); }
    expect(fault.hits).toBe(2);
  });

  test.each<[FaultSpec['service'], number, number]>([['ssm', 1, 0], ['backup', 0, 1], [undefined, 1, 1]])('of the service %s', async (service, parameters, jobs) => {
    const { client, endpoint, standIn } = await open();
    const backup = new BackupClient({ endpoint, region: REGION, credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, maxAttempts: 1 });
    standIn.faults.add({ kind: 'throttle', service });
    const failures = async (promise: Promise<unknown>) => promise.then(() => 0, () => 1);
    expect([await failures(put(client)), await failures(backup.send(new ListBackupJobsCommand({})))]).toEqual([parameters, jobs]);
    expect(standIn.requests.map((request) => request.service)).toEqual(['ssm', 'backup']);
    backup.destroy();
  });

  test('is refused if the operation cannot return it', async () => {
    const { standIn } = await open();
    expect(() => standIn.faults.add({ kind: 'error', operation: 'GetParameter', error: 'TooManyUpdates' })).toThrow('TooManyUpdates is not declared by GetParameter');
    expect(() => standIn.faults.add({ kind: 'error', operation: 'StartBackupJob', error: 'ValidationException' })).toThrow('not declared by StartBackupJob');
    expect(() => standIn.faults.add({ kind: 'error', service: 'backup', error: 'TooManyUpdates' })).toThrow('TooManyUpdates is not declared');
  });
});

describe('the quotas', () => {
  test('allow 3 writes and 40 reads a second, apart from those of AWS Backup', async () => {
    const { client, standIn } = await open({ quotas: true });
    for (let count = 0; count < 3; count++) { await put(client, { Overwrite: true }); }
    expect(await failureOf(put(client, { Overwrite: true }))).toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded', $metadata: { httpStatusCode: 400 } });
    for (let count = 0; count < 40; count++) { await client.send(new GetParameterCommand({ Name: '/app/one' })); }
    expect((await failureOf(client.send(new GetParametersByPathCommand({ Path: '/app' })))).name).toBe('ThrottlingException');
    standIn.advance(0.34);
    await put(client, { Overwrite: true });
    expect(standIn.parameters.values('/app/one')).toHaveLength(4);
  });

  test('do not count towards all calls to AWS Backup', () => {
    const quotas = new QuotaRegistry({ all: 1, parameterReads: 60 }, () => 0);
    for (let count = 0; count < 60; count++) { quotas.take('GetParameter'); }
    quotas.take('StartBackupJob');
    expect(() => quotas.take('DescribeBackupJob')).toThrow('Rate exceeded');
  });

  test('can have other rates, and the wall clock', async () => {
    const { client } = await open({ quotas: { parameterWrites: 1, parameterReads: 1, clock: 'wall' } });
    await put(client);
    expect((await failureOf(put(client, { Overwrite: true }))).name).toBe('ThrottlingException');
  });

  test.each(PARAMETER_OPERATIONS.map(({ name }) => name))('have a group for %s', (name) => {
    const quotas = new QuotaRegistry(true, () => 0);
    let passed = 0;
    const take = () => {
      quotas.take(name);
      passed += 1;
    };
    expect(() => { while (passed < 100) { take(); } }).toThrow('Rate exceeded');
    expect(passed).toBe(/^(Get|Describe|List)/.test(name) ? 40 : 3);
  });
});

describe('the view', () => {
  test('edits by hand, without requests, with the rules of the service', async () => {
    const { standIn } = await open({ quotas: true });
    expect(standIn.parameters.put('/app/one', 'not JSON')).toBe(1);
    expect(standIn.parameters.put('/app/one', 'v2')).toBe(2);
    standIn.parameters.label('/app/one', 'mine');
    expect(standIn.parameters.find('/app/one')?.versions.map(({ labels }) => labels)).toEqual([[], ['mine']]);
    expect(standIn.parameters.values('/none')).toEqual([]);
    expect(() => standIn.parameters.put('/aws/x', 'v')).toThrow('reserved');
    expect(standIn.requests).toEqual([]);
  });

  test('comes over HTTP too, and a reset empties it', async () => {
    const { endpoint, standIn } = await open();
    standIn.parameters.put('/app/one', 'v');
    const list = async () => (await fetch(`${endpoint}/_stand-in/parameters`)).json() as Promise<{ parameters: unknown[] }>;
    expect((await list()).parameters).toMatchObject([{ name: '/app/one', versions: [{ version: 1, value: 'v' }] }]);
    standIn.reset();
    expect(await list()).toEqual({ parameters: [] });
  });
});
