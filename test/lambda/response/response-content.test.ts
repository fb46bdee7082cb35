import { toJobRecord } from '../../../lambda/job/job-record';
import { attributesOf, failure, success } from '../../../lambda/response/response-content';
import { FAILED_ID, JOB_ID, jobRecord, OTHER_JOB_ID, PHYSICAL_ID, responseAddress, runningJob } from '../../util/events';

const NOTHING = toJobRecord({});
const at = (PhysicalResourceId?: string) => responseAddress({ PhysicalResourceId });

test('the attributes are those for Fn::GetAtt, all of them strings', () => {
  const { MessageCategory, PercentDone, ResourceArn, ...known } = jobRecord();
  expect(attributesOf(jobRecord(), 'partial')).toStrictEqual({ ...known, Outcome: 'partial' });
  expect(attributesOf(jobRecord(), undefined)).toStrictEqual({ ...known, Outcome: '' });
  expect(Object.values(attributesOf(NOTHING, undefined))).toEqual(new Array(10).fill(''));
});

test('a success has the reason and all attributes', () => {
  expect(success(at(), jobRecord(), 'succeeded', 'why')).toStrictEqual({
    Status: 'SUCCESS', Reason: 'why', PhysicalResourceId: PHYSICAL_ID, Data: attributesOf(jobRecord(), 'succeeded'),
  });
});

test.each([
  ['a create', undefined, PHYSICAL_ID, FAILED_ID],
  ['an update', PHYSICAL_ID, PHYSICAL_ID, PHYSICAL_ID],
  ['an update of one whose creation failed', `${PHYSICAL_ID}|before`, `${PHYSICAL_ID}|before`, `${PHYSICAL_ID}|before`],
  ['one whose id CloudFormation made up', 'orders-Backup-1A2B3C', 'orders-Backup-1A2B3C', 'orders-Backup-1A2B3C'],
  ['one whose id names a job', JOB_ID, JOB_ID, JOB_ID],
])('the id of %s is the same, whatever job it has; only a create that fails has one of its own', (_what, former, id, failedId) => {
  for (const job of [jobRecord(), runningJob(), jobRecord({ BackupJobId: OTHER_JOB_ID }), jobRecord({ State: 'FAILED', RecoveryPointArn: '' }), NOTHING]) {
    expect(success(at(former), job, 'succeeded', '').PhysicalResourceId).toBe(id);
  }
  expect(failure(at(former), 'why')).toStrictEqual({ Status: 'FAILED', Reason: 'why', PhysicalResourceId: failedId });
});
