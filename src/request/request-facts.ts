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
  /** The AWS Backup resource type, when it was told or found out; else it is read from the ARN. */
  readonly resourceType?: string;
  /** The id of the CloudFormation stack that the definition lives in. */
  readonly stackId?: string;
  /** Where the job will run. */
  readonly account?: string;
  readonly region?: string;
  /** ARN of the standard vault, to compare account and Region. */
  readonly backupVaultArn?: string;
  /** Vault Lock of the standard vault. */
  readonly vaultLock?: RetentionRange;
  /** Retention range of the logically air-gapped vault. */
  readonly airGappedRetention?: RetentionRange;
  /** Whether the bucket that is backed up has versioning on. */
  readonly bucketVersioned?: boolean;
}

/** The retention, in days, that a locked vault accepts. */
export interface RetentionRange {
  readonly minDays?: number;
  readonly maxDays?: number;
}
