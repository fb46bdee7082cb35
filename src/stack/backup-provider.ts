import { Aws, Stack } from 'aws-cdk-lib';
import type { IBackupVault } from 'aws-cdk-lib/aws-backup';
import { Effect, type IRole, Policy, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct, type IDependable } from 'constructs';
import { DefaultRole, type DefaultRoleNeeds } from './default-role';
import { DefaultVault } from './default-vault';
import { HandlerFunction } from './handler-function';
import { limitOutputs } from './output-limit';
import { pinLogicalId } from './pin-logical-id';
import { stateMachineDefinition } from './state-machine-definition';
import type { ResourceInStack } from '../request/execution-state';
import { arnLookUpOf } from '../request/resource-types/resource-arn';

const ID = 'OnDemandBackupProvider';

/**
 * What all definitions of a stack share: the function, the state machine that runs every job, and the default vault and role
 * as far as a definition needs them.
 *
 * One set for each stack, because a set for each definition would stop a stack at some tens of definitions (resources of a
 * stack, characters of a policy).
 */
export class BackupProvider extends Construct {
  /** The machine of the stack that a construct lives in. */
  public static of(scope: Construct): BackupProvider {
    const stack = Stack.of(scope);
    return (stack.node.tryFindChild(ID) ?? new BackupProvider(stack)) as BackupProvider;
  }

  public readonly serviceToken: string;
  public readonly stateMachine: StateMachine;
  /** Lets the function start the machine. A custom resource must depend on it. */
  public readonly permissionToStart: IDependable;
  private readonly handler: HandlerFunction;

  private constructor(stack: Stack) {
    super(stack, ID);
    this.handler = new HandlerFunction(this, 'Handler');
    this.serviceToken = this.handler.functionArn;
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      definitionBody: DefinitionBody.fromString(stack.toJsonString(stateMachineDefinition(this.handler.functionArn))),
      role: this.stateMachineRole(),
      comment: 'Runs the on-demand backup jobs of this stack: start, wait, check, finish',
    });
    pinLogicalId(this.stateMachine);
    this.permissionToStart = this.permitStart(this.stateMachine);
    limitOutputs(stack, this);
  }

  /** Lets the function do what one more definition needs. */
  public permit({ vaults, role, stop, deletionOf }: BackupNeeds): void {
    this.handler.addBackup();
    vaults.forEach((vault) => this.handler.permitVault(vault));
    this.handler.permitRole(role);
    if (stop) { this.handler.permitStop(); }
    if (deletionOf) { this.handler.permitDeletion(deletionOf.typeName); }
  }

  /** Lets the function find a resource that a custom resource must not refer to. */
  public permitToLocate({ StackName, Type }: ResourceInStack): void {
    this.handler.permitToAskStack(StackName);
    const lookup = arnLookUpOf(Type);
    if (lookup !== undefined) { this.handler.permitLookup(lookup); }
  }

  /** Lets the function find a job that it was not told of. */
  public permitToListJobs(): void {
    this.handler.permitToListJobs();
  }

  /** The stack's own vault. */
  public get defaultVault(): IBackupVault {
    return DefaultVault.in(this).vault;
  }

  /** The stack's own role for AWS Backup, with what a resource type and an index need. */
  public defaultRole(needs: DefaultRoleNeeds): IRole {
    return DefaultRole.in(this).roleFor(needs);
  }

  /** May call the one function and nothing else. Written by hand: the chainable tasks would permit each of its versions. */
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

  /** A policy of its own: within the function's role it would make function, machine and role depend on each other in a circle. */
  private permitStart(stateMachine: StateMachine): Policy {
    return new Policy(this, 'PermissionToStart', {
      roles: [this.handler.role],
      statements: [new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachine.stateMachineArn] })],
    });
  }
}

/** What the function must be able to do for one definition. */
export interface BackupNeeds {
  readonly vaults: readonly IBackupVault[];
  readonly role: IRole;
  readonly stop: boolean;
  /** The resource whose recovery points are deleted with the definition, if they are. */
  readonly deletionOf?: { readonly typeName?: string };
}
