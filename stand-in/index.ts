export { BackupStandIn } from './stand-in';
export type { Clock } from './util/clock';
export type { Fault } from './faults/counting-fault';
export type {
  ErrorFault, FaultKind, FaultSpec, FaultTarget, HttpFault, MalformedFault, MissingFault, ResetFault, SlowFault, ThrottleFault,
} from './faults/fault';
export type { RecordedRequest } from './http/recorded-request';
export type { JobRecord } from './jobs/job-record';
export type { ChildScript, JobScript, Outcome, Progress } from './jobs/job-script';
export type { Seconds } from './jobs/seconds';
export type { Phase } from './jobs/timeline';
export type { OperationName } from './model/operation-name';
export type { ServiceName } from './model/service-name';
export type { ParameterVersion, StoredParameter } from './parameter-store/parameter';
export type { ParameterStoreOptions } from './parameter-store/parameter-store-options';
export type { ParametersView } from './parameter-store/parameters-view';
export type { StandInOptions } from './config/options';
export type { Quotas } from './service/quota-registry';
export type { IdempotencyOptions, ServiceOptions } from './service/service-options';
export type { VaultOptions } from './service/vaults';
