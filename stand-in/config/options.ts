import type { FaultSpec } from '../faults/fault';
import type { JobScript, Seconds } from '../jobs/job-script';
import type { Quotas } from '../service/quota-registry';
import type { VaultOptions } from '../service/vaults';
import type { Clock } from '../util/clock';

/** Settings of a stand-in. All are optional, and all but a `Clock` of your own can be written in a JSON file. */
export interface StandInOptions {
  /** Port to listen on. Default: a free one. */
  readonly port?: number;
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  /** Account that the ARNs in answers name. Default 123456789012. */
  readonly accountId?: string;
  /** `{ scale: 60 }` runs 60 times as fast as the wall clock, `{ manual: true }` only by `advance`. Default `{ scale: 1 }`. */
  readonly clock?: Clock | { readonly scale: number } | { readonly manual: true };
  /** Calls per second: the service's default quotas (true), none (false), or others. Default true. */
  readonly quotas?: boolean | Quotas;
  /** The vaults that exist; `any` lets every name exist. Default `any`. */
  readonly vaults?: 'any' | readonly (string | VaultOptions)[];
  /** A missing vault makes `StartBackupJob` answer an error, or the job fail later; the documents know both. Default `refuse`. */
  readonly missingVault?: 'refuse' | 'fail-job';
  /** Whether DynamoDB's advanced features are on. Default true. */
  readonly advancedDynamoDb?: boolean;
  readonly idempotency?: IdempotencyOptions;
  /** Whether a request must be signed for the service `backup`. The signature itself is never verified. Default `required`. */
  readonly signature?: 'required' | 'ignored';
  /** Script of all jobs that have none of their own, and what is left out in those that have. */
  readonly defaultScript?: JobScript;
  /** Scripts by resource ARN or glob. */
  readonly scripts?: Readonly<Record<string, JobScript | readonly JobScript[]>>;
  readonly faults?: readonly FaultSpec[];
}

/** What the documents leave open about `IdempotencyToken`. */
export interface IdempotencyOptions {
  /** How long a token is known. Default for ever. */
  readonly rememberSeconds?: Seconds;
  /** A known token with other parameters answers with the first job, or is refused. Default `same-job`. */
  readonly onMismatch?: 'same-job' | 'refuse';
  /** A repeated call is answered with the job's id, or with an empty "success message". Default `same-job`. */
  readonly answer?: 'same-job' | 'empty';
}
