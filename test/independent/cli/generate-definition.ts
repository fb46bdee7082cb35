import { Duration } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import type { OnDemandBackupProps } from 'cdk-on-demand-backup';
import fc from 'fast-check';

/** What a shell, the AWS CLI or JSON could take for something else. */
const TRAPS = ["it's", '$(id)', '`id`', '-x', '--region', 'a b', '*', '~', '"', '\\', '!x', 'line\nbreak', '#', '{"a":1}', '[1]', 'a=b,c=d', 'ä', '😀', 'file:///etc/hostname', 'http://127.0.0.1/', '@x', '%x%', '${x}', ''];
const WORD = fc.oneof(fc.constantFrom(...TRAPS), fc.string({ unit: 'grapheme', maxLength: 30 })).map((word) => word.replace(/\0/g, ''));
const KEY = WORD.filter((key) => key !== '' && !/^aws:/i.test(key));
const minutes = (min: number, max: number) => fc.integer({ min, max }).map((amount) => Duration.minutes(amount));
const days = (min: number, max: number) => fc.integer({ min, max }).map((amount) => Duration.days(amount));

/** A backup, apart from what needs a scope. */
export interface Definition {
  readonly arn: string;
  readonly props: OnDemandBackupProps;
  /** Otherwise those of the stack, whose names only the deployment knows. */
  readonly vault?: string;
  readonly airGapped?: string;
  readonly role?: string;
  readonly isAgnostic: boolean;
}

const COMMON = {
  startWindow: minutes(60, 10_000),
  completionWindow: minutes(60, 20_000),
  deleteAfter: days(120, 36_000),
  recoveryPointTags: fc.dictionary(KEY, WORD, { maxKeys: 6 }),
  idempotencyToken: WORD.filter((token) => token !== ''),
  moveToColdStorageAfter: days(8, 30),
};

/** A resource of each type that has options of its own, and one that has none. */
const RESOURCES: readonly (readonly [string, Record<string, fc.Arbitrary<unknown>>])[] = [
  ['arn:aws:dynamodb:eu-west-1:111122223333:table/orders', {}],
  ['arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0', { windowsVss: fc.boolean() }],
  ['arn:aws:ec2:eu-west-1:111122223333:volume/vol-0123456789abcdef0', { index: fc.boolean(), optInToArchiveForSupportedResources: fc.boolean() }],
  ['arn:aws:s3:::orders', { index: fc.boolean(), backupAcls: fc.boolean(), backupObjectTags: fc.boolean() }],
  // What asks for nothing is not sent
  ['arn:aws:rds:eu-west-1:111122223333:db:orders', { windowsVss: fc.constant(false), backupOptions: fc.constantFrom({ Other: 'enabled' }, { 'a.b-c_d': '1.0' }) }],
];

export const DEFINITION: fc.Arbitrary<Definition> = fc.constantFrom(...RESOURCES).chain(([arn, options]) => fc.record({
  arn: fc.constant(arn),
  props: fc.record({ ...COMMON, ...options }, { requiredKeys: [] })
    .map((props) => ({ ...props, resource: BackupResource.fromArn(arn) }) as OnDemandBackupProps),
  vault: fc.constantFrom('vault', '-vault', 'Vault_1'),
  airGapped: fc.constant('arn:aws:backup:eu-west-1:111122223333:backup-vault:gapped'),
  role: fc.constantFrom('arn:aws:iam::111122223333:role/backup', 'arn:aws:iam::111122223333:role/a/b/My+=,.@-role'),
  isAgnostic: fc.boolean(),
}, { requiredKeys: ['arn', 'props', 'isAgnostic'] }));
