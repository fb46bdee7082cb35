import { historyOf as historyFor, recordFor } from './fixture';
import type { KnownStatus } from '../../../lambda/aws/stack-status';
import type { CloudFormationEvent } from '../../../lambda/cloudformation/cloudformation-event';
import { decide } from '../../../lambda/cloudformation/decide';
import type { Decision } from '../../../lambda/cloudformation/decision';
import { executionInput } from '../../../lambda/cloudformation/execution-input';
import { type Knowledge, NOTHING_ASKED } from '../../../lambda/cloudformation/knowledge/knowledge';
import { attributesOfRecord } from '../../../lambda/history/attributes-of-record';
import { fingerprintOf } from '../../../lambda/history/fingerprint-of';
import type { CustomResourceProperties } from '../../../src/request/custom-resource';
import type { ExecutionHistory } from '../../../src/request/execution/execution-state';
import { LONGEST_WAIT_SECONDS } from '../../../src/request/execution/wait-policy';
import { createEvent, deleteEvent, JOB_ID, properties, RECOVERY_POINT_ARN, REQUEST_ID, responseAddress, updateEvent } from '../../util/events';

const Path = '/cdk-on-demand-backup/orders/OrdersBackup';
const ROLLBACK = { Status: 'UPDATE_ROLLBACK_IN_PROGRESS' };

function historyOf(event: CloudFormationEvent, stack?: KnownStatus): ExecutionHistory | undefined {
  const records = [recordFor(event.ResourceProperties, { outcome: '' })];
  const knowledge: Knowledge = stack === undefined ? NOTHING_ASKED : { stack, history: historyFor(event, records) };
  return executionInput(event, decide(event, knowledge), 'deadline').History;
}

const withHistory = (more: Partial<CustomResourceProperties> = {}) => properties({ History: Path, Revision: '1.4', ...more });

test('names the history, its key, and what is known of the trigger', () => {
  const { StackId, LogicalResourceId } = responseAddress();
  const ResourceProperties = withHistory({ HistoryKey: 'key', DeployTimeValues: ['a'] });
  expect(historyOf(createEvent({ ResourceProperties }))).toEqual({
    Path,
    KeyId: 'key',
    Recorded: {
      trigger: 'on-deploy',
      fingerprint: fingerprintOf(ResourceProperties),
      revision: '1.4',
      stackId: StackId,
      requestId: REQUEST_ID,
      logicalId: LogicalResourceId,
      formerFingerprint: '',
    },
  });
});

test.each<[string, CloudFormationEvent, string]>([
  ['before a change', createEvent({ ResourceProperties: withHistory({ Trigger: 'BEFORE_CHANGE' }) }), 'before-change'],
  ['a final backup', deleteEvent({ ResourceProperties: withHistory({ Trigger: 'ON_DELETE' }) }), 'on-delete'],
  ['an update', updateEvent({ ResourceProperties: withHistory() }), 'on-deploy'],
  ['the next of a chain', createEvent({ ResourceProperties: withHistory({ ContinuedJobId: JOB_ID }) }), 'on-deploy'],
])('%s is recorded', (_what, event, trigger) => {
  expect(historyOf(event)).toMatchObject({ Path, KeyId: undefined, Recorded: { trigger } });
});

test.each<[string, KnownStatus | undefined]>([['decided', { Status: 'DELETE_IN_PROGRESS' }], ['not decided yet', undefined]])('a removal that is %s finds its recovery points in the history', (_what, stack) => {
  const event = deleteEvent({ ResourceProperties: withHistory({ WaitPolicy: '{"Destroy":true,"FailOnIssues":true,"TimeoutSeconds":60}' }) });
  expect(historyOf(event, stack)).toMatchObject({ Path, Recorded: { trigger: 'on-deploy', logicalId: event.LogicalResourceId } });
  const input = executionInput(event, decide(event, stack === undefined ? NOTHING_ASKED : { ...NOTHING_ASKED, stack }), 'deadline');
  expect(input).toMatchObject({ IsRemoval: true, WaitPolicy: { TimeoutSeconds: LONGEST_WAIT_SECONDS, FailOnIssues: true } });
  expect(JSON.stringify(input)).not.toContain(RECOVERY_POINT_ARN);
});

test('an update is recorded with the fingerprint of the properties before it', () => {
  const [OldResourceProperties, ResourceProperties] = ['1', '2'].map((Revision) => withHistory({ Revision }));
  const formerFingerprint = fingerprintOf(OldResourceProperties);
  const recorded = historyOf(updateEvent({ ResourceProperties, OldResourceProperties }))?.Recorded;
  expect(recorded).toMatchObject({ fingerprint: fingerprintOf(ResourceProperties), formerFingerprint });
  const next = updateEvent({ ResourceProperties: { ...ResourceProperties, ContinuedJobId: JOB_ID }, OldResourceProperties });
  expect(historyOf(next)?.Recorded).toMatchObject({ fingerprint: '', formerFingerprint: '' });
});

test.each<[string, CloudFormationEvent, KnownStatus | undefined]>([
  ['without the property', createEvent(), undefined],
  ['with an empty one', createEvent({ ResourceProperties: withHistory({ History: '' }) }), undefined],
  ['with one that is no string', createEvent({ ResourceProperties: withHistory({ History: {} as string }) }), undefined],
  ['a rollback', updateEvent({ ResourceProperties: withHistory(), OldResourceProperties: withHistory({ Revision: '1.5' }) }), ROLLBACK],
])('%s: nothing is recorded', (_what, event, stack) => {
  expect(historyOf(event, stack)).toBeUndefined();
});

describe('a job that exists', () => {
  const record = recordFor(properties());
  const input = (more: Partial<Extract<Decision, { action: 'follow' }>>) =>
    executionInput(updateEvent({ ResourceProperties: withHistory({ WaitPolicy: '{"TimeoutSeconds":60}' }) }), { action: 'follow', job: { BackupJobId: JOB_ID }, reason: '', ...more }, 'deadline');

  test('comes with what the history knows of it', () => {
    const RecordedAttributes = attributesOfRecord(record);
    expect(input({ record })).toMatchObject({ ExistingJob: { BackupJobId: JOB_ID }, RecordedAttributes, IsRetry: undefined });
    expect(input({}).RecordedAttributes).toBeUndefined();
  });

  test('is no failure of an update that is not about it, but of a deployment that is tried again', () => {
    expect(input({ record }).WaitPolicy).toEqual({ TimeoutSeconds: 60, WarnOnFailure: true });
    expect(input({ record, isRetry: true })).toMatchObject({ IsRetry: true, WaitPolicy: { TimeoutSeconds: 60 } });
    expect(input({ record, isRetry: true }).WaitPolicy.WarnOnFailure).toBeUndefined();
  });

  test('of a deployment that is tried again comes with the location, for another start', () => {
    const Resource = { StackName: 'orders', LogicalResourceIds: ['Table'], Type: 'AWS::DynamoDB::Table' };
    const event = updateEvent({ ResourceProperties: withHistory({ Trigger: 'BEFORE_CHANGE', Resource: JSON.stringify(Resource) }) });
    const follow = { action: 'follow', job: { BackupJobId: JOB_ID }, reason: '' } as const;
    expect(executionInput(event, { ...follow, isRetry: true }, 'deadline').Resource).toEqual(Resource);
    expect(executionInput(event, follow, 'deadline').Resource).toBeUndefined();
  });
});
