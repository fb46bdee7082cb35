import { type BackupJob, toJobRecord, toListedJob } from '../../../lambda/job/job-record';

const MEMBERS = [
  'BackupJobId', 'RecoveryPointArn', 'CreationDate', 'CompletionDate', 'State', 'StatusMessage', 'MessageCategory', 'PercentDone',
  'ResourceArn', 'ResourceType', 'BackupVaultArn', 'BackupSizeInBytes',
];
const JOB: Required<BackupJob> = {
  BackupJobId: 'job',
  RecoveryPointArn: 'point',
  CreationDate: new Date('2025-11-23T04:00:00.123Z'),
  CompletionDate: new Date('2025-11-23T05:00:00Z'),
  State: 'COMPLETED',
  StatusMessage: 'message',
  MessageCategory: 'SUCCESS',
  PercentDone: '100.0',
  ResourceArn: 'resource',
  ResourceType: 'EFS',
  BackupVaultArn: 'vault',
  BackupSizeInBytes: 2 ** 52,
};

test('carries each member as a string', () => {
  expect(toJobRecord(JOB)).toEqual({
    ...JOB,
    CreationDate: '2025-11-23T04:00:00.123Z',
    CompletionDate: '2025-11-23T05:00:00.000Z',
    BackupSizeInBytes: '4503599627370496',
  });
});

test('carries no member that nobody reads', () => {
  const job = { ...JOB, $metadata: { httpStatusCode: 200 }, BytesTransferred: 5 };
  expect(Object.keys(toJobRecord(job))).toEqual(MEMBERS);
});

test.each(MEMBERS)('makes an empty string of a missing %s', (member) => {
  for (const nothing of [undefined, null]) {
    const record: Readonly<Record<string, string>> = { ...toJobRecord({ ...JOB, [member]: nothing }) };
    expect(record[member]).toBe('');
    expect(Object.values(record).filter((value) => value === '')).toHaveLength(1);
  }
});

test('a job without members has every member, and all are empty', () => {
  expect(toJobRecord({})).toEqual(Object.fromEntries(MEMBERS.map((member) => [member, ''])));
});

test('a size of 0 is kept, an impossible date is not', () => {
  expect(toJobRecord({ BackupSizeInBytes: 0, CreationDate: new Date(NaN) })).toMatchObject({ BackupSizeInBytes: '0', CreationDate: '' });
});

test('no string is longer than the state of an execution can hold', () => {
  expect(toJobRecord({ StatusMessage: 'x'.repeat(300_000) }).StatusMessage).toBe('x'.repeat(2048));
});

describe('a job in a list', () => {
  test('has its vault, its role and who started it', () => {
    const listed = { ...JOB, BackupVaultName: 'vault', IamRoleArn: 'role', CreatedBy: { BackupPlanId: 'plan' } };
    expect(toListedJob(listed)).toEqual({ job: toJobRecord(JOB), vaultName: 'vault', roleArn: 'role', isPlanned: true });
  });

  test('without members was started on demand, without role and vault', () => {
    expect(toListedJob({})).toEqual({ job: toJobRecord({}), vaultName: '', roleArn: '', isPlanned: false });
  });
});
