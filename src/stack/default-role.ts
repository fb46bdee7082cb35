import { type CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { pinLogicalId } from './pin-logical-id';
import { backupPoliciesOf } from '../request/resource-types/synth-columns';
import { pinDeletionPolicy } from '../template/pin-deletion-policy';

const ID = 'Role';

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html */
const INDEXING = 'AWSBackupServiceRolePolicyForIndexing';

/** What the default role must be able to do for one backup. */
export interface DefaultRoleNeeds {
  /** AWS Backup's name of the resource type; undefined when it is not known. */
  readonly resourceType?: string;
  readonly index?: boolean;
}

/**
 * The role that AWS Backup assumes for backups that name none. Retained: a recovery point whose role is gone can neither
 * expire nor move to cold storage.
 */
export class DefaultRole extends Construct {
  /** The role below a construct, made at the first call. */
  public static in(scope: Construct): DefaultRole {
    return (scope.node.tryFindChild(ID) ?? new DefaultRole(scope)) as DefaultRole;
  }

  private readonly role: Role;
  private readonly policies = new Set<string>();

  private constructor(scope: Construct) {
    super(scope, ID);
    this.role = new Role(this, 'Resource', {
      description: 'Assumed by AWS Backup for the on-demand backups of this stack. Keep it as long as their recovery points',
      assumedBy: new ServicePrincipal('backup.amazonaws.com'),
    });
    this.role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const resource = this.role.node.defaultChild as CfnResource | undefined;
    if (resource !== undefined) { pinDeletionPolicy(resource, 'Retain'); } // with `Role.customizeRoles` the role exists already
    pinLogicalId(this.role);
  }

  /** The role, with the AWS managed policies that one more backup needs. */
  public roleFor(needs: DefaultRoleNeeds): Role {
    backupPoliciesOf(needs.resourceType).forEach((policy) => this.attach(policy));
    if (needs.index) { this.attach(INDEXING); }
    return this.role;
  }

  private attach(policyName: string): void {
    if (this.policies.has(policyName)) { return; }
    this.policies.add(policyName);
    this.role.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName(policyName));
  }
}
