import { Annotations, type CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { beforeChangeProblems, lateBeforeChangeProblems } from './before-change-problems';
import { markCovered } from './coverage';
import { addChain } from './custom-resource-chain';
import type { BackupTriggerConfig, IBackupTrigger } from '../i-backup-trigger';
import { WaitingConstructs } from './waiting-constructs';
import { watchedResources } from './watched-resources';
import { type BackupContext, contextOf } from '../backup/backup-context';
import { idempotencyTokenReuseProblems } from '../backup/idempotency-token-reuse';
import { describeProblems, failOn } from '../backup/problems';
import { waitPolicies } from '../backup/wait-policies';
import { changeGuarantees } from '../guarantees/change-guarantees';
import { guarantee } from '../guarantees/guarantee';
import type { IOnDemandBackup } from '../i-on-demand-backup';
import type { BackupRequest } from '../request/backup-request';
import { TriggerKind } from '../request/names';
import { cfnResourcesIn } from '../template/cfn-definition';
import { changeProperties } from '../template/changes/change-properties';
import { ALL_TAGS } from '../template/changes/counted-properties';
import { resourceInStack } from '../template/resource-in-stack';
import { WaitLevel } from '../wait-level';

/** What counts as a change. */
export interface BeforeChangeOptions {
  /**
   * More constructs whose change needs a backup first: a migration, the parameter group of a cluster. All resources in them wait for
   * the backup, and a change of any of them runs it.
   *
   * A resource outside this app cannot be watched itself: name the constructs that would change its data instead.
   *
   * @default - only the resource that is backed up
   */
  readonly watch?: IConstruct[];

  /**
   * Properties that may change without a backup, by their names in CloudFormation; those of a member after a dot:
   * `Tags`, `Replicas.Tags`. Has no effect on a resource without such a property.
   *
   * @default - a change of any property needs a backup
   */
  readonly ignoreProperties?: string[];

  /**
   * Whether the tags of a resource may change without a backup, whatever its type calls them: `Tags`, `FileSystemTags`, `Replicas.Tags`. For
   * tags that change with each release, such as a git SHA.
   *
   * @default false
   */
  readonly ignoreTags?: boolean;
}

const ID = 'BeforeChange';

/**
 * A custom resource that the resource depends on, so that CloudFormation updates it first.
 *
 * Because it must not refer to the resource, the function asks CloudFormation for the resource, by stack and logical id.
 */
export class BeforeChange implements IBackupTrigger {
  constructor(private readonly options: BeforeChangeOptions) {}

  public bind(backup: IOnDemandBackup): BackupTriggerConfig {
    const { watch = [], ignoreProperties = [], ignoreTags } = this.options;
    const context = contextOf(backup, 'BackupTrigger.beforeChange()');
    const { resource: { origin }, provider, props, request } = context;
    const prerequisites = prerequisitesOf(backup, context);
    const ignored = [...ignoreProperties, ...ignoreTags ? [ALL_TAGS] : []];
    const watched = (): CfnResource[] => this.watched(prerequisites, origin);
    failOn(backup, [
      ...idempotencyTokenReuseProblems(props, 'beforeChange'),
      ...secondTriggerProblems(backup),
      ...beforeChangeProblems(backup, { ...this.options, origin, isKnownLater: context.resource.isKnownLater, watched: watched() }),
    ]);
    if (props.waitFor === WaitLevel.ACCEPTED) { Annotations.of(backup).addWarningV2('cdk-on-demand-backup:changeDuringBackup', CHANGE_DURING_BACKUP); }

    const location = origin && resourceInStack(origin, Stack.of(backup));
    if (origin !== undefined) { provider.permitToLocate(origin); }
    const { first, last, links } = addChain(backup, ID, waitPolicies(props), {
      Request: origin === undefined ? request : withoutResource(request),
      Trigger: TriggerKind.BEFORE_CHANGE,
      Resource: location && JSON.stringify(location), // names, which need no escaping
    }, changeProperties(watched, () => backup.node.findChild(ID) as CfnResource, { ignored }));
    const waiting = new WaitingConstructs(last, prerequisites);
    const now = new Set(watched());
    [...origin ? [origin] : [], ...watch].forEach((construct) => waiting.add(construct, now));
    if (origin !== undefined) { markCovered(origin, 'beforeChange', backup); }
    changeGuarantees({ links, watched, context }).forEach((each) => guarantee(backup, each));
    backup.node.addValidation({
      validate: () => {
        const problems = lateBeforeChangeProblems(backup, last, waiting, watched());
        return problems.length > 0 ? [describeProblems(backup, problems)] : [];
      },
    });
    return { customResource: last, firstCustomResource: first, mayBeSkipped: true };
  }

  /** The resources that wait for the backup, without those that the backup itself waits for. */
  private watched(prerequisites: readonly IConstruct[], origin: CfnResource | undefined): CfnResource[] {
    const { watch } = this.options;
    const protectedResource = origin ? [origin] : [];
    if (watch === undefined) { return protectedResource; }
    const needed = new Set(prerequisites.flatMap(cfnResourcesIn));
    return watchedResources([...protectedResource, ...watch]).filter((resource) => !needed.has(resource));
  }
}

const CHANGE_DURING_BACKUP = '`waitFor` is WaitLevel.ACCEPTED, with which beforeChange lets the resource change while its backup still runs: '
  + 'use WaitLevel.COMPLETED, which is the default';

function secondTriggerProblems(backup: IConstruct): string[] {
  return backup.node.tryFindChild(ID) === undefined ? []
    : ['`triggers` has more than one beforeChange: one backup runs once before a change, leave the others out'];
}

/** The constructs that must exist before the backup can run. */
function prerequisitesOf(backup: IOnDemandBackup, { provider, backupVault, role, history: { key } }: BackupContext): IConstruct[] {
  return [backup, provider, backupVault, role, ...key ? [key] : []];
}

function withoutResource({ ResourceArn, ...others }: BackupRequest): BackupRequest {
  return others as BackupRequest;
}
