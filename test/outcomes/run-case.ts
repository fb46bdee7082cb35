import type { Case, Scenario } from './case';
import type { Harness } from './harness';
import type { CloudFormationEvent } from '../../lambda/cloudformation/cloudformation-event';
import { createEvent, deleteEvent, PHYSICAL_ID, properties, requestJson, RESOURCE_ARN, STATE_MACHINE_ARN, updateEvent } from '../util/events';

/** A tag's value is nobody's business. */
export const SECRET_TAG = 'hush-this-is-a-tag';
export const MADE_UP_ID = 'orders-OrdersBackup1A2B3C4D-1ABCDEFGHIJKL';
/** What an update replaces. */
export const FORMER_ARN = RESOURCE_ARN.replace('fs-0', 'fs-f');
const FILE_SYSTEM_ID = 'fs-01234567';
const FILE_SYSTEM = { StackName: 'orders', LogicalResourceIds: ['FileSystem'], Type: 'AWS::EFS::FileSystem' };
/** Where everything is recorded. */
export const HISTORY = '/cdk-on-demand-backup/orders/OrdersBackup';
/** How long after the first request a second one comes that does not wait for its end. */
const SECOND_AFTER_SECONDS = 10;

/** A case after its end. */
export interface Played {
  /** The request that the case is about. */
  readonly event: CloudFormationEvent;
  /** A second request that came between, if any. */
  readonly other?: CloudFormationEvent;
  /** Jobs of the time before. */
  readonly jobsBefore: number;
}

/** The jobs that a request started, without those for the parts of their resources. */
export function startedJobs({ standIn }: Harness): Harness['standIn']['jobs'] {
  return standIn.jobs.filter(({ ParentJobId }) => ParentJobId === undefined);
}

/** Here a job is good again unless the case says otherwise: the script of the one before does not hold for it. */
const STARTS_AFRESH: readonly Scenario[] = ['Update unchanged', 'Update again', 'Update back'];
/** Of the state machine that an update brings. */
const OTHER_STATE_MACHINE_ARN = `${STATE_MACHINE_ARN}2`;

/** Lets a case happen, to its end. */
export async function play(harness: Harness, row: Case): Promise<Played> {
  await harness.renew();
  const first = firstOf(harness, row);
  const goesOn = row.beforeHandling?.Accepted;
  if (needsFirst(row.on)) {
    harness.standIn.script('*', row.before ?? {});
    harness.deliver(first);
    if (!goesOn) { await harness.settle(); }
    if (row.on.endsWith('third attempt')) {
      harness.deliver({ ...first, RequestId: 'second' });
      await harness.settle();
    }
  }
  if (row.on === 'Update back') {
    harness.standIn.script('*', row.failedUpdate ?? { outcome: 'FAILED' });
    const ResourceProperties = { ...propertiesOf(row, row.waitPolicy), Revision: '2' };
    harness.deliver(complete(harness, updateEvent({ RequestId: 'failed', ResourceProperties, OldResourceProperties: first.ResourceProperties })));
    await harness.settle();
  }
  let played: Played | undefined;
  await harness.withinDeadline(async () => {
    if (goesOn) { await harness.sleep(SECOND_AFTER_SECONDS); }
    const before = harness.answersTo(first).at(0);
    played = setOff(harness, row, before && { id: before.PhysicalResourceId, jobId: before.Data?.BackupJobId ?? '' });
  });
  await harness.settle();
  if (row.on === 'Create delivered again later') {
    harness.deliver((played as unknown as Played).event);
    await harness.settle();
  }
  return played as unknown as Played;
}

/** What the answer to the request before told. */
interface First {
  readonly id: string;
  readonly jobId: string;
}

function firstOf(harness: Harness, row: Case): CloudFormationEvent {
  const ResourceProperties = propertiesOf(row, row.beforeHandling);
  if (!row.on.startsWith('Final')) { return complete(harness, createEvent({ RequestId: 'first', ResourceProperties })); }
  if (isFurtherAttempt(row.on)) {
    beginCleanUp(harness);
    return complete(harness, deleteEvent({ RequestId: 'first', ResourceProperties, PhysicalResourceId: PHYSICAL_ID }));
  }
  beginDeletion(harness);
  return complete(harness, deleteEvent({
    RequestId: 'first', ResourceProperties: { ...ResourceProperties, Continued: undefined }, PhysicalResourceId: PHYSICAL_ID,
  }));
}

function beginDeletion({ stacks }: Harness): void {
  stacks.status = 'DELETE_IN_PROGRESS';
  stacks.times = { LastUpdatedTime: new Date(0), DeletionTime: new Date(Date.now() - 1000) }; // before it gets to the first resource
}

function beginCleanUp({ stacks }: Harness): void {
  stacks.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  stacks.times = { LastUpdatedTime: new Date(Date.now() - 60_000) };
}

function isFurtherAttempt(on: Scenario): boolean {
  return on.endsWith('attempt');
}

function needsFirst(on: Scenario): boolean {
  return isFurtherAttempt(on) || /^(Update|Delete$|Create that|Final Delete that)/.test(on);
}

/** Makes everything as the case wants it, and delivers the request. */
function setOff(harness: Harness, row: Case, first: First | undefined): Played {
  const jobsBefore = startedJobs(harness).length;
  row.history?.(harness.standIn.parameters);
  const { script = STARTS_AFRESH.includes(row.on) ? {} : undefined, faults = [], statesFaults = [], stacksFaults = [], answerFaults = [] } = row;
  if (script !== undefined) { harness.standIn.script('*', script); }
  faults.forEach((fault) => harness.standIn.faults.add(fault));
  harness.states.faults = [...statesFaults];
  harness.stacks.faults = [...stacksFaults];
  harness.stacks.resources = row.resources ?? { 'orders/FileSystem': [FILE_SYSTEM_ID, 'UPDATE_COMPLETE'] };
  harness.answerServer.behaviours = [...answerFaults];
  const event = eventOf(harness, row, first);
  Object.assign(harness.stacks, row.stack);
  harness.deliver(event);
  if (row.on === 'Create delivered twice') { harness.deliver(event, 1); }
  if (row.on !== 'Delete during Create') { return { event, jobsBefore }; }
  const other: CloudFormationEvent = { ...event, RequestType: 'Delete', RequestId: 'other', PhysicalResourceId: MADE_UP_ID };
  harness.deliver(other, SECOND_AFTER_SECONDS);
  return { event, other, jobsBefore };
}

function eventOf(harness: Harness, row: Case, first?: First): CloudFormationEvent {
  const ResourceProperties = propertiesOf(row, row.waitPolicy);
  const now = { ResourceProperties, PhysicalResourceId: first?.id, OldResourceProperties: propertiesOf(row, row.beforeHandling) };
  const changed = properties({ ...ResourceProperties, Revision: '2' });
  switch (row.on) {
    case 'Update changed': return complete(harness, updateEvent({ ...now, ResourceProperties: changed }));
    case 'Update unchanged':
      return complete(harness, updateEvent({ ...now, ResourceProperties: { ...ResourceProperties, StateMachineArn: OTHER_STATE_MACHINE_ARN } }));
    case 'Update again': return complete(harness, updateEvent(now));
    case 'Update back': return complete(harness, updateEvent({ ...now, OldResourceProperties: changed }));
    case 'Update in rollback':
      harness.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
      return complete(harness, updateEvent({ ...now, OldResourceProperties: changed }));
    case 'Delete':
      harness.stacks.status = 'DELETE_IN_PROGRESS';
      return complete(harness, deleteEvent({ ResourceProperties, PhysicalResourceId: first?.id }));
    case 'Final Delete in an update, second attempt':
    case 'Final Delete in an update, third attempt':
      return complete(harness, deleteEvent({ ResourceProperties, PhysicalResourceId: PHYSICAL_ID }));
    case 'Final Delete in an update':
    case 'Final Delete in a rollback':
      harness.stacks.status = row.on.endsWith('update') ? 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' : 'UPDATE_ROLLBACK_IN_PROGRESS';
      return complete(harness, deleteEvent({ ResourceProperties, PhysicalResourceId: PHYSICAL_ID }));
    case 'Final Update':
    case 'Final Update in a rollback':
      harness.stacks.status = row.on.endsWith('rollback') ? 'UPDATE_ROLLBACK_IN_PROGRESS' : 'UPDATE_IN_PROGRESS';
      return complete(harness, updateEvent({
        ResourceProperties,
        PhysicalResourceId: PHYSICAL_ID,
        OldResourceProperties: { ...now.OldResourceProperties, Request: requestJson({ ResourceArn: FORMER_ARN, BackupVaultName: 'former-vault' }) },
      }));
    case 'Final Delete':
    case 'Final Delete that continues':
      harness.stacks.status = 'DELETE_IN_PROGRESS';
      return complete(harness, deleteEvent({ ResourceProperties, PhysicalResourceId: PHYSICAL_ID }));
    case 'Create that continues':
      return complete(harness, createEvent({ ResourceProperties: { ...ResourceProperties, ContinuedJobId: first?.jobId } }));
    default: return complete(harness, createEvent({ ResourceProperties }));
  }
}

function propertiesOf({ on, request, properties: more }: Case, waitPolicy: Case['waitPolicy']): CloudFormationEvent['ResourceProperties'] {
  const isBefore = on === 'Create before a change';
  return properties({
    Request: requestJson({ ResourceArn: isBefore ? undefined : RESOURCE_ARN, RecoveryPointTags: { secret: SECRET_TAG }, ...request }),
    History: HISTORY,
    ...more,
    ...isBefore && { Trigger: 'BEFORE_CHANGE', Resource: JSON.stringify(FILE_SYSTEM) },
    ...on.startsWith('Final') && { Trigger: 'ON_DELETE', Continued: on.endsWith('continues') ? 'true' : undefined },
    WaitPolicy: waitPolicy && JSON.stringify({ TimeoutSeconds: 3420, ...waitPolicy }),
  });
}

function complete(harness: Harness, event: CloudFormationEvent): CloudFormationEvent {
  return { ...event, ResponseURL: harness.answerServer.url };
}
