import { InvalidBackupError } from '../../../lambda/aws/errors';
import { checkedRequest } from '../../../lambda/steps/checked-request';
import { responseAddress, FULL_REQUEST, executionState, REQUEST, requestText } from '../../util/events';
import { captureLogs } from '../../util/logs';

const lines = captureLogs();
/** FSx knows no complete window: a warning, because AWS Backup takes the request. */
const WARNED = { ResourceArn: 'arn:aws:fsx:eu-west-1:111122223333:file-system/fs-0123456789abcdef0', StartWindowMinutes: 60, CompleteWindowMinutes: 180 };

test.each([['the shortest', REQUEST], ['a long', { ...REQUEST, IdempotencyToken: FULL_REQUEST.IdempotencyToken, RecoveryPointTags: { a: 'b' } }]])(
  '%s request is what its JSON says', (_what, request) => {
    expect(checkedRequest(executionState({ Request: JSON.stringify(request) }))).toStrictEqual(request);
    expect(lines).toEqual([]);
  });

describe('a request that is wrong', () => {
  function messageOf(Request: string, more: object = {}): string {
    try {
      checkedRequest(executionState({ Request, ...more }));
      return 'nothing was thrown';
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidBackupError);
      return (error as Error).message;
    }
  }

  test.each([['{', 'not JSON'], ['[]', 'object'], ['null', 'object'], ['"text"', 'object'], ['', 'not JSON'], ['5', 'object']])('%s is told', (Request, text) => {
    expect(messageOf(Request)).toContain(text);
  });

  test('a missing request is told', () => {
    expect(messageOf(undefined as unknown as string)).toContain('not JSON');
  });

  test('one problem is one sentence', () => {
    expect(messageOf(requestText({ StartWindowMinutes: 5 }))).toMatch(/^`startWindow` is 5.*[^.]$/);
  });

  test('all problems are told at once, warnings are not among them', () => {
    const message = messageOf(requestText({ ...WARNED, BackupVaultName: '?', StartWindowMinutes: 5 }));
    expect(message.split('\n')).toEqual([expect.stringMatching(/^- .*backupVault/), expect.stringMatching(/^- .*startWindow/)]);
    expect(lines).toEqual([]);
  });

  test('the resource type that was told counts', () => {
    expect(messageOf(requestText(), { ResourceType: 'S3' })).toContain('`resourceType` is "S3"');
  });

  test('the stack being deployed counts', () => {
    const ResponseAddress = responseAddress();
    expect(messageOf(requestText({ ResourceArn: ResponseAddress.StackId }), { ResponseAddress })).toContain('the stack of this backup');
  });
});

test('a warning is logged, and the request is taken', () => {
  expect(checkedRequest(executionState({ Request: requestText(WARNED) }))).toMatchObject(WARNED);
  expect(lines).toEqual([
    { level: 'warn', message: expect.stringContaining('completionWindow'), step: 'Start', resourceArn: WARNED.ResourceArn },
  ]);
});
