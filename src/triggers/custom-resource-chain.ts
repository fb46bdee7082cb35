import { CfnResource } from 'aws-cdk-lib';
import { contextOf } from '../backup/backup-context';
import { historyProperties } from '../backup/history/backup-history';
import { requestJson } from '../backup/request-json';
import { startPolicy } from '../backup/start/start-policy';
import type { IOnDemandBackup } from '../i-on-demand-backup';
import type { BackupRequest } from '../request/backup-request';
import type { WaitPolicy } from '../request/execution/wait-policy';
import { CUSTOM_RESOURCE_TYPE } from '../request/names';
import { pinDeletionPolicy } from '../template/pin-deletion-policy';
import { SharedText } from '../template/shared-text';

/** The properties of a custom resource that its trigger determines. */
export interface LinkProperties {
  readonly Request: BackupRequest;
  readonly [name: string]: unknown;
}

/** Adds a custom resource to a backup: one link of a chain, or the only one. */
export function addLink(backup: IOnDemandBackup, id: string, waitPolicy: WaitPolicy, { Request, ...own }: LinkProperties): CfnResource {
  const { provider, resource, dependencies, history, props } = contextOf(backup, 'a custom resource');
  const policy = startPolicy(props);
  const customResource = new CfnResource(backup, id, {
    type: CUSTOM_RESOURCE_TYPE,
    properties: {
      ServiceToken: new SharedText(backup, provider.serviceToken),
      Request: new SharedText(backup, requestJson(backup, Request)),
      ResourceType: resource.typeName,
      WaitPolicy: JSON.stringify(waitPolicy),
      StartPolicy: policy && JSON.stringify(policy),
      ...historyProperties(backup, history),
      ...own,
      StateMachineArn: new SharedText(backup, provider.stateMachine.stateMachineArn),
    },
  });
  customResource.node.addDependency(...dependencies);
  pinDeletionPolicy(customResource, 'Delete'); // its deletion does work: a final backup, or the removal of recovery points
  return customResource;
}

/** The custom resources that wait for one job, one after the other. */
export interface Chain {
  /** Starts the job. */
  readonly first: CfnResource;
  /** Knows its outcome. */
  readonly last: CfnResource;
  /** All of them, in the order of their deployment. */
  readonly links: readonly CfnResource[];
}

/**
 * Adds a custom resource that starts a job during the deployment and, if the timeout is longer than one custom resource can wait, more
 * of them that take the job up one after the other.
 *
 * @param waitPolicies one for each link
 * @param starting the properties whose change starts the job again, which only the first link has
 */
export function addChain(
  backup: IOnDemandBackup, id: string, waitPolicies: readonly WaitPolicy[], properties: LinkProperties, starting: object,
): Chain {
  const [head, ...rest] = waitPolicies;
  const first = addLink(backup, id, head, { ...properties, ...starting });
  const links = [first];
  for (const [index, waitPolicy] of rest.entries()) {
    const before = links[index];
    links.push(addLink(backup, `${id}Continued${index + 1}`, waitPolicy, {
      ...properties,
      ContinuedJobId: before.getAtt('BackupJobId'),
      ContinuedOutcome: before.getAtt('Outcome'),
      ContinuedStatusMessage: before.getAtt('StatusMessage'),
    }));
  }
  return { first, last: links[links.length - 1], links };
}
