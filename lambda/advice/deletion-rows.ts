import type { AdviceRow } from './advice-row';
import { GUIDE } from './sources';

/** Failures to delete a recovery point. */
export const deletionRows: readonly AdviceRow[] = [
  {
    // The wording is that of Amazon EC2, and observed only.
    when: [{ says: /\bcurrently in use by ami\b|\bInvalidSnapshot\.InUse\b/i }],
    cause: 'an AMI uses the snapshot, which cannot be deleted before',
    fix: 'deregister the AMI, and delete the stack again',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSnapshot.html',
  },
  {
    when: [{ says: /\b(DeleteRecoveryPoint|DescribeRecoveryPoint): AccessDenied/ }],
    cause: 'the access policy of `backupVault`, or one of the account, denies the backup function the deletion',
    fix: 'take the backup function out of the Deny statement, or keep recovery points: RemovalPolicy.RETAIN',
    source: `${GUIDE}/create-a-vault-access-policy.html`,
  },
  {
    // The documentation says that it cannot be deleted, but not how the failure is worded.
    when: [{ says: /\bvault configured with lock\b|\b(vault|snapshot) lock\b|\blegal hold\b/i }],
    cause: 'Vault Lock, a snapshot lock or a legal hold keeps the recovery point until its retention ends',
    fix: 'set `removalPolicy` to RemovalPolicy.RETAIN',
    source: `${GUIDE}/vault-lock.html`,
  },
];
