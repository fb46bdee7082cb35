export { BackupStandIn } from './stand-in';
export type { Clock } from './clock';
export type { Fault } from './faults/fault-book';
export type {
  ErrorFault, FaultKind, FaultSpec, FaultTarget, HttpFault, MalformedFault, MissingFault, OperationName, ResetFault, SlowFault, ThrottleFault,
} from './faults/fault';
export type { RecordedRequest } from './http/requests';
export type { JobRecord } from './jobs/job-record';
export type { ChildScript, JobScript, Outcome, Progress, Seconds } from './jobs/job-script';
export type { Phase } from './jobs/timeline';
export type { IdempotencyOptions, StandInOptions } from './options';
export type { Quotas } from './quota';
export type { VaultOptions } from './vaults';
