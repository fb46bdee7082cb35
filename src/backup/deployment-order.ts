import type { CfnResource } from 'aws-cdk-lib';
import { type Construct, Dependable, type IConstruct } from 'constructs';
import { failOn } from './problems';
import { cfnResourcesIn } from '../template/cfn-definition';
import { dependencyCycleProblems, waitingProblems } from '../template/dependency-cycles';
import type { BackupTriggerConfig } from '../triggers/i-backup-trigger';

type Wish = 'executeBefore' | 'executeAfter';

/** What runs before and after the backups of a definition that run during the deployment, whatever is told first. */
export class DeploymentOrder {
  private readonly configs: BackupTriggerConfig[] = [];
  private readonly before: Construct[] = [];
  private readonly after: Construct[] = [];

  constructor(private readonly backup: IConstruct) {}

  /** What describes the job of the definition: the first trigger that runs during the deployment, and rather one that always has a job. */
  public get described(): CfnResource | undefined {
    return (this.configs.find(({ mayBeSkipped }) => !mayBeSkipped) ?? this.configs[0])?.customResource;
  }

  /** The custom resources that know how their jobs ended. */
  public get ends(): CfnResource[] {
    return this.configs.flatMap(({ customResource }) => customResource ?? []);
  }

  public add(config: BackupTriggerConfig): void {
    if (config.customResource === undefined) { return; }
    this.configs.push(config);
    startOf(config)?.node.addDependency(...this.after);
  }

  public executeBefore(scopes: readonly Construct[]): void {
    this.check('executeBefore', scopes);
    this.before.push(...scopes);
    scopes.forEach((scope) => scope.node.addDependency(this.backup));
  }

  public executeAfter(scopes: readonly Construct[]): void {
    this.check('executeAfter', scopes);
    this.after.push(...scopes);
    this.configs.forEach((config) => startOf(config)?.node.addDependency(...scopes));
  }

  /** What can only be said when nothing is added any more. */
  public problems(): string[] {
    const wishes = ([['executeBefore', this.before], ['executeAfter', this.after]] as const).filter(([, scopes]) => scopes.length > 0);
    if (this.configs.length === 0) {
      return wishes.map(([wish]) => `\`${wish}\` has no effect, because none of the \`triggers\` runs during a deployment: `
        + 'add BackupTrigger.onDeploy() or BackupTrigger.beforeChange(), or leave it out');
    }
    const waiting = this.before.flatMap(cfnResourcesIn);
    const waitedFor = this.after.flatMap((scope) => Dependable.of(scope).dependencyRoots).flatMap(cfnResourcesIn);
    const circles = waiting.length === 0 ? [] : this.ends.flatMap((end) => dependencyCycleProblems(this.backup, 'executeBefore', end, waiting));
    return circles.length > 0 ? circles : waitingProblems(this.backup, waitedFor, this.ends);
  }

  private check(wish: Wish, scopes: readonly Construct[]): void {
    failOn(this.backup, scopes.filter((scope) => this.backup.node.scopes.includes(scope)).map((scope) =>
      `\`${wish}\` names ${scope.node.path || 'the app'}, which the definition itself is in: name a construct beside it`));
  }
}

function startOf({ firstCustomResource, customResource }: BackupTriggerConfig): CfnResource | undefined {
  return firstCustomResource ?? customResource;
}
