/**
 * What a rule may know besides the request itself. Each member is left out when it is not known (yet), and the rule that
 * needs it is then skipped.
 */
export interface RequestFacts {
  /**
   * Tells a value that is known only at deploy time (a CDK token) from a real one. The handler, where everything is
   * known, passes nothing.
   */
  readonly isUnresolved?: (value: unknown) => boolean;
  /**
   * AWS Backup's name of the resource type, when it was told or found out; else it is read from the ARN. A name that this
   * library does not know counts as newer than it: the rules that depend on the type are then skipped.
   */
  readonly resourceType?: string;
  /** The id of the CloudFormation stack that the definition lives in; may be a token, as it is only compared. */
  readonly stackId?: string;
  /** The account that the job runs in. */
  readonly account?: string;
  /** The Region that the job runs in. */
  readonly region?: string;
  /** ARN of the standard vault, to compare account and Region. */
  readonly backupVaultArn?: string;
  /** What Vault Lock of the standard vault accepts. */
  readonly vaultLock?: RetentionRange;
  /** What the logically air-gapped vault accepts: at least 7 days when its minimum is not known. */
  readonly airGappedRetention?: RetentionRange;
  /** Whether the bucket that is backed up has versioning on. */
  readonly bucketVersioned?: boolean;
}

/** The retention, in days, that a locked vault accepts. */
export interface RetentionRange {
  readonly minDays?: number;
  readonly maxDays?: number;
}
