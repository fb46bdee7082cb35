import { Annotations, Aspects, Duration, Stack } from 'aws-cdk-lib';
import { Annotations as Said, Match } from 'aws-cdk-lib/assertions';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import {
  BackupProtection, type BackupProtectionProps, BackupResourceType, BackupTrigger, FailureAction, OnDemandBackup, TimeoutAction, WaitLevel,
} from 'cdk-on-demand-backup';
import { type Fill, protect, table } from '../fixture';

function warningsOf(stack: Stack): string[] {
  return Said.fromStack(stack).findWarning('*', Match.stringLikeRegexp('cdk-on-demand-backup:largeBucket')).map(({ id, entry }) => `${id} ${entry.data as string}`);
}

const bucket: Fill = (stack) => void new Bucket(stack, 'Invoices', { versioned: true });
const warned = (fill: Fill, props?: BackupProtectionProps) => warningsOf(protect(fill, props).stack);

test('a protected bucket whose first backup may not end in time gets a warning with the figures', () => {
  expect(warned(bucket)).toEqual([expect.stringMatching(new RegExp('^/Shop/BackupProtection Shop/Invoices/Resource: a backup that is not done in 57 minutes fails the change and the deletion of '
    + 'its bucket. AWS Backup copies about 1,000 objects a second the first time, so that this is enough for about 3.4 million objects '
    + '.*`timeout`.*BackupProtection.optOut.*\\[ack: cdk-on-demand-backup:largeBucket\\]$'))]);
});

test.each<[string, Fill, BackupProtectionProps, string | undefined]>([
  ['an L1 bucket', (stack) => void new CfnBucket(stack, 'B', { versioningConfiguration: { status: 'Enabled' } }), {}, 'the change and the deletion'],
  ['before its change only', bucket, { onDelete: false }, 'fails the change of its bucket'],
  ['before its deletion only', bucket, { beforeChange: false }, 'fails the deletion of its bucket'],
  ['that may change while its backup runs', bucket, { waitFor: WaitLevel.ACCEPTED }, 'fails the deletion of its bucket'],
  ['that may change after the timeout', bucket, { onTimeout: TimeoutAction.CONTINUE }, 'fails the deletion of its bucket'],
  ['that may be deleted without a backup', bucket, { onDeleteFailure: FailureAction.WARN }, 'fails the change of its bucket'],
  ['with a shorter timeout', bucket, { timeout: Duration.minutes(10) }, 'in 10 minutes .* about 600,000 objects'],
  ['nothing of it fails', bucket, { waitFor: WaitLevel.ACCEPTED, onDeleteFailure: FailureAction.WARN }, undefined],
  ['with a longer timeout', bucket, { timeout: Duration.hours(12) }, undefined],
  ['other types only', bucket, { resourceTypes: [BackupResourceType.DYNAMODB] }, undefined],
  ['a table', (stack) => void table(stack), {}, undefined],
  ['a bucket without versioning, which is not protected', (stack) => void new Bucket(stack, 'B'), {}, undefined],
  ['a bucket that is opted out', (stack) => BackupProtection.optOut(new Bucket(stack, 'B', { versioned: true }), 'huge'), {}, undefined],
  ['a bucket with backups of its own', (stack) => void new OnDemandBackup(stack, 'Own', {
    resource: BackupResource.fromArn(new Bucket(stack, 'B', { versioned: true }).bucketArn), triggers: [BackupTrigger.beforeChange(), BackupTrigger.onDelete()], stackOutputs: false,
  }), {}, undefined],
])('%s', (_name, fill, props, text) => {
  expect(warned(fill, props)).toEqual(text === undefined ? [] : [expect.stringMatching(text)]);
});

test('a stack gets one warning, however many buckets it has', () => {
  const [warning, ...others] = warned((stack) => ['A', 'B', 'C', 'D', 'E'].forEach((id) => new Bucket(stack, id, { versioned: true })));
  expect(warning).toMatch(/Shop\/A\/Resource, Shop\/B\/Resource, Shop\/C\/Resource, 2 more: /);
  expect(others).toEqual([]);
});

test('the warning can be acknowledged on the stack', () => {
  const { stack } = protect(bucket);
  Annotations.of(stack).acknowledgeWarning('cdk-on-demand-backup:largeBucket', 'few invoices');
  expect(warningsOf(stack)).toEqual([]);
});

test('each stack gets its own warning, by the protection that applies there', () => {
  const { app, stack } = protect(bucket);
  const other = new Stack(app, 'Other');
  bucket(other);
  const patient = new Stack(app, 'Patient');
  bucket(patient);
  Aspects.of(patient).add(new BackupProtection({ timeout: Duration.hours(12) }));
  expect([stack, other, patient].map((each) => warningsOf(each).length)).toEqual([1, 1, 0]);
});
