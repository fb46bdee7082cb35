import type { CfnResource } from 'aws-cdk-lib';
import { type Construct, Dependable, type IConstruct } from 'constructs';
import { failOn } from './problems';
import type { BackupTriggerConfig } from '../i-backup-trigger';
import { cfnResourcesIn } from '../template/cfn-definition';
import { dependencyCycleProblems, waitingProblems } from '../template/dependency-cycles';

type OrderProp = 'executeBefore' | 'executeAfter';

/** The constructs before and after the custom resources of a backup, in whatever order constructs and triggers are added. */
export class DeploymentOrder {
  private readonly configs: BackupTriggerConfig[] = [];
  private readonly before: Construct[] = [];
  private readonly after: Construct[] = [];
  private isDependedOn = false;

  constructor(private readonly backup: IConstruct) {}

  /**
   * The custom resource that describes the job: that of the first trigger that runs during the deployment and always has a job, or else
   * of the first that runs.
   */
  public get described(): CfnResource | undefined {
    return (this.configs.find(({ mayBeSkipped }) => !mayBeSkipped) ?? this.configs[0])?.customResource;
  }

  /** What waits when a construct depends on the backup. Asked for by aws-cdk-lib, when it puts the resources in order. */
  public get dependencyRoots(): CfnResource[] {
    this.isDependedOn = true;
    return this.ends;
  }

  /** All resources that `executeBefore` lets wait. */
  public get waiting(): CfnResource[] {
    return this.before.flatMap(cfnResourcesIn);
  }

  /** The custom resources that know the outcomes of their jobs. */
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

  /** The problems that are known only when nothing is added any more. */
  public problems(): string[] {
    const used = ([['executeBefore', this.before], ['executeAfter', this.after]] as const).filter(([, scopes]) => scopes.length > 0);
    if (this.configs.length === 0) {
      return [...used.map(([prop]) => `\`${prop}\``), ...this.dependants()].map((what) => `${what} has no effect, because none of the \`triggers\` `
        + 'runs during a deployment: add BackupTrigger.onDeploy() or BackupTrigger.beforeChange(), or leave it out');
    }
    const { waiting } = this;
    const waitedFor = this.after.flatMap((scope) => Dependable.of(scope).dependencyRoots).flatMap(cfnResourcesIn);
    const cycles = waiting.length === 0 ? [] : this.ends.flatMap((end) => dependencyCycleProblems(this.backup, 'executeBefore', end, waiting));
    return cycles.length > 0 ? cycles : waitingProblems(this.backup, waitedFor, this.ends);
  }

  /** The dependencies of others on the backup that are not by `executeBefore`. */
  private dependants(): string[] {
    if (!this.isDependedOn) { return []; }
    const dependants = this.backup.node.root.node.findAll().filter((other) => isDependent(other, this.backup));
    const others = dependants.filter((other) => !this.before.includes(other as Construct));
    if (others.length === 0 && this.before.length === 0) { return ['the dependency of another construct on the backup']; }
    return others.map(({ node }) => `the dependency of ${node.path} on the backup`);
  }

  private check(prop: OrderProp, scopes: readonly Construct[]): void {
    failOn(this.backup, scopes.filter((scope) => this.backup.node.scopes.includes(scope)).map((scope) =>
      `\`${prop}\` names ${scope.node.path || 'the app'}, which contains the backup itself: name a construct beside the backup`));
  }
}

/** `node.dependencies` has the roots of the dependencies only, and those of this backup are none. */
function isDependent({ node }: IConstruct, backup: IConstruct): boolean {
  const { _dependencies: dependencies } = node as unknown as { readonly _dependencies?: ReadonlySet<unknown> };
  return dependencies?.has(backup) === true;
}

function startOf({ firstCustomResource, customResource }: BackupTriggerConfig): CfnResource | undefined {
  return firstCustomResource ?? customResource;
}
