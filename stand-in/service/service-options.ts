import type { Quotas } from './quota-registry';
import type { VaultOptions } from './vaults';
import type { FaultSpec } from '../faults/fault';
import type { JobScript } from '../jobs/job-script';
import type { Seconds } from '../jobs/seconds';
import type { ParameterStoreOptions } from '../parameter-store/parameter-store-options';
import type { Clock } from '../util/clock';

/** Settings of the imitated services. All are optional, and all except a `Clock` of your own fit into a JSON file. */
export interface ServiceOptions {
  /** Account in the ARNs of responses. Default 123456789012. */
  readonly accountId?: string;
  /** `{ scale: 60 }` runs 60 times as fast as the wall clock; `{ manual: true }` moves only by `advance`. Default `{ scale: 1 }`. */
  readonly clock?: Clock | { readonly scale: number } | { readonly manual: true };
  /** Calls per second: the service's default quotas (true), no quotas (false), or others. Default true. */
  readonly quotas?: boolean | Quotas;
  /** The vaults that exist; with `any`, every name exists. Default `any`. */
  readonly vaults?: 'any' | readonly (string | VaultOptions)[];
  /** Whether `StartBackupJob` refuses a missing vault or the job fails later. AWS documents both. Default `refuse`. */
  readonly missingVault?: 'refuse' | 'fail-job';
  /** Whether the advanced features for DynamoDB are on. Default true. */
  readonly advancedDynamoDb?: boolean;
  readonly idempotency?: IdempotencyOptions;
  readonly parameterStore?: ParameterStoreOptions;
  /** Whether a request must be signed, for the service `backup` or `ssm`. The signature itself is never verified. Default `required`. */
  readonly signature?: 'required' | 'ignored';
  /** The script of all jobs without one of their own. It also supplies what a job's own script omits. */
  readonly defaultScript?: JobScript;
  /** Scripts by resource ARN or glob. */
  readonly scripts?: Readonly<Record<string, JobScript | readonly JobScript[]>>;
  readonly faults?: readonly FaultSpec[];
}

/** The behaviour of `IdempotencyToken` that AWS does not document. */
export interface IdempotencyOptions {
  /** How long a token is remembered. Default for ever. */
  readonly rememberSeconds?: Seconds;
  /** Whether a known token with other parameters returns the first job or is refused. Default `same-job`. */
  readonly onMismatch?: 'same-job' | 'refuse';
  /** Whether a repeated call returns the job's id or an empty "success message". Default `same-job`. */
  readonly answer?: 'same-job' | 'empty';
}
