import { CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { requestJson } from '../../src/backup/request-json';
import type { BackupRequest } from '../../src/request/backup-request';
import { flatten, newStack } from '../util/template';

function written(make: (stack: Stack) => Partial<BackupRequest>): unknown {
  const stack = newStack();
  return stack.resolve(requestJson(stack, make(stack) as BackupRequest));
}

test('requestJson writes a request without tokens as plain JSON', () => {
  expect(written(() => ({ ResourceArn: 'a', StartWindowMinutes: 60, Lifecycle: { OptInToArchiveForSupportedResources: true } })))
    .toBe('{"ResourceArn":"a","StartWindowMinutes":60,"Lifecycle":{"OptInToArchiveForSupportedResources":true}}');
});

test('requestJson writes references into the JSON', () => {
  expect(flatten(written((stack) => ({ ResourceArn: `arn:${stack.partition}:s3:::${new CfnParameter(stack, 'Name').valueAsString}` }))))
    .toBe('{"ResourceArn":"arn:<AWS::Partition>:s3:::<Name>"}');
});

test('requestJson writes numbers that are known only at deploy time without quotes', () => {
  expect(flatten(written((stack) => ({ StartWindowMinutes: new CfnParameter(stack, 'Minutes', { type: 'Number' }).valueAsNumber }))))
    .toBe('{"StartWindowMinutes":<Minutes>}');
});

test.each(['say "hello"', 'a\\b', 'two\nlines'])('requestJson escapes a string that is resolved lazily: %j', (text) => {
  expect(JSON.parse(written(() => ({ RecoveryPointTags: { Note: Lazy.string({ produce: () => text }) } })) as string))
    .toEqual({ RecoveryPointTags: { Note: text } });
});

test('requestJson supports tokens in the keys of tags, and intrinsic functions', () => {
  expect(flatten(written(() => ({ RecoveryPointTags: { [Fn.importValue('Key')]: Fn.importValue('Value') } }))))
    .toBe('{"RecoveryPointTags":{"<Fn::ImportValue>":"<Fn::ImportValue>"}}');
});
