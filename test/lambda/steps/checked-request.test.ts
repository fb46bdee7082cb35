import { InvalidBackupError } from '../../../lambda/aws/errors';
import { checkedRequest } from '../../../lambda/steps/checked-request';
import { responseAddress, FULL_REQUEST, executionState, REQUEST, requestJson } from '../../util/events';
import { captureLogs } from '../../util/logs';

const lines = captureLogs();
/** FSx has no completion window: a warning, because AWS Backup accepts the request. */
const WARNED = { ResourceArn: 'arn:aws:fsx:eu-west-1:111122223333:file-system/fs-0123456789abcdef0', StartWindowMinutes: 60, CompleteWindowMinutes: 180 };

test.each([['the shortest', REQUEST], ['a long', { ...REQUEST, IdempotencyToken: FULL_REQUEST.IdempotencyToken, RecoveryPointTags: { a: 'b' } }]])(
  '%s request is the value of its JSON', (_what, request) => {
    expect(checkedRequest(executionState({ Request: JSON.stringify(request) }))).toStrictEqual(request);
    expect(lines).toEqual([]);
  });

describe('a wrong request', () => {
  function messageOf(Request: string, more: object = {}): string {
    try {
      checkedRequest(executionState({ Request, ...more }));
      return 'nothing was thrown';
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidBackupError);
      return (error as Error).message;
    }
  }

  test.each([['{', 'not JSON'], ['[]', 'object'], ['null', 'object'], ['"text"', 'object'], ['', 'not JSON'], ['5', 'object']])('%s is reported', (Request, text) => {
    expect(messageOf(Request)).toContain(text);
  });

  test('a missing request is reported', () => {
    expect(messageOf(undefined as unknown as string)).toContain('not JSON');
  });

  test('one problem is one sentence', () => {
    expect(messageOf(requestJson({ StartWindowMinutes: 5 }))).toMatch(/^`startWindow` is 5.*[^.]$/);
  });

  test('all errors are reported at once, without the warnings', () => {
    const message = messageOf(requestJson({ ...WARNED, BackupVaultName: '?', StartWindowMinutes: 5 }));
    expect(message.split('\n')).toEqual([expect.stringMatching(/^- .*backupVault/), expect.stringMatching(/^- .*startWindow/)]);
    expect(lines).toEqual([]);
  });

  test('the given resource type counts', () => {
    expect(messageOf(requestJson(), { ResourceType: 'S3' })).toContain('`resourceType` is "S3"');
  });

  test('the stack being deployed counts', () => {
    const ResponseAddress = responseAddress();
    expect(messageOf(requestJson({ ResourceArn: ResponseAddress.StackId }), { ResponseAddress })).toContain('the stack of this backup');
  });
});

test('a warning is logged, and the request is accepted', () => {
  expect(checkedRequest(executionState({ Request: requestJson(WARNED) }))).toMatchObject(WARNED);
  expect(lines).toEqual([
    { level: 'warn', message: expect.stringContaining('completionWindow'), step: 'Start', resourceArn: WARNED.ResourceArn },
  ]);
});

test('VSS that is off is not sent for a type that has no VSS', () => {
  const request = checkedRequest(executionState({ Request: requestJson({ ...WARNED, CompleteWindowMinutes: undefined, BackupOptions: { WindowsVSS: 'disabled' } }) }));
  expect(request).not.toHaveProperty('BackupOptions');
  expect(lines).toEqual([{ level: 'warn', message: expect.stringContaining('`windowsVss` is false'), step: 'Start', resourceArn: WARNED.ResourceArn }]);
});
