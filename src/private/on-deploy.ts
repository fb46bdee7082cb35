import { CfnResource } from 'aws-cdk-lib';
import type { BackupTriggerConfig, IBackupTrigger, OnDeployOptions } from '../backup-trigger';
import { failOn } from './fail';
import type { OnDemandBackup } from '../on-demand-backup';
import { CUSTOM_RESOURCE_TYPE } from '../request/names';

const ID = 'OnDeploy';

/** A custom resource that CloudFormation creates or updates after the resource that its request names. */
export class OnDeploy implements IBackupTrigger {
  constructor(private readonly options: OnDeployOptions) {}

  public bind(definition: OnDemandBackup): BackupTriggerConfig {
    const { revision } = this.options;
    failOn(definition, [
      ...definition.node.tryFindChild(ID) ? ['`triggers` has more than one onDeploy: one definition runs once in a deployment, leave the others out'] : [],
      ...revision === '' ? ['`revision` is empty: pass something that changes with each release, or leave it out'] : [],
    ]);
    let last: CfnResource | undefined;
    definition._wiring.handlings.forEach((handling, index) => {
      last = this.addResource(definition, index === 0 ? ID : `${ID}Continued${index}`, JSON.stringify(handling), last);
    });
    return { customResource: last };
  }

  /** A custom resource that starts the job or, after another one of the chain, takes up the job of that one. */
  private addResource(definition: OnDemandBackup, id: string, handling: string, before: CfnResource | undefined): CfnResource {
    const { machine, request, resourceType, dependencies } = definition._wiring;
    const customResource = new CfnResource(definition, id, {
      type: CUSTOM_RESOURCE_TYPE,
      properties: {
        ServiceToken: machine.serviceToken,
        Request: request,
        Revision: before ? undefined : this.options.revision,
        ResourceType: resourceType,
        Handling: handling,
        ContinuedJobId: before?.getAtt('BackupJobId'),
        ContinuedOutcome: before?.getAtt('Outcome'),
        ContinuedStatusMessage: before?.getAtt('StatusMessage'),
        StateMachineArn: machine.stateMachine.stateMachineArn,
      },
    });
    customResource.node.addDependency(...dependencies);
    return customResource;
  }
}
