import fc from 'fast-check';
import type { CloudFormationEvent } from '../../lambda/cloudformation/cloudformation-event';
import type { CustomResourceProperties } from '../../src/request/custom-resource';
import { TriggerKind } from '../../src/request/names';
import { createEvent, JOB_ID, STATE_MACHINE_ARN, REQUEST } from '../util/events';

const JSON_TEXT = fc.oneof(fc.json(), fc.jsonValue().map((value) => JSON.stringify(value)), fc.string({ unit: 'binary' }));
/** As the construct writes it, with members that may be anything. */
const SPOILT_REQUEST = fc.record(
  Object.fromEntries([...Object.keys(REQUEST), 'Lifecycle', 'RecoveryPointTags', 'BackupOptions', 'StartWindowMinutes', 'Index', '__proto__', 'Other']
    .map((member) => [member, fc.jsonValue()])),
  { requiredKeys: [] },
).map((members) => JSON.stringify({ ...REQUEST, ...members }));
const SPOILT_HANDLING = fc.record({
  TimeoutSeconds: fc.oneof(fc.jsonValue(), fc.constantFrom(-1, 0, 0.5, 1, 60, 61.5, 1e9, '60', 1e300)),
  Accepted: fc.oneof(fc.boolean(), fc.jsonValue()),
  OnTimeout: fc.oneof(fc.constantFrom('HAND_ON', 'CONTINUE', 'STOP'), fc.jsonValue()),
  WarnOnFailure: fc.oneof(fc.boolean(), fc.jsonValue()),
  FailOnIssues: fc.oneof(fc.boolean(), fc.jsonValue()),
  Destroy: fc.oneof(fc.boolean(), fc.jsonValue()),
}, { requiredKeys: [] }).map((waitPolicy) => JSON.stringify(waitPolicy));

function propertiesWith(anything: fc.Arbitrary<unknown>): fc.Arbitrary<CustomResourceProperties> {
  return fc.record({
    Request: fc.oneof(fc.constant(JSON.stringify(REQUEST)), SPOILT_REQUEST, anything),
    WaitPolicy: fc.oneof(SPOILT_HANDLING, anything),
    Revision: anything,
    ResourceType: fc.oneof(fc.constantFrom('EFS', 'S3', ''), anything),
    Trigger: fc.oneof(fc.constantFrom('', ...Object.values(TriggerKind)), anything),
    Resource: fc.oneof(fc.constant(JSON.stringify({ StackName: 'orders', LogicalResourceIds: ['FileSystem'], Type: 'AWS::EFS::FileSystem' })), anything),
    DeployTimeValues: anything,
    Continued: fc.oneof(fc.constantFrom('', 'true'), anything),
    ContinuedJobId: fc.oneof(fc.constantFrom('', JOB_ID), anything),
    History: fc.oneof({ weight: 3, arbitrary: fc.constant('/cdk-on-demand-backup/orders/OrdersBackup') }, { weight: 1, arbitrary: anything }),
    HistoryKey: fc.oneof(fc.constantFrom('', 'alias/history'), anything),
    StateMachineArn: fc.constant(STATE_MACHINE_ARN),
  }, { requiredKeys: ['StateMachineArn'] }) as fc.Arbitrary<CustomResourceProperties>;
}

function eventWith(anything: fc.Arbitrary<unknown>): fc.Arbitrary<CloudFormationEvent> {
  const ResourceProperties = propertiesWith(anything);
  const PhysicalResourceId = fc.oneof(fc.constantFrom(JOB_ID, `${JOB_ID}|arn:aws:backup:eu-west-1:1:recovery-point:1`, '|'), fc.string({ minLength: 1 }));
  const create = ResourceProperties.map((given) => createEvent({ ResourceProperties: given }));
  const later = fc.record({
    RequestType: fc.constantFrom('Update' as const, 'Delete' as const), ResourceProperties, PhysicalResourceId, OldResourceProperties: ResourceProperties,
  }).map((given) => createEvent(given));
  return fc.oneof(create, later);
}

/** Events whose properties are any texts, as CloudFormation hands texts over. */
export const EVENT_OF_TEXTS = eventWith(JSON_TEXT);
/** Events whose properties are anything that JSON can hold, as an override of the template could make them. */
export const EVENT_OF_ANYTHING = eventWith(fc.oneof(JSON_TEXT, fc.jsonValue()));
