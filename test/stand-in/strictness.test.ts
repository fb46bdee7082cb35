import { ARN, closeAll, open, sendRaw, signature, startInput, startJob } from './util';

afterEach(closeAll);

const BODY = startInput({ Lifecycle: { DeleteAfterDays: 35 }, RecoveryPointTags: { team: 'orders' } });

describe('the input of a request', () => {
  test.each<[string, object, string, string]>([
    ['unknown member', { ...BODY, CopyActions: [] }, 'InvalidParameterValueException', 'CopyActions is not a member of StartBackupJobInput'],
    ['member in the wrong case', { ...BODY, resourceArn: ARN.efs }, 'InvalidParameterValueException', 'resourceArn is not a member of StartBackupJobInput'],
    ['unknown nested member', { ...BODY, Lifecycle: { DeleteAfter: 1 } }, 'InvalidParameterValueException', 'Lifecycle.DeleteAfter is not a member of Lifecycle'],
    ['string for a number', { ...BODY, StartWindowMinutes: '60' }, 'SerializationException', 'StartWindowMinutes must be a whole number, not "60"'],
    ['half a minute', { ...BODY, StartWindowMinutes: 60.5 }, 'SerializationException', 'StartWindowMinutes must be a whole number, not 60.5'],
    ['number for a string', { ...BODY, BackupVaultName: 1 }, 'SerializationException', 'BackupVaultName must be a string, not 1'],
    ['string for a boolean', { ...BODY, Lifecycle: { OptInToArchiveForSupportedResources: 'true' } }, 'SerializationException', 'Lifecycle.OptInToArchiveForSupportedResources must be a boolean, not "true"'],
    ['string for a structure', { ...BODY, Lifecycle: '35' }, 'SerializationException', 'Lifecycle must be an object, not "35"'],
    ['list for a map', { ...BODY, RecoveryPointTags: [{ Key: 'a', Value: 'b' }] }, 'SerializationException', 'RecoveryPointTags must be an object'],
    ['number in a map', { ...BODY, RecoveryPointTags: { a: 1 } }, 'SerializationException', 'RecoveryPointTags.a must be a string, not 1'],
    ['null', { ...BODY, Index: null }, 'SerializationException', 'Index must be a string, not null'],
    ['missing vault', { ...BODY, BackupVaultName: undefined }, 'MissingParameterValueException', 'BackupVaultName is required by StartBackupJobInput'],
    ['missing resource', { ...BODY, ResourceArn: undefined }, 'MissingParameterValueException', 'ResourceArn is required by StartBackupJobInput'],
    ['missing role', { ...BODY, IamRoleArn: undefined }, 'MissingParameterValueException', 'IamRoleArn is required by StartBackupJobInput'],
  ])('is refused: %s', async (_name, body, error, problem) => {
    const { endpoint, standIn } = await open();
    const response = await sendRaw(endpoint, 'PUT', '/backup-jobs', body);
    expect(response).toMatchObject({ status: 400, error });
    expect(response.problem).toContain(problem);
    expect(standIn.jobs).toHaveLength(0);
    expect(standIn.requests[0]).toMatchObject({ operation: 'StartBackupJob', status: 400, error });
    expect(standIn.requests[0].input).toBeUndefined();
  });

  test.each<[string, string, string, string]>([
    ['not JSON', '{"BackupVaultName": ', 'application/json', 'the body is not JSON'],
    ['a list', '[]', 'application/json', 'the body must be a JSON object'],
    ['of another content type', JSON.stringify(BODY), 'text/plain', 'content type application/json, not text/plain'],
  ])('is refused if the body is %s', async (_name, body, contentType, problem) => {
    const { endpoint } = await open();
    const response = await sendRaw(endpoint, 'PUT', '/backup-jobs', body, { ...signature(), 'content-type': contentType });
    expect(response).toMatchObject({ status: 400, error: 'SerializationException' });
    expect(response.problem).toContain(problem);
  });

  test('may have a charset in its content type', async () => {
    const { endpoint } = await open();
    const response = await sendRaw(endpoint, 'PUT', '/backup-jobs', BODY, { ...signature(), 'content-type': 'application/json; charset=utf-8' });
    expect(response.status).toBe(200);
  });

  test.each([
    ['?colour=red', 'InvalidParameterValueException', 'query parameter colour is not known to ListBackupJobs'],
    ['?maxResults=ten', 'SerializationException', 'query parameter maxResults must be a whole number'],
    ['?createdAfter=yesterday', 'SerializationException', 'query parameter createdAfter must be an ISO date and time'],
  ])('is refused with the query %s', async (query, error, problem) => {
    const { endpoint } = await open();
    const response = await sendRaw(endpoint, 'GET', `/backup-jobs${query}`);
    expect(response).toMatchObject({ status: 400, error });
    expect(response.problem).toContain(problem);
  });

  test('is refused if the body has a member of the path', async () => {
    const { endpoint, client } = await open();
    const id = await startJob(client);
    const response = await sendRaw(endpoint, 'POST', `/backup-jobs/${id}`, { BackupJobId: id });
    expect(response).toMatchObject({ status: 400, problem: 'BackupJobId belongs into the path, not into the body' });
  });

  test('is refused if the operation takes no body', async () => {
    const { endpoint, client } = await open();
    const id = await startJob(client);
    expect((await sendRaw(endpoint, 'POST', `/backup-jobs/${id}`, { Force: true })).error).toBe('InvalidParameterValueException');
    expect((await sendRaw(endpoint, 'POST', `/backup-jobs/${id}`, {})).status).toBe(200);
  });
});

test.each([
  ['POST', '/backup-jobs'], ['PUT', '/'], ['GET', '/backup-jobs/a/b'], ['PUT', '/copy-jobs'], ['GET', '/backup-vaults'], ['DELETE', '/backup-jobs/a'],
])('%s %s is refused as an unknown operation', async (method, path) => {
  const { endpoint, standIn } = await open();
  const response = await sendRaw(endpoint, method, path);
  expect(response).toMatchObject({ status: 404, error: 'UnknownOperationException' });
  expect(response.problem).toContain(`${method} ${path} is not the path of an operation that the stand-in imitates`);
  expect(standIn.requests[0].operation).toBeUndefined();
});

test('a slash at the end of a path is ignored', async () => {
  const { endpoint } = await open();
  expect((await sendRaw(endpoint, 'GET', '/backup-jobs/')).body).toEqual({ BackupJobs: [] });
});

test('a path that is not a valid URL is taken as it is', async () => {
  const { endpoint } = await open();
  expect(await sendRaw(endpoint, 'GET', '/backup-jobs/%zz')).toMatchObject({ error: 'ResourceNotFoundException', body: { Message: expect.stringContaining('%zz') } });
});

describe('the signature', () => {
  const { authorization } = signature();
  test.each<[string, Record<string, string>, string, string]>([
    ['missing', {}, 'MissingAuthenticationTokenException', 'Missing Authentication Token'],
    ['of another kind', { authorization: 'Bearer abc' }, 'IncompleteSignatureException', 'not a complete AWS Signature'],
    ['cut off', { ...signature(), authorization: authorization.slice(0, -1) }, 'IncompleteSignatureException', 'not a complete AWS Signature'],
    ['for another service', signature('execute-api'), 'InvalidSignatureException', "correct service: 'backup', not 'execute-api'"],
    ['without a date', { authorization }, 'InvalidSignatureException', 'x-amz-date'],
    ['of another day', { ...signature(), 'x-amz-date': '20251123T000000Z' }, 'InvalidSignatureException', 'x-amz-date'],
    ['over too few headers', signature('backup', 'x-amz-date'), 'InvalidSignatureException', 'the header host is not signed'],
    ['not over the date', signature('backup', 'host'), 'InvalidSignatureException', 'the header x-amz-date is not signed'],
  ])('is refused: %s', async (_name, headers, error, problem) => {
    const { endpoint, standIn } = await open();
    const response = await sendRaw(endpoint, 'PUT', '/backup-jobs', BODY, headers);
    expect(response).toMatchObject({ status: 403, error });
    expect(response.problem).toContain(problem);
    expect(standIn.jobs).toHaveLength(0);
  });

  test('is not required when the options say so', async () => {
    const { endpoint } = await open({ signature: 'ignored' });
    expect((await sendRaw(endpoint, 'PUT', '/backup-jobs', BODY, {})).status).toBe(200);
    expect((await sendRaw(endpoint, 'PUT', '/backup-jobs', BODY)).status).toBe(200);
  });
});
