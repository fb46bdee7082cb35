import { Aws, type CfnResource, Stack } from 'aws-cdk-lib';
import type { IBackupVault } from 'aws-cdk-lib/aws-backup';
import { Effect, type IRole, Policy, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct, type IConstruct, type IDependable } from 'constructs';
import { DefaultRole, type DefaultRoleNeeds } from './default-role';
import { DefaultVault } from './default-vault';
import { HandlerFunction } from './handler-function';
import type { HistoryNeeds } from './history-permissions';
import { pinLogicalId } from './pin-logical-id';
import { limitOutputs } from './stack-output-limit';
import { stateMachineDefinition } from './state-machine-definition';
import { arnLookUpOf } from '../request/resource-types/resource-arn';
import { cfnResourcesIn } from '../template/cfn-definition';

const ID = 'OnDemandBackupProvider';
/** In the registry of symbols, so that each copy of this library recognises the providers of the others. */
const BRAND = Symbol.for('cdk-on-demand-backup.BackupProvider');

/** Says why the child of a stack with the id of the provider is not one. */
function otherChild(stack: Stack, child: IConstruct): string {
  return BRAND in child
    ? `the stack ${stack.node.path} has on-demand backups of two copies of cdk-on-demand-backup: use one copy (\`npm ls cdk-on-demand-backup\` lists them)`
    : `the construct ${child.node.path} has the id ${ID}, which the on-demand backups of its stack need: give it another id`;
}

/**
 * What all backups of a stack share: the function, the state machine that runs every job, and, if a backup needs them, the default
 * vault and role.
 *
 * One set for each stack, because a set for each backup would limit a stack to some tens of backups (resources of a stack,
 * characters of a policy).
 */
export class BackupProvider extends Construct {
  /** The provider of the stack of a construct. */
  public static of(scope: Construct): BackupProvider {
    const stack = Stack.of(scope);
    const child = stack.node.tryFindChild(ID);
    if (child !== undefined && !(child instanceof BackupProvider)) { throw new Error(otherChild(stack, child)); }
    return child ?? new BackupProvider(stack);
  }

  /** Recognises the provider of any copy of this library. */
  public static isProvider(construct: IConstruct): boolean {
    return BRAND in construct;
  }

  public readonly serviceToken: string;
  public readonly stateMachine: StateMachine;
  /** Allows the function to start the state machine. A custom resource must depend on it. */
  public readonly permissionToStart: IDependable;
  private readonly handler: HandlerFunction;
  private readonly startPolicy: Policy;

  private constructor(stack: Stack) {
    super(stack, ID);
    Object.defineProperty(this, BRAND, { value: true });
    this.handler = new HandlerFunction(this, 'Handler');
    this.serviceToken = this.handler.functionArn;
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      definitionBody: DefinitionBody.fromString(stack.toJsonString(stateMachineDefinition(this.handler.functionArn))),
      role: this.stateMachineRole(),
      comment: 'Runs the on-demand backup jobs of this stack: start, wait, check, finish',
    });
    pinLogicalId(this.stateMachine);
    this.startPolicy = this.permitStart(this.stateMachine);
    this.permissionToStart = this.startPolicy;
    limitOutputs(stack, this);
  }

  /** The last of its resources to be created and the first to be deleted, which refers to the others. A custom resource must depend on it. */
  public get lastResource(): CfnResource {
    return this.startPolicy.node.defaultChild as CfnResource;
  }

  /** What a custom resource needs until it is deleted: the function, the state machine, their roles and policies. */
  public get requiredResources(): CfnResource[] {
    return [this.stateMachine.node.defaultChild as CfnResource, ...[this.stateMachine.role as Role, this.handler].flatMap(cfnResourcesIn)];
  }

  /** Grants the function what one more backup needs. */
  public permit({ vaults, role, stop, deletionOf, emptiesHistory, history }: BackupNeeds): void {
    this.handler.addBackup();
    vaults.forEach((vault) => this.handler.permitVault(vault));
    this.handler.permitRole(role);
    this.handler.permitHistory(history);
    if (stop) { this.handler.permitStop(); }
    if (deletionOf) {
      this.handler.permitDeletion(deletionOf.typeName);
      this.handler.permitToFindRecords(history);
    }
    if (emptiesHistory) { this.handler.permitToEmptyHistory(history); }
  }

  /** Allows the function to find a resource that a custom resource must not refer to. */
  public permitToLocate({ stack, cfnResourceType }: CfnResource): void {
    this.handler.permitToAskStacksTo(stack);
    const lookup = arnLookUpOf(cfnResourceType);
    if (lookup !== undefined) { this.handler.permitLookup(lookup); }
  }

  /** Allows the function to find a job whose id it does not know. */
  public permitToListJobs(): void {
    this.handler.permitToListJobs();
  }

  /** Allows the function to find recovery points in a vault. */
  public permitToListPoints(vault: IBackupVault): void {
    this.handler.permitToListPoints(vault);
  }

  /** The vault of the stack. */
  public get defaultVault(): IBackupVault {
    return DefaultVault.in(this).vault;
  }

  /** The role of the stack for AWS Backup, with what a resource type and an index need. */
  public defaultRole(needs: DefaultRoleNeeds): IRole {
    return DefaultRole.in(this).roleFor(needs);
  }

  /** May call the one function and nothing else. Written by hand, because the tasks of aws-cdk-lib would permit each of its versions, too. */
  private stateMachineRole(): Role {
    return new Role(this, 'StateMachineRole', {
      description: 'Lets the state machine of on-demand backups call their function',
      // https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html#prevent-cross-service-confused-deputy
      assumedBy: new ServicePrincipal('states.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } } }),
      inlinePolicies: {
        CallFunction: new PolicyDocument({
          statements: [new PolicyStatement({
            effect: Effect.ALLOW,
            actions: ['lambda:InvokeFunction'],
            resources: [this.handler.functionArn],
          })],
        }),
      },
    });
  }

  /** A separate policy: in the role of the function it would be a dependency cycle of function, state machine and role. */
  private permitStart(stateMachine: StateMachine): Policy {
    const policy = new Policy(this, 'PermissionToStart', {
      statements: [new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachine.stateMachineArn] })],
    });
    // Attached when it has its statement: a role of Role.customizeRoles() only records the policies that it gets, and the policy is then left out
    this.handler.role.attachInlinePolicy(policy);
    return policy;
  }
}

/** What the function must be allowed to do for one backup. */
export interface BackupNeeds {
  readonly vaults: readonly IBackupVault[];
  readonly role: IRole;
  readonly stop: boolean;
  /** The resource whose recovery points are deleted with the backup or by newer ones, if they are. */
  readonly deletionOf?: { readonly typeName?: string };
  /** Whether the history goes with the recovery points. */
  readonly emptiesHistory: boolean;
  readonly history: HistoryNeeds;
}
