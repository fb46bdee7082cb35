export { BackupStandIn } from './stand-in';
export type { Clock } from './util/clock';
export type { Fault } from './faults/fault-registry';
export type {
  ErrorFault, FaultKind, FaultSpec, FaultTarget, HttpFault, MalformedFault, MissingFault, OperationName, ResetFault, SlowFault, ThrottleFault,
} from './faults/fault';
export type { RecordedRequest } from './http/recorded-request';
export type { JobRecord } from './jobs/job-record';
export type { ChildScript, JobScript, Outcome, Progress, Seconds } from './jobs/job-script';
export type { Phase } from './jobs/timeline';
export type { IdempotencyOptions, StandInOptions } from './config/options';
export type { Quotas } from './service/quota-registry';
export type { VaultOptions } from './service/vaults';
