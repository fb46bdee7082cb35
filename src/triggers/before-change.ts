import { Annotations, type CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { markCovered } from './coverage';
import { addChain } from './custom-resource-chain';
import type { BackupTriggerConfig, IBackupTrigger } from './i-backup-trigger';
import { WaitingConstructs } from './waiting-constructs';
import { watchedResources, watchProblems } from './watched-resources';
import { type BackupContext, contextOf } from '../backup/backup-context';
import { idempotencyTokenReuseProblems } from '../backup/idempotency-token-reuse';
import { describeProblems, failOn } from '../backup/problems';
import { waitPolicies } from '../backup/wait-policies';
import type { IOnDemandBackup } from '../i-on-demand-backup';
import type { BackupRequest } from '../request/backup-request';
import { TriggerKind } from '../request/names';
import { resourceTypeOfCfn } from '../request/resource-types/resource-type';
import { cfnResourcesIn } from '../template/cfn-definition';
import { changeOf } from '../template/change-of';
import { dependencyCycleProblems } from '../template/dependency-cycles';
import { resourceInStack, topOf } from '../template/resource-in-stack';
import { WaitLevel } from '../wait-level';

/** What counts as a change. */
export interface BeforeChangeOptions {
  /**
   * More constructs whose change needs a backup first: a migration, a cluster's parameter group. All resources in them wait for the
   * backup, and a change of any of them runs it.
   *
   * A resource that is not of this app cannot be watched itself: then name here what would change its data.
   *
   * @default - the resource that is backed up, and nothing else
   */
  readonly watch?: IConstruct[];

  /**
   * Properties that may change without a backup, by their names in CloudFormation; those of a member after a dot:
   * `Tags`, `Replicas.Tags`. A resource that has no such property is not concerned.
   *
   * @default - a change of any property needs a backup
   */
  readonly ignoreProperties?: string[];
}

const ID = 'BeforeChange';

/**
 * A custom resource that the resource depends on, so that CloudFormation updates it first.
 *
 * It must not refer to the resource in turn. So the function asks CloudFormation for the resource, by stack and logical id.
 */
export class BeforeChange implements IBackupTrigger {
  constructor(private readonly options: BeforeChangeOptions) {}

  public bind(backup: IOnDemandBackup): BackupTriggerConfig {
    const { watch = [], ignoreProperties } = this.options;
    const context = contextOf(backup, 'BackupTrigger.beforeChange()');
    const { resource: { origin }, provider, props, request } = context;
    const needed = neededBy(backup, context);
    const watched = (): CfnResource[] => this.watched(needed, origin);
    failOn(backup, [...idempotencyTokenReuseProblems(props, 'beforeChange'), ...this.problems(backup, origin, watched())]);
    if (props.waitFor === WaitLevel.ACCEPTED) { Annotations.of(backup).addWarningV2('cdk-on-demand-backup:changeDuringBackup', CHANGE_DURING_BACKUP); }

    const location = origin && resourceInStack(origin, Stack.of(backup));
    if (location !== undefined) { provider.permitToLocate(location); }
    const { first, last } = addChain(backup, ID, waitPolicies(props), {
      Request: origin === undefined ? request : withoutResource(request),
      Trigger: TriggerKind.BEFORE_CHANGE,
      Resource: location && Stack.of(backup).toJsonString(location),
    }, changeOf(watched, () => backup.node.findChild(ID) as CfnResource, { ignored: ignoreProperties }));
    const waiting = new WaitingConstructs(last, needed);
    const now = new Set(watched());
    [...origin ? [origin] : [], ...watch].forEach((construct) => waiting.add(construct, now));
    if (origin !== undefined) { markCovered(origin, 'beforeChange', backup.node.path); }
    backup.node.addValidation({ validate: () => lateProblems(backup, last, waiting, watched()) });
    return { customResource: last, firstCustomResource: first, mayBeSkipped: true };
  }

  /** What waits for the backup. Not what the backup itself waits for. */
  private watched(neededConstructs: readonly IConstruct[], origin: CfnResource | undefined): CfnResource[] {
    const { watch } = this.options;
    const protectedResource = origin ? [origin] : [];
    if (watch === undefined) { return protectedResource; }
    const needed = new Set(neededConstructs.flatMap(cfnResourcesIn));
    return watchedResources([...protectedResource, ...watch]).filter((resource) => !needed.has(resource));
  }

  private problems(backup: IOnDemandBackup, origin: CfnResource | undefined, watched: readonly CfnResource[]): string[] {
    const { watch, ignoreProperties = [] } = this.options;
    const top = topOf(Stack.of(backup));
    const elsewhere = watched.filter(({ stack }) => topOf(stack) !== top);
    return [
      ...backup.node.tryFindChild(ID) ? ['`triggers` has more than one beforeChange: one backup runs once before a change, leave the others out'] : [],
      ...watchProblems(backup, watch, watched),
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

/** Whether its ARN is known without a reference to it: each CloudFormation type of the catalogue has a way. */
function isLocated({ cfnResourceType }: CfnResource): boolean {
  return resourceTypeOfCfn(cfnResourceType) !== undefined;
}

/** What must be there before the backup. */
function neededBy(backup: IOnDemandBackup, { provider, backupVault, role }: BackupContext): IConstruct[] {
  return [backup, provider, backupVault, role];
}

function withoutResource({ ResourceArn, ...others }: BackupRequest): BackupRequest {
  return others as BackupRequest;
}

/** What can only be said when nothing is added any more. */
function lateProblems(backup: IOnDemandBackup, end: CfnResource, waiting: WaitingConstructs, watched: readonly CfnResource[]): string[] {
  const late = watched.find((resource) => !waiting.has(resource));
  const problems = [
    ...late ? [`beforeChange: ${late.node.path} was added to what is watched after the trigger, beside something that the backup needs, so that it would not wait: `
      + 'make it before, or watch a construct that holds nothing else'] : [],
    ...dependencyCycleProblems(backup, 'beforeChange', end, watched),
  ];
  return problems.length > 0 ? [describeProblems(backup, problems)] : [];
}
