import fc from 'fast-check';
import type { FaultSpec } from '../../stand-in';

/** Texts that are long, that JSON or UTF-8 makes long, or that are half a character. */
const TEXT = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.tuple(fc.constantFrom('x', '"', '\n', '\u0001', 'é', '漢', '😀', '\ud83d'), fc.integer({ min: 1, max: 9000 })).map(([text, times]) => text.repeat(times)),
);
const VALUE = fc.oneof({ weight: 3, arbitrary: TEXT }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) });
const STATE = fc.constantFrom('CREATED', 'PENDING', 'RUNNING', 'ABORTING', 'ABORTED', 'COMPLETED', 'FAILED', 'EXPIRED', 'PARTIAL', 'NEW', '');
const TIME = fc.oneof(VALUE, fc.constantFrom(0, 1.7e9, -1, 1e300, '2025-11-23T04:00:00Z', 'yesterday'));

/** An object with the members of an answer, each of them right or wrong. */
const JOB = fc.record({
  BackupJobId: fc.oneof(fc.uuid(), VALUE),
  State: fc.oneof({ weight: 3, arbitrary: STATE }, { weight: 1, arbitrary: VALUE }),
  StatusMessage: VALUE,
  MessageCategory: VALUE,
  RecoveryPointArn: VALUE,
  CreationDate: TIME,
  CompletionDate: TIME,
  PercentDone: fc.oneof(VALUE, fc.constantFrom('0', '-1', '99.9', '1e9', 'NaN')),
  ResourceArn: VALUE,
  ResourceType: VALUE,
  BackupVaultArn: VALUE,
  BackupSizeInBytes: fc.oneof(VALUE, fc.constantFrom(-1, 1.5, 1e300)),
}, { requiredKeys: [] });

const ERROR = fc.record({ __type: VALUE, code: VALUE, Code: VALUE, message: VALUE, Message: VALUE, Type: VALUE }, { requiredKeys: [] });

const BODY = fc.oneof(
  { weight: 5, arbitrary: JOB.map((body) => JSON.stringify(body)) },
  { weight: 2, arbitrary: ERROR.map((body) => JSON.stringify(body)) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 1, arbitrary: fc.constantFrom('', '{', 'null', '[]', '0', '"text"', '{"State":', '<html>', '\u0000', '\ufeff{}') },
);

const STATUS = fc.oneof({ weight: 3, arbitrary: fc.constant(200) }, { weight: 1, arbitrary: fc.integer({ min: 200, max: 599 }) });

const FAULT = fc.record({
  status: STATUS,
  body: BODY,
  contentType: fc.constantFrom('application/json', 'application/x-amz-json-1.0', 'text/html', 'application/octet-stream', ''),
  operation: fc.constantFrom('StartBackupJob', 'DescribeBackupJob', 'DescribeBackupJob'),
  when: fc.constantFrom('before', 'after'),
  skip: fc.integer({ min: 0, max: 2 }),
  times: fc.constantFrom(1, 2, 1000),
}).map((fault) => ({ kind: 'http', ...fault }) as FaultSpec);

/** What the service may answer with in one run: up to three ways in which it goes wrong. */
export const FAULTS = fc.array(FAULT, { minLength: 1, maxLength: 3 });
