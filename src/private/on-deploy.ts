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
    const { _wiring: wiring } = definition;
    const customResource = new CfnResource(definition, ID, {
      type: CUSTOM_RESOURCE_TYPE,
      properties: {
        ServiceToken: wiring.machine.serviceToken,
        Request: wiring.request,
        Revision: revision,
        ResourceType: wiring.resourceType,
        StateMachineArn: wiring.machine.stateMachineArn,
      },
    });
    customResource.node.addDependency(...wiring.dependencies);
    return { customResource };
  }
}
