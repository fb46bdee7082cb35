import { ofNewRequest } from './answer-to';
import type { Harness } from './harness';
import { deletedBy } from './points';
import { HISTORY } from './run-case';
import { theAnswer } from './verify';
import type { CloudFormationEvent } from '../../lambda/cloudformation/cloudformation-event';
import type { CustomResourceResponse } from '../../lambda/response/custom-resource-response';
import type { CustomResourceProperties } from '../../src/request/custom-resource';
import type { StartPolicy } from '../../src/request/execution/start-policy';
import type { WaitPolicy } from '../../src/request/execution/wait-policy';
import type { JobScript } from '../../stand-in';
import { createEvent, deleteEvent, properties, requestJson, updateEvent, waitPolicy } from '../util/events';

/** What an operation of the stack is about, and how it ends. */
export interface Deployment {
  readonly trigger: 'ON_DEPLOY' | 'BEFORE_CHANGE';
  readonly revision: string;
  /** How the job ends, if one is started. */
  readonly script: JobScript;
  /** Whether a failure of the job fails the deployment. */
  readonly warns: boolean;
  /** Whether another resource fails afterwards. */
  readonly isRolledBack: boolean;
  /** Whether a scheduled execution begins meanwhile. */
  readonly isCrossed: boolean;
}

/** A custom resource as CloudFormation holds it. */
interface Held {
  readonly logicalId: string;
  readonly id: string;
  readonly properties: CustomResourceProperties;
  /** The recovery point that its attributes name. */
  readonly arn: string;
}

/** Something that was deleted although it must not be. */
export interface Wrong {
  readonly arn: string;
  readonly step: string;
}

/**
 * A stack with one backup, as CloudFormation deploys it: with custom resources that keep their ids, whose attributes are those of the last
 * response, or, after a rollback, those from before.
 */
export class DeployedStack {
  public readonly wrong: Wrong[] = [];
  private readonly held = new Map<string, Held>();
  private keys = 0;
  private known = 0;
  private names = 0;

  constructor(
    private readonly harness: Harness,
    private readonly policy: Partial<WaitPolicy>,
    private readonly hasOutputs: boolean,
    private readonly startPolicy: StartPolicy,
  ) {}

  /** The recovery points that the deployed template names. */
  public get named(): string[] {
    return [...this.held.values()].map(({ arn }) => arn).filter((arn) => arn !== '');
  }

  public async deploy(deployment: Deployment): Promise<void> {
    const { harness, named } = this;
    const { trigger, script, isRolledBack, isCrossed } = deployment;
    harness.standIn.script('*', script);
    const before = this.held.get(trigger);
    const ResourceProperties = this.propertiesOf(deployment);
    const { logicalId = `${trigger.replace('_', '')}${++this.names}` } = before ?? {};
    const event = this.eventOf(before === undefined ? createEvent({ LogicalResourceId: logicalId, ResourceProperties }) : updateEvent({
      LogicalResourceId: logicalId, PhysicalResourceId: before.id, ResourceProperties, OldResourceProperties: before.properties,
    }));
    harness.stacks.status = 'UPDATE_IN_PROGRESS';
    harness.deliver(event);
    if (isCrossed) { this.startScheduled(); }
    await harness.withinDeadline(async () => {
      await harness.sleep(600);
      const answer = theAnswer(harness, event);
      if (answer.Status === 'SUCCESS') { this.hold(trigger, event, answer); }
      if (answer.Status === 'FAILED' || isRolledBack) { await this.rollBack(trigger, event, before, answer); }
      harness.stacks.status = answer.Status === 'FAILED' || isRolledBack ? 'UPDATE_ROLLBACK_COMPLETE' : 'UPDATE_COMPLETE';
      harness.stacks.outputs = this.hasOutputs ? this.named : [];
    });
    await this.settle(named, `deploy ${JSON.stringify(deployment)}`);
  }

  public async schedule(script: JobScript): Promise<void> {
    const { named } = this;
    this.harness.standIn.script('*', script);
    this.startScheduled();
    await this.settle(named, 'schedule');
  }

  /** The trigger is taken out of the template, or gets another logical id: the new custom resource then comes first. */
  public async remove(trigger: Deployment['trigger'], replacement?: Deployment): Promise<void> {
    const { harness } = this;
    const held = this.held.get(trigger);
    if (held === undefined) { return; }
    this.held.delete(trigger);
    if (replacement !== undefined) { await this.deploy({ ...replacement, trigger, warns: true, isRolledBack: false }); }
    const { named } = this;
    harness.stacks.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    const { logicalId: LogicalResourceId, id: PhysicalResourceId, properties: ResourceProperties } = held;
    harness.deliver(this.eventOf(deleteEvent({ LogicalResourceId, PhysicalResourceId, ResourceProperties })));
    await harness.settle();
    harness.stacks.status = 'UPDATE_COMPLETE';
    harness.stacks.outputs = this.hasOutputs ? this.named : [];
    await this.settle(named, `remove ${trigger}`);
  }

  private hold(trigger: string, event: CloudFormationEvent, { PhysicalResourceId, Data }: CustomResourceResponse): void {
    const { LogicalResourceId: logicalId, ResourceProperties } = event;
    // Whatever the response says, the id stays: only then each deletion is one that the template asks for
    const id = this.held.get(trigger)?.id ?? PhysicalResourceId;
    this.held.set(trigger, { logicalId, id, properties: ResourceProperties, arn: Data?.RecoveryPointArn ?? '' });
  }

  private async rollBack(
    trigger: string, failed: CloudFormationEvent, before: Held | undefined, { PhysicalResourceId }: CustomResourceResponse,
  ): Promise<void> {
    const { harness } = this;
    const { LogicalResourceId, ResourceProperties } = failed;
    harness.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    if (before === undefined) {
      this.held.delete(trigger);
      harness.stacks.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
      harness.deliver(this.eventOf(deleteEvent({ LogicalResourceId, PhysicalResourceId, ResourceProperties })));
    } else {
      const event = this.eventOf(updateEvent({
        LogicalResourceId, PhysicalResourceId: before.id, ResourceProperties: before.properties, OldResourceProperties: ResourceProperties,
      }));
      harness.deliver(event);
      await harness.sleep(600);
      const { Status, Data } = theAnswer(harness, event);
      expect(Status).toBe('SUCCESS');
      const answered = STABLE_ID.test(before.id) ? Data?.RecoveryPointArn ?? '' : before.arn;
      this.held.set(trigger, { ...before, arn: answered });
      this.mustExist(answered);
    }
    await harness.sleep(60);
  }

  /** What a response names must be there to restore from. */
  private mustExist(arn: string): void {
    if (deletedBy(this.harness).includes(arn)) { this.wrong.push({ arn, step: 'a rollback names it' }); }
  }

  private startScheduled(): void {
    const { StackId } = createEvent();
    const { KeepLast, KeepAtLeastSeconds } = this.policy;
    this.harness.startRun({
      Request: requestJson(),
      WaitPolicy: waitPolicy({ KeepLast, KeepAtLeastSeconds }),
      StartPolicy: this.startPolicy,
      IdempotencyKey: `scheduled ${++this.keys}`,
      History: {
        Path: HISTORY,
        Recorded: { trigger: 'on-schedule-1a2b3c4d', fingerprint: '', revision: '', stackId: StackId, requestId: '', logicalId: '', formerFingerprint: '' },
      },
    });
  }

  /** Nothing may be deleted that the template named before the step, or names after it. */
  private async settle(before: readonly string[], step: string): Promise<void> {
    const { harness } = this;
    await harness.settle();
    await harness.withinDeadline(() => harness.sleep(3600));
    const deleted = deletedBy(harness);
    for (const arn of deleted.slice(this.known)) {
      if (before.includes(arn) || this.named.includes(arn)) { this.wrong.push({ arn, step }); }
    }
    this.known = deleted.length;
  }

  private propertiesOf({ trigger, revision, warns }: Deployment): CustomResourceProperties {
    const policy = waitPolicy({ ...this.policy, ...warns && { WarnOnFailure: true } });
    return properties({
      History: HISTORY, Trigger: trigger, Revision: revision, WaitPolicy: JSON.stringify(policy), StartPolicy: JSON.stringify(this.startPolicy),
    });
  }

  private eventOf(event: CloudFormationEvent): CloudFormationEvent {
    return ofNewRequest(this.harness, event);
  }
}

/** The id of a custom resource that keeps it, whatever jobs it starts: then its responses in a rollback say what the history knows. */
const STABLE_ID = /^[0-9a-f-]{36}\|[A-Za-z0-9]+$/;
