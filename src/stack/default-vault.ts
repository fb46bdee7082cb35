import { Aws, Fn, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { Construct } from 'constructs';
import { pinLogicalId } from './pin-logical-id';

const ID = 'Vault';
/** Vault names have 2 to 50 characters; the part of the stack id takes 13 of them and a dash. */
const LONGEST_PREFIX = 36;

/**
 * The vault of a stack whose definitions name none. Retained, because it holds the recovery points; encrypted with the AWS
 * managed key `aws/backup`, as every vault without a key of its own.
 */
export class DefaultVault extends Construct {
  /** The vault below a construct, made when it is first asked for. */
  public static in(scope: Construct): DefaultVault {
    return (scope.node.tryFindChild(ID) ?? new DefaultVault(scope)) as DefaultVault;
  }

  public readonly vault: BackupVault;

  private constructor(scope: Construct) {
    super(scope, ID);
    this.vault = new BackupVault(this, 'Resource', {
      backupVaultName: `${this.namePrefix()}-${lifeOfStack()}`,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    pinLogicalId(this.vault);
  }

  private namePrefix(): string {
    return Names.uniqueResourceName(Stack.of(this), { maxLength: LONGEST_PREFIX, separator: '-', allowedSpecialCharacters: '-_' });
  }
}

/**
 * A part of the stack's id that no other life of the stack has: the first two groups of its UUID, which are its time of birth.
 * A vault name made of the construct path alone would be taken when a deleted stack is made again, because the vault stayed.
 */
function lifeOfStack(): string {
  const uuid = Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID)));
  return `${Fn.select(0, uuid)}-${Fn.select(1, uuid)}`;
}
