import type { LocalFault } from './local-server';
import type { LocalResources } from './local-stacks';
import type { CustomResourceProperties } from '../../src/request/custom-resource';
import type { WaitPolicy } from '../../src/request/execution/wait-policy';
import type { HistoryRecord } from '../../src/request/history/history-record';
import type { BackupStandIn, FaultSpec, JobScript } from '../../stand-in';
import type { Behaviour } from '../util/response-server';

/** What CloudFormation asks for, after what. In all but the first, something was created before, by the same stack. */
export type Scenario =
  | 'Create'
  | 'Update changed'
  /** Something differs, and nothing that the backup depends on. */
  | 'Update unchanged'
  /** Nothing differs at all, as when a deployment that failed is tried again. */
  | 'Update again'
  | 'Update in rollback'
  /** With rollback off: after an update that failed for the backup, CloudFormation returns the custom resource to its last good state. */
  | 'Update back'
  | 'Delete'
  /** The same Create twice, one second apart. */
  | 'Create delivered twice'
  /** The same Create again, when all is over. */
  | 'Create delivered again later'
  /** A Delete ten seconds after a Create that has not ended, with an id that CloudFormation made up. */
  | 'Delete during Create'
  /** The second custom resource of a chain: a Create that takes up the job of the one before. */
  | 'Create that continues'
  /** A Create that comes before what it backs up, which only CloudFormation knows. */
  | 'Create before a change'
  /** The deletion of the stack, which is backed up before. */
  | 'Final Delete'
  /** The same after the resource was taken out of the stack by an update. */
  | 'Final Delete in an update'
  /** The second and third attempt of that deletion, after the ones before failed. */
  | 'Final Delete in an update, second attempt'
  | 'Final Delete in an update, third attempt'
  /** The same after the operation that made the resource failed. */
  | 'Final Delete in a rollback'
  /** An update that replaces what is backed up on delete, and the rollback of one. */
  | 'Final Update'
  | 'Final Update in a rollback'
  /** The second custom resource of a chain, which is deleted after the one that started the job. */
  | 'Final Delete that continues';

/** One row of the matrix. */
export interface Case {
  readonly name: string;
  readonly on: Scenario;
  /** What becomes of the job that the request starts, or of the jobs in turn. */
  readonly script?: JobScript | readonly JobScript[];
  /** What became of the job before, and how it was handled. */
  readonly before?: JobScript;
  readonly beforeHandling?: Partial<WaitPolicy>;
  readonly waitPolicy?: Partial<WaitPolicy>;
  readonly request?: Readonly<Record<string, unknown>>;
  /** What the stack holds; by default, what is to be backed up. */
  readonly resources?: LocalResources;
  /** Statuses of the stack and of its outermost one, other than those of the scenario. */
  readonly stack?: { readonly status: string; readonly rootStatus?: string };
  /** Faults of AWS Backup. */
  readonly faults?: readonly FaultSpec[];
  /** Faults of Step Functions, of CloudFormation, and of the place where answers go. */
  readonly statesFaults?: readonly LocalFault[];
  readonly stacksFaults?: readonly LocalFault[];
  readonly answerFaults?: readonly Behaviour[];
  /** Other properties of the custom resource. */
  readonly properties?: Partial<CustomResourceProperties>;
  /** What becomes of the job of the update that failed, when the custom resource returns to the state before. */
  readonly failedUpdate?: JobScript;
  /** What the history holds before. */
  readonly history?: (parameters: BackupStandIn['parameters']) => void;
  readonly expected: Expected;
}

export interface Expected {
  readonly status: 'SUCCESS' | 'FAILED';
  /** Jobs that the request starts. */
  readonly jobs: number;
  readonly outcome?: string;
  /** The job that the response describes: the first one of all, the last one, or none. */
  readonly names?: 'first' | 'last' | 'none';
  readonly reason?: RegExp;
  /** How the run of the machine ends: in some way, or not at all because there is none. Default: as the status says. */
  readonly run?: 'SUCCEEDED' | 'FAILED' | 'any' | 'none';
  /** Members of the record of the run, or that there is none. Default: what follows from the answer and the job. */
  readonly record?: Partial<HistoryRecord> | 'none';
  /** The outcome of the newest good record; empty for none. */
  readonly latest?: string;
}

export const OK: Expected = { status: 'SUCCESS', jobs: 1 };
export const FAILED: Expected = { status: 'FAILED', jobs: 1 };
export const NOTHING: Expected = { status: 'FAILED', jobs: 0 };
