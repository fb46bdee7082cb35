import { toJobRecord } from '../../../lambda/job/job-record';
import { attributesOf, failure, success } from '../../../lambda/response/response-content';
import { responseAddress, JOB_ID, jobRecord, OTHER_JOB_ID, RECOVERY_POINT_ARN, REQUEST_ID, runningJob } from '../../util/events';

const WHOLE_ID = `${JOB_ID}|${RECOVERY_POINT_ARN}`;
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
    Status: 'SUCCESS', Reason: 'why', PhysicalResourceId: WHOLE_ID, Data: attributesOf(jobRecord(), 'succeeded'),
  });
});

test.each([
  ['of a create', undefined, jobRecord(), WHOLE_ID],
  ['of a create whose recovery point is not known yet', undefined, runningJob({ RecoveryPointArn: '' }), JOB_ID],
  ['of a create whose recovery point is known before the end', undefined, runningJob(), WHOLE_ID],
  ['of a create whose job left none', undefined, jobRecord({ State: 'FAILED', RecoveryPointArn: '' }), `${JOB_ID}|`],
  ['of a create without a job', undefined, NOTHING, `not-started-${REQUEST_ID}`],
  ['of an update to another job', OTHER_JOB_ID, jobRecord(), WHOLE_ID],
  ['of an update that knows more of the same job', JOB_ID, jobRecord(), JOB_ID],
  ['of an update that knows less of the same job', WHOLE_ID, jobRecord({ RecoveryPointArn: '' }), WHOLE_ID],
  ['of an update from no job', 'not-started-before', jobRecord(), WHOLE_ID],
  ['of an update without a job', WHOLE_ID, NOTHING, WHOLE_ID],
])('the id %s: a new one means a new job', (_what, former, job, id) => {
  expect(success(at(former), job, 'succeeded', '').PhysicalResourceId).toBe(id);
});

test.each([jobRecord(), jobRecord({ BackupJobId: OTHER_JOB_ID }), NOTHING])('a custom resource that must keep its id keeps it, whatever was started for it', (job) => {
  for (const id of [JOB_ID, WHOLE_ID, 'not-started-before', 'orders-Backup-1A2B3C']) {
    const address = responseAddress({ PhysicalResourceId: id, KeepsId: true });
    expect(success(address, job, 'succeeded', '').PhysicalResourceId).toBe(id);
    expect(failure(address, job, '').PhysicalResourceId).toBe(id);
  }
});

test.each([
  ['of a create', undefined, jobRecord(), WHOLE_ID],
  ['of a create whose job left none', undefined, jobRecord({ State: 'FAILED', RecoveryPointArn: '' }), `${JOB_ID}|`],
  ['of a create without a job', undefined, undefined, `not-started-${REQUEST_ID}`],
  ['of a create whose job has no id', undefined, NOTHING, `not-started-${REQUEST_ID}`],
  ['of an update to another job', OTHER_JOB_ID, jobRecord(), OTHER_JOB_ID],
  ['of an update without a job', OTHER_JOB_ID, undefined, OTHER_JOB_ID],
  ['of an update that never had a job', 'not-started-before', jobRecord(), 'not-started-before'],
])('a failure %s keeps the former id, if there is one', (_what, former, job, PhysicalResourceId) => {
  expect(failure(at(former), job, 'why')).toStrictEqual({ Status: 'FAILED', Reason: 'why', PhysicalResourceId });
});
