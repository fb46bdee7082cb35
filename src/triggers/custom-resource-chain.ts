import { CfnResource } from 'aws-cdk-lib';
import { requestJson } from '../backup/request-json';
import type { OnDemandBackup } from '../on-demand-backup';
import type { BackupRequest } from '../request/backup-request';
import type { Handling } from '../request/wait-policy';
import { CUSTOM_RESOURCE_TYPE } from '../request/names';

/** The properties of a custom resource that its trigger decides. */
export interface LinkProperties {
  readonly Request: BackupRequest;
  readonly [name: string]: unknown;
}

/** A custom resource of a definition: one link of a chain, or the whole of it. */
export function addLink(definition: OnDemandBackup, id: string, handling: Handling, { Request, ...own }: LinkProperties): CfnResource {
  const { machine, resource, dependencies } = definition._wiring;
  const customResource = new CfnResource(definition, id, {
    type: CUSTOM_RESOURCE_TYPE,
    properties: {
      ServiceToken: machine.serviceToken,
      Request: requestJson(definition, Request),
      ResourceType: resource.typeName,
      Handling: JSON.stringify(handling),
      ...own,
      StateMachineArn: machine.stateMachine.stateMachineArn,
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
 * @param handlings one for each link
 * @param starting what only the first link has: what makes the job start again
 */
export function addChain(
  definition: OnDemandBackup, id: string, handlings: readonly Handling[], properties: LinkProperties, starting: object,
): Chain {
  const [head, ...rest] = handlings;
  const first = addLink(definition, id, head, { ...properties, ...starting });
  const last = rest.reduce((before, handling, index) => addLink(definition, `${id}Continued${index + 1}`, handling, {
    ...properties,
    ContinuedJobId: before.getAtt('BackupJobId'),
    ContinuedOutcome: before.getAtt('Outcome'),
    ContinuedStatusMessage: before.getAtt('StatusMessage'),
  }), first);
  return { first, last };
}
