import { CfnResource } from 'aws-cdk-lib';
import { contextOf } from '../backup/backup-context';
import { requestJson } from '../backup/request-json';
import type { IOnDemandBackup } from '../i-on-demand-backup';
import type { BackupRequest } from '../request/backup-request';
import { CUSTOM_RESOURCE_TYPE } from '../request/names';
import type { WaitPolicy } from '../request/wait-policy';

/** The properties of a custom resource that its trigger decides. */
export interface LinkProperties {
  readonly Request: BackupRequest;
  readonly [name: string]: unknown;
}

/** A custom resource of a definition: one link of a chain, or the whole of it. */
export function addLink(backup: IOnDemandBackup, id: string, waitPolicy: WaitPolicy, { Request, ...own }: LinkProperties): CfnResource {
  const { provider, resource, dependencies } = contextOf(backup, 'a custom resource');
  const customResource = new CfnResource(backup, id, {
    type: CUSTOM_RESOURCE_TYPE,
    properties: {
      ServiceToken: provider.serviceToken,
      Request: requestJson(backup, Request),
      ResourceType: resource.typeName,
      WaitPolicy: JSON.stringify(waitPolicy),
      ...own,
      StateMachineArn: provider.stateMachine.stateMachineArn,
    },
  });
  customResource.node.addDependency(...dependencies);
  return customResource;
}

/** The custom resources that wait for one job, one after the other. */
export interface Chain {
  /** Starts the job. */
  readonly first: CfnResource;
  /** Knows how it ended. */
  readonly last: CfnResource;
}

/**
 * A custom resource that starts a job during the deployment and, when the timeout is longer than one can wait, more of them that take
 * it up one after the other.
 *
 * @param waitPolicies one for each link
 * @param starting what only the first link has: what makes the job start again
 */
export function addChain(
  backup: IOnDemandBackup, id: string, waitPolicies: readonly WaitPolicy[], properties: LinkProperties, starting: object,
): Chain {
  const [head, ...rest] = waitPolicies;
  const first = addLink(backup, id, head, { ...properties, ...starting });
  const last = rest.reduce((before, waitPolicy, index) => addLink(backup, `${id}Continued${index + 1}`, waitPolicy, {
    ...properties,
    ContinuedJobId: before.getAtt('BackupJobId'),
    ContinuedOutcome: before.getAtt('Outcome'),
    ContinuedStatusMessage: before.getAtt('StatusMessage'),
  }), first);
  return { first, last };
}
