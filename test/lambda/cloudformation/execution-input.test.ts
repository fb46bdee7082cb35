import { NOT_ASKED, type KnownStatus } from '../../../lambda/aws/stack-status';
import type { CloudFormationEvent } from '../../../lambda/cloudformation/cloudformation-event';
import { decide } from '../../../lambda/cloudformation/decide';
import { executionInput } from '../../../lambda/cloudformation/execution-input';
import { fingerprintOf } from '../../../lambda/history/fingerprint-of';
import type { CustomResourceProperties } from '../../../src/request/custom-resource';
import type { ExecutionHistory } from '../../../src/request/execution-state';
import { LONGEST_WAIT_SECONDS } from '../../../src/request/wait-policy';
import { createEvent, deleteEvent, JOB_ID, properties, RECOVERY_POINT_ARN, REQUEST_ID, responseAddress, updateEvent } from '../../util/events';

const Path = '/cdk-on-demand-backup/orders/OrdersBackup';
const ROLLBACK = { Status: 'UPDATE_ROLLBACK_IN_PROGRESS' };

function historyOf(event: CloudFormationEvent, stack: KnownStatus = NOT_ASKED): ExecutionHistory | undefined {
  return executionInput(event, decide(event, stack), 'deadline').History;
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

test.each<[string, KnownStatus]>([['decided', { Status: 'DELETE_IN_PROGRESS' }], ['not decided yet', NOT_ASKED]])('a removal that is %s finds its recovery points in the history', (_what, stack) => {
  const event = deleteEvent({ ResourceProperties: withHistory({ WaitPolicy: '{"Destroy":true,"FailOnIssues":true,"TimeoutSeconds":60}' }) });
  expect(historyOf(event, stack)).toMatchObject({ Path, Recorded: { trigger: 'on-deploy', logicalId: event.LogicalResourceId } });
  const input = executionInput(event, decide(event, stack), 'deadline');
  expect(input).toMatchObject({ IsRemoval: true, WaitPolicy: { TimeoutSeconds: LONGEST_WAIT_SECONDS, FailOnIssues: true } });
  expect(JSON.stringify(input)).not.toContain(RECOVERY_POINT_ARN);
});

test('an update is recorded with the fingerprint of the properties before it', () => {
  const [OldResourceProperties, ResourceProperties] = ['1', '2'].map((Revision) => withHistory({ Revision }));
  const formerFingerprint = fingerprintOf(OldResourceProperties);
  expect(historyOf(updateEvent({ ResourceProperties, OldResourceProperties }))?.Recorded).toMatchObject({ fingerprint: fingerprintOf(ResourceProperties), formerFingerprint });
  const next = updateEvent({ ResourceProperties: { ...ResourceProperties, ContinuedJobId: JOB_ID }, OldResourceProperties });
  expect(historyOf(next)?.Recorded).toMatchObject({ fingerprint: '', formerFingerprint: '' });
});

test.each<[string, CloudFormationEvent, KnownStatus]>([
  ['without the property', createEvent(), NOT_ASKED],
  ['with an empty one', createEvent({ ResourceProperties: withHistory({ History: '' }) }), NOT_ASKED],
  ['with one that is no string', createEvent({ ResourceProperties: withHistory({ History: {} as string }) }), NOT_ASKED],
  ['a rollback', updateEvent({ ResourceProperties: withHistory() }), ROLLBACK],
])('%s: nothing is recorded', (_what, event, stack) => {
  expect(historyOf(event, stack)).toBeUndefined();
});
