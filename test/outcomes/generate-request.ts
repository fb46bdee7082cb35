import fc from 'fast-check';
import type { BackupRequest } from '../../src/request/backup-request';

/** A name that most services take. */
const NAME = fc.stringMatching(/^[\w.-]{1,40}$/);
const ID = fc.stringMatching(/^[0-9a-f]{8,17}$/);

interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

const PARTITIONS: Readonly<Record<string, string>> = {
  'eu-west-1': 'aws', 'ap-southeast-3': 'aws', 'cn-north-1': 'aws-cn', 'us-gov-east-1': 'aws-us-gov', 'us-isob-east-1': 'aws-iso-b',
};
const PLACE: fc.Arbitrary<Place> = fc.record({ region: fc.constantFrom(...Object.keys(PARTITIONS)), account: fc.stringMatching(/^\d{12}$/) })
  .map(({ region, account }) => ({ partition: PARTITIONS[region], region, account }));

/** The resource part of each form of ARN, with the prefixes that real ids have. */
const RESOURCES: readonly fc.Arbitrary<readonly [string, string]>[] = [
  ID.map((id) => ['ec2', `instance/i-${id}`]),
  ID.map((id) => ['ec2', `volume/vol-${id}`]),
  ID.map((id) => ['elasticfilesystem', `file-system/fs-${id}`]),
  ID.map((id) => ['fsx', `file-system/fs-${id}`]),
  ID.map((id) => ['fsx', `volume/fs-${id}/fsvol-${id}`]),
  NAME.map((name) => ['rds', `db:${name}`]),
  NAME.map((name) => ['rds', `cluster:${name}`]),
  fc.stringMatching(/^[a-z0-9]{10,26}$/).map((id) => ['dsql', `cluster/${id}`]),
  NAME.map((name) => ['dynamodb', `table/${name}`]),
  ID.map((id) => ['storagegateway', `gateway/sgw-${id}/volume/vol-${id}`]),
  ID.map((id) => ['backup-gateway', `vm/vm-${id}`]),
  NAME.map((name) => ['redshift', `cluster:${name}`]),
  NAME.map((name) => ['redshift-serverless', `namespace/${name}`]),
  fc.tuple(NAME, NAME).map(([database, table]) => ['timestream', `database/${database}/table/${table}`]),
  fc.tuple(NAME, NAME).map(([stack, id]) => ['cloudformation', `stack/${stack}/${id}`]),
  fc.tuple(NAME, NAME).map(([app, id]) => ['ssm-sap', `HANA/${app}/DB/${id}`]),
  NAME.map((name) => ['eks', `cluster/${name}`]),
];

const BUCKET = fc.tuple(PLACE, fc.stringMatching(/^[a-z0-9][a-z0-9.-]{2,62}$/)).map(([{ partition }, name]) => `arn:${partition}:s3:::${name}`);
const RESOURCE_ARN = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(PLACE, fc.oneof(...RESOURCES)).map(([{ partition, region, account }, [service, resource]]) =>
      `arn:${partition}:${service}:${region}:${account}:${resource}`),
  },
  { weight: 2, arbitrary: BUCKET },
  { weight: 1, arbitrary: fc.constantFrom('', 'orders', 'arn:aws:s3:::bucket/*', 'arn:aws:sqs:eu-west-1:123456789012:queue') },
);

const VAULT_NAME = fc.oneof({ weight: 9, arbitrary: fc.stringMatching(/^[a-zA-Z0-9\-_]{2,50}$/) }, { weight: 1, arbitrary: fc.string({ maxLength: 60 }) });
const ROLE = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.tuple(PLACE, fc.constantFrom('', 'service-role/', 'a/b/c/'), fc.stringMatching(/^[\w+=,.@-]{1,65}$/))
      .map(([{ partition, account }, path, name]) => `arn:${partition}:iam::${account}:role/${path}${name}`),
  },
  { weight: 1, arbitrary: fc.constantFrom('', 'backup', 'arn:aws:iam::1:role/backup', 'arn:aws:iam::123456789012:user/backup') },
);
const AIR_GAPPED = fc.tuple(PLACE, fc.stringMatching(/^[a-zA-Z0-9\-_]{2,50}$/))
  .map(([{ partition, region, account }, name]) => `arn:${partition}:backup:${region}:${account}:backup-vault:${name}`);

const MINUTES = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 60, max: 52_560_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 0, 1, 59, 60, 61, 60.5, 480, 52_560_000, 52_560_001, 1e300) },
);
const DAYS = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 36_500 }) },
  { weight: 1, arbitrary: fc.constantFrom(-2, -1, 0, 1, 8, 90, 91, 1.5, 36_135, 36_136, 36_500, 36_501) },
);
/** Our rules know no longest time before cold storage; see the differences that are known. */
const COLD_DAYS = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 3_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(-2, -1, 0, 1, 7, 8, 36_410, 36_411, 36_500) },
);
const LIFECYCLE = fc.record({
  DeleteAfterDays: DAYS, MoveToColdStorageAfterDays: COLD_DAYS, OptInToArchiveForSupportedResources: fc.boolean(),
}, { requiredKeys: [] });

const TAGS = fc.oneof(
  { weight: 9, arbitrary: fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), fc.string({ unit: 'grapheme', maxLength: 80 }), { maxKeys: 12 }) },
  { weight: 1, arbitrary: fc.dictionary(fc.stringMatching(/^(aws:|AWS:|)[a-z]{0,130}$/), fc.stringMatching(/^[a-z]{250,257}$/), { maxKeys: 52 }) },
);
const OPTIONS = fc.dictionary(fc.constantFrom('WindowsVSS', 'BackupACLs', 'BackupObjectTags'), fc.constantFrom('enabled', 'disabled', 'on', ''), { maxKeys: 2 });

const BASE = {
  BackupVaultName: VAULT_NAME,
  ResourceArn: RESOURCE_ARN,
  IamRoleArn: ROLE,
  LogicallyAirGappedBackupVaultArn: AIR_GAPPED,
  IdempotencyToken: fc.string({ maxLength: 80 }),
  StartWindowMinutes: MINUTES,
  CompleteWindowMinutes: MINUTES,
  Lifecycle: LIFECYCLE,
  RecoveryPointTags: TAGS,
};
const REQUIRED = ['BackupVaultName', 'ResourceArn', 'IamRoleArn'] as const;
const INDEX = fc.constant('ENABLED' as const);

/** Requests of every kind, within and just beyond every limit. What only few types have comes less often, or most would be refused. */
export const REQUEST: fc.Arbitrary<BackupRequest> = fc.oneof(
  { weight: 5, arbitrary: fc.record(BASE, { requiredKeys: [...REQUIRED] }) },
  { weight: 1, arbitrary: fc.record({ ...BASE, BackupOptions: OPTIONS, Index: INDEX }, { requiredKeys: [...REQUIRED] }) },
  { weight: 1, arbitrary: fc.record({ ...BASE, ResourceArn: BUCKET, BackupOptions: OPTIONS, Index: INDEX }, { requiredKeys: [...REQUIRED] }) },
);
