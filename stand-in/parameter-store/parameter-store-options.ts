/** Settings of the imitated Parameter Store. */
export interface ParameterStoreOptions {
  /** How many standard parameters an account may have in a Region. Default 10,000. */
  readonly maxParameters?: number;
  /** The KMS keys that can encrypt a `SecureString`: ids, ARNs or aliases as the caller writes them. Default `any`. `alias/aws/ssm` always exists. */
  readonly keys?: 'any' | readonly string[];
  /** Most items in a page, whatever `MaxResults` says: AWS may return fewer than asked for, or none, with a token. Default: as many as asked for. */
  readonly maxPage?: number;
}
