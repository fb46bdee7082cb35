import { expectProblem, REQUEST } from './fixture';
import { parseRequest } from '../../src/request/parse-request';

test('parseRequest reads a request', () => {
  expect(parseRequest(JSON.stringify(REQUEST))).toEqual({ request: REQUEST, problems: [] });
});

test('parseRequest does not check members', () => {
  expect(parseRequest('{"StartWindowMinutes":"60"}')).toEqual({ request: { StartWindowMinutes: '60' }, problems: [] });
});

test.each([
  '', '{', '{"BackupVaultName":"a "quoted" name"}', '{"BackupVaultName":"a\nline"}', '{"BackupVaultName":"C:\\dir"}',
])('%j is not JSON', (json) => {
  const { request, problems } = parseRequest(json);
  expect(request).toBeUndefined();
  expectProblem(problems, 'error', 'requestNotJson', 'JSON', 'quote', 'use one without');
});

test.each([
  ['null', 'null'], ['[]', 'a list'], ['"text"', '"text"'], ['1', '1'],
])('%s is JSON, but not an object', (json, shown) => {
  const { request, problems } = parseRequest(json);
  expect(request).toBeUndefined();
  expectProblem(problems, 'error', 'requestNotAnObject', `the request is ${shown}`, 'give the members of StartBackupJob');
});
