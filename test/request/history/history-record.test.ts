import { RECORD } from './fixture';
import { EMPTY_RECORD, FIXED_MEMBERS, FREE_MEMBERS, splitIndexOf } from '../../../src/request/history/history-record';
import { writeRecord } from '../../../src/request/history/write-record';

/** As docs/history.md has them, and as deployed templates count them. */
test('the fixed members have these positions', () => {
  expect(Object.fromEntries(FIXED_MEMBERS.map((member) => [member, splitIndexOf(member)]))).toEqual({
    schema: 3,
    outcome: 7,
    recoveryPointArn: 11,
    backupJobId: 15,
    backupVaultName: 19,
    resourceArn: 23,
    resourceType: 27,
    creationDate: 31,
    completionDate: 35,
    backupSizeInBytes: 39,
    trigger: 43,
    fingerprint: 47,
    stackId: 51,
    requestId: 55,
    logicalId: 59,
    iamRoleArn: 63,
    expiryDate: 67,
    idempotencyKey: 71,
    origin: 75,
    formerFingerprint: 79,
  });
});

test.each(FIXED_MEMBERS)('CloudFormation reads %s from a record', (member) => {
  expect(writeRecord(RECORD).split('"')[splitIndexOf(member)]).toBe(RECORD[member]);
});

test('a record in which nothing is known has all members', () => {
  expect(Object.keys(EMPTY_RECORD)).toEqual([...FIXED_MEMBERS, ...FREE_MEMBERS]);
  expect(new Set(Object.values(EMPTY_RECORD))).toEqual(new Set(['']));
});
