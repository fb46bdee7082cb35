import type { CfnResource } from 'aws-cdk-lib';
import { changeOf } from '../template/change-of';
import { addChain } from './custom-resource-chain';
import { failOn } from '../backup/problems';
import { handlings } from '../backup/wait-policies';
import { tokenProblems } from '../backup/idempotency-token-problems';
import { watchedResources, watchProblems } from './watched-resources';
import type { BackupTriggerConfig, IBackupTrigger } from './backup-trigger';
import { DeployRun } from './deploy-run';
import type { OnDemandBackup } from '../on-demand-backup';
import type { OnDeployOptions } from './on-deploy-options';
import { TriggerKind } from '../request/names';

const ID = 'OnDeploy';

/** A custom resource that CloudFormation creates or updates after the resource that its request names. */
export class OnDeploy implements IBackupTrigger {
  constructor(private readonly options: OnDeployOptions) {}

  public bind(definition: OnDemandBackup): BackupTriggerConfig {
    failOn(definition, this.problems(definition));
    const { props, request } = definition._wiring;
    const properties = { Request: request, Trigger: this.options.run === DeployRun.ONCE ? TriggerKind.ON_FIRST_DEPLOY : undefined };
    const { first, last } = addChain(definition, ID, handlings(props), properties, this.change(definition));
    return { customResource: last, firstCustomResource: first };
  }

  private problems(definition: OnDemandBackup): string[] {
    const { revision, watch, run = DeployRun.ON_CHANGE } = this.options;
    const idle = Object.entries({ revision, watch }).filter(([, value]) => value !== undefined).map(([name]) => `\`${name}\``);
    return [
      ...definition.node.tryFindChild(ID) ? ['`triggers` has more than one onDeploy (the `immediate` of a schedule is one, too): '
        + 'one definition runs once in a deployment, leave the others out'] : [],
      ...revision === '' ? ['`revision` is empty: pass something that changes with each release, or leave it out'] : [],
      ...watchProblems(definition, watch, watchedResources(watch ?? [])),
      ...run !== DeployRun.ON_CHANGE && idle.length > 0
        ? [`\`run\` is DeployRun.${run}, with which ${idle.join(' and ')} would have no effect: leave one of them out`] : [],
      ...run === DeployRun.EVERY_DEPLOY ? tokenProblems(definition, 'DeployRun.EVERY_DEPLOY') : [],
    ];
  }

  /** What changes when the backup is to run again though the request is the same. */
  private change(definition: OnDemandBackup): object {
    const { revision, run, watch } = this.options;
    if (run === DeployRun.EVERY_DEPLOY) { return { Revision: new Date().toISOString() }; }
    if (watch === undefined) { return { Revision: revision }; }
    return changeOf(() => watchedResources(watch), () => definition.node.findChild(ID) as CfnResource, { revision });
  }
}
