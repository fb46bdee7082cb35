import { Annotations, type CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { cfnResourcesIn } from '../template/cfn-definition';
import { changeOf } from '../template/change-of';
import { circleProblems } from '../template/dependency-cycles';
import { markCovered } from './coverage';
import { addChain } from './custom-resource-chain';
import { describeProblems, failOn } from '../backup/problems';
import { handlings } from '../backup/wait-policies';
import { resourceInStack, topOf } from '../template/resource-in-stack';
import { tokenProblems } from '../backup/idempotency-token-problems';
import { WaitingConstructs } from './waiting-constructs';
import { watchedResources, watchProblems } from './watched-resources';
import type { BackupTriggerConfig, IBackupTrigger } from './backup-trigger';
import type { BeforeChangeOptions } from './before-change-options';
import type { OnDemandBackup } from '../on-demand-backup';
import type { BackupRequest } from '../request/backup-request';
import { TriggerKind } from '../request/names';
import { ARN_LOOKUP_OF_CFN_TYPE, ARN_OF_CFN_TYPE } from '../request/resource-types/resource-arn';
import { WaitLevel } from '../wait-level';

const ID = 'BeforeChange';

/**
 * A custom resource that the resource depends on, so that CloudFormation updates it first.
 *
 * It must not refer to the resource in turn. So the function asks CloudFormation for the resource, by stack and logical id.
 */
export class BeforeChange implements IBackupTrigger {
  constructor(private readonly options: BeforeChangeOptions) {}

  public bind(definition: OnDemandBackup): BackupTriggerConfig {
    const { watch = [], ignoreProperties } = this.options;
    const { resource: { origin }, machine, props, request } = definition._wiring;
    const watched = (): CfnResource[] => this.watched(definition, origin);
    failOn(definition, this.problems(definition, origin, watched()));
    if (props.waitFor === WaitLevel.ACCEPTED) { Annotations.of(definition).addWarningV2('cdk-on-demand-backup:changeDuringBackup', CHANGE_DURING_BACKUP); }

    const place = origin && resourceInStack(origin, Stack.of(definition));
    if (place !== undefined) { machine.permitToLocate(place); }
    const { first, last } = addChain(definition, ID, handlings(props), {
      Request: origin === undefined ? request : withoutResource(request),
      Trigger: TriggerKind.BEFORE_CHANGE,
      Resource: place && Stack.of(definition).toJsonString(place),
    }, changeOf(watched, () => definition.node.findChild(ID) as CfnResource, { ignored: ignoreProperties }));
    const waiting = new WaitingConstructs(last, neededBy(definition));
    const now = new Set(watched());
    [...origin ? [origin] : [], ...watch].forEach((construct) => waiting.add(construct, now));
    if (origin !== undefined) { markCovered(origin, 'beforeChange', definition.node.path); }
    definition.node.addValidation({ validate: () => lateProblems(definition, last, waiting, watched()) });
    return { customResource: last, firstCustomResource: first, mayBeSkipped: true };
  }

  /** What waits for the backup. Not what the backup itself waits for. */
  private watched(definition: OnDemandBackup, origin: CfnResource | undefined): CfnResource[] {
    const { watch } = this.options;
    const protectedResource = origin ? [origin] : [];
    if (watch === undefined) { return protectedResource; }
    const needed = new Set(neededBy(definition).flatMap(cfnResourcesIn));
    return watchedResources([...protectedResource, ...watch]).filter((resource) => !needed.has(resource));
  }

  private problems(definition: OnDemandBackup, origin: CfnResource | undefined, watched: readonly CfnResource[]): string[] {
    const { watch, ignoreProperties = [] } = this.options;
    const top = topOf(Stack.of(definition));
    const elsewhere = watched.filter(({ stack }) => topOf(stack) !== top);
    return [
      ...tokenProblems(definition, 'beforeChange'),
      ...definition.node.tryFindChild(ID) ? ['`triggers` has more than one beforeChange: one definition runs once before a change, leave the others out'] : [],
      ...watchProblems(definition, watch, watched),
      ...ignoreProperties.some((path) => !PROPERTY_PATH.test(path))
        ? [`\`ignoreProperties\` is ${JSON.stringify(ignoreProperties)}, but takes names as in CloudFormation, joined by dots: "Tags", "Replicas.Tags"`] : [],
      ...watched.length === 0 ? [
        '`resource` is not defined in this app, so no change of it can be seen here: '
        + 'give beforeChange({ watch: [...] }) the constructs that change its data, or use BackupTrigger.onDeploy()',
      ] : [],
      ...elsewhere.length > 0 ? [
        `${elsewhere[0].node.path} is in the stack ${topOf(elsewhere[0].stack).node.path} and the definition in ${top.node.path}, `
        + 'but CloudFormation only orders the resources of one deployment: put the definition into the stack of what it protects',
      ] : [],
      ...origin && !isLocated(origin) ? [
        `\`resource\` is of type ${origin.cfnResourceType}, whose ARN cannot be told before it changes: use BackupTrigger.onDeploy(), `
        + 'or BackupResource.fromArn(...) with an ARN that does not refer to it, and beforeChange({ watch: [...] })',
      ] : [],
    ];
  }
}

const CHANGE_DURING_BACKUP = '`waitFor` is WaitLevel.ACCEPTED, with which beforeChange lets the resource change while its backup still runs: '
  + 'use WaitLevel.COMPLETED, which is the default';

const PROPERTY_PATH = /^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$/;

function isLocated({ cfnResourceType }: CfnResource): boolean {
  return cfnResourceType in ARN_OF_CFN_TYPE || cfnResourceType in ARN_LOOKUP_OF_CFN_TYPE;
}

/** What must be there before the backup. */
function neededBy(definition: OnDemandBackup): IConstruct[] {
  return [definition, definition._wiring.machine, definition.backupVault, definition.role];
}

function withoutResource({ ResourceArn, ...others }: BackupRequest): BackupRequest {
  return others as BackupRequest;
}

/** What can only be said when nothing is added any more. */
function lateProblems(definition: OnDemandBackup, end: CfnResource, waiting: WaitingConstructs, watched: readonly CfnResource[]): string[] {
  const late = watched.find((resource) => !waiting.has(resource));
  const problems = [
    ...late ? [`beforeChange: ${late.node.path} was added to what is watched after the trigger, beside something that the backup needs, so that it would not wait: `
      + 'make it before, or watch a construct that holds nothing else'] : [],
    ...circleProblems(definition, 'beforeChange', end, watched),
  ];
  return problems.length > 0 ? [describeProblems(definition, problems)] : [];
}
