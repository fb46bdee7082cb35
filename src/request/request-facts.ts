/**
 * What a rule may know besides the request itself. An unknown member is left out, and the rule that needs it is skipped.
 */
export interface RequestFacts {
  /**
   * Whether a value is known only at deploy time (a CDK token). The handler, where everything is known, passes nothing.
   */
  readonly isUnresolved?: (value: unknown) => boolean;
  /**
   * AWS Backup's name of the resource type, if it is known; otherwise it is read from the ARN. A name that this library does
   * not know counts as newer than the library: the rules that depend on the type are then skipped.
   */
  readonly resourceType?: string;
  /** Whether the recovery point gets provenance tags, in addition to those of the request. */
  readonly addsProvenanceTags?: boolean;
  /** The id of the CloudFormation stack of the backup; may be a token, as it is only compared. */
  readonly stackId?: string;
  /** The account that the job runs in. */
  readonly account?: string;
  /** The Region that the job runs in. */
  readonly region?: string;
  /** Where the resource, the vaults and the role are defined, by their props: of those that this app defines. */
  readonly owners?: { readonly [prop: string]: Owner | undefined };
  /** ARN of the standard vault, to compare account and Region. */
  readonly backupVaultArn?: string;
  /** The retention that Vault Lock of the standard vault accepts. */
  readonly vaultLock?: RetentionRange;
  /** The retention that the logically air-gapped vault accepts: at least 7 days if its minimum is not known. */
  readonly airGappedRetention?: RetentionRange;
  /** Whether versioning is on for the bucket that is backed up. */
  readonly bucketVersioned?: boolean;
}

/** The retention, in days, that a locked vault accepts. */
export interface RetentionRange {
  readonly minDays?: number;
  readonly maxDays?: number;
}

/** Where a construct of the app is defined. */
export interface Owner {
  readonly path: string;
  /** The account of its stack; may be a token. */
  readonly account: string;
  /** The Region of its stack; may be a token. */
  readonly region: string;
}
