import { Aws, type CfnResource, Fn, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { Construct } from 'constructs';
import { pinLogicalId } from './pin-logical-id';
import { pinDeletionPolicy } from '../template/pin-deletion-policy';

const ID = 'Vault';
/** Vault names have 2 to 50 characters, of which the part of the stack id and a dash take 14. */
const LONGEST_PREFIX = 36;

/**
 * The vault for the backups of a stack that name none. Retained, because it holds the recovery points; encrypted with the AWS
 * managed key `aws/backup`, like every vault without its own key.
 */
export class DefaultVault extends Construct {
  /** The vault below a construct, created on first use. */
  public static in(scope: Construct): DefaultVault {
    return (scope.node.tryFindChild(ID) ?? new DefaultVault(scope)) as DefaultVault;
  }

  public readonly vault: BackupVault;

  private constructor(scope: Construct) {
    super(scope, ID);
    this.vault = new BackupVault(this, 'Resource', {
      backupVaultName: `${this.namePrefix()}-${stackIdPart()}`,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    pinDeletionPolicy(this.vault.node.defaultChild as CfnResource, 'Retain');
    pinLogicalId(this.vault);
  }

  private namePrefix(): string {
    return Names.uniqueResourceName(Stack.of(this), { maxLength: LONGEST_PREFIX, separator: '-', allowedSpecialCharacters: '-_' });
  }
}

/**
 * A part of the stack id that differs when a deleted stack is created again: the first two groups of its UUID, which come from its
 * creation time. A vault name made from the construct path alone would already exist, because the vault stayed.
 */
function stackIdPart(): string {
  const uuid = Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID)));
  return `${Fn.select(0, uuid)}-${Fn.select(1, uuid)}`;
}
