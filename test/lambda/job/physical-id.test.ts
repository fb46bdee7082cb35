import { jobOf, notStartedId, physicalId } from '../../../lambda/job/physical-id';
import { JOB_ID, jobRecord, RECOVERY_POINT_ARN, REQUEST_ID } from '../../util/events';

test('the id of a job never started names the request and no job', () => {
  expect(notStartedId(REQUEST_ID)).toBe(`not-started-${REQUEST_ID}`);
  expect(jobOf(notStartedId(REQUEST_ID))).toBeUndefined();
});

test('the id of a job names it, and its recovery point when that is known', () => {
  expect(physicalId({ BackupJobId: JOB_ID })).toBe(JOB_ID);
  expect(physicalId(jobRecord({ RecoveryPointArn: '' }))).toBe(`${JOB_ID}|`);
  expect(physicalId(jobRecord())).toBe(`${JOB_ID}|${RECOVERY_POINT_ARN}`);
});

test.each([[undefined], [''], [RECOVERY_POINT_ARN], ['arn:aws:ec2:eu-west-1::snapshot/snap-0'], ['arn:aws:dynamodb:eu-west-1:111122223333:table/a/backup/0']])(
  'a job with recovery point %s is read again from its id', (RecoveryPointArn) => {
    expect(jobOf(physicalId({ BackupJobId: JOB_ID, RecoveryPointArn }))).toEqual({ BackupJobId: JOB_ID, RecoveryPointArn });
  });

test.each([JOB_ID, JOB_ID.toLowerCase()])('%s names a job', (id) => {
  expect(jobOf(id)).toEqual({ BackupJobId: id });
});

test.each([
  undefined, '', 'stack-OrdersBackup-1A2B3C4D5E6F', 'orders-OrdersBackup1A2B3C4D-AbCdEf', '2025/11/23/[$LATEST]0123', 'not-started-', '|', `|${RECOVERY_POINT_ARN}`,
  `not-started-${JOB_ID}`, `${JOB_ID}-1`, ` ${JOB_ID}`, JOB_ID.slice(1), JOB_ID.replace('D48D', 'X48D'), JOB_ID.replace(/-/g, ''), RECOVERY_POINT_ARN,
])('%s names none', (id) => {
  expect(jobOf(id)).toBeUndefined();
});

test('an id that is too long for CloudFormation omits the recovery point', () => {
  const longest = 1024 - 'job'.length - 1;
  expect(physicalId({ BackupJobId: 'job', RecoveryPointArn: 'x'.repeat(longest) })).toHaveLength(1024);
  expect(physicalId({ BackupJobId: 'job', RecoveryPointArn: 'x'.repeat(longest + 1) })).toBe('job');
});
