/** The operations that the stand-in imitates, which a fault may name. */
export const OPERATION_NAMES = [
  'StartBackupJob', 'DescribeBackupJob', 'StopBackupJob', 'ListBackupJobs', 'DescribeRecoveryPoint', 'DeleteRecoveryPoint',
  'CreateBackupVault', 'DescribeBackupVault',
] as const;

export type OperationName = typeof OPERATION_NAMES[number];

/** Which calls go wrong, and how. */
export type FaultSpec = FaultTarget & FaultKind;

export interface FaultTarget {
  /** Default: every operation. */
  readonly operation?: OperationName;
  /** ARN or glob of the resource, or the name of the vault for operations on vaults. Default: all. */
  readonly resource?: string;
  /** How many calls go wrong. Default: all. */
  readonly times?: number;
  /** How many calls go well before. Default 0. */
  readonly skip?: number;
  /** Count `times` and `skip` for each resource on its own. Default false. */
  readonly perResource?: boolean;
  /** `after`: the work is done, and the answer is lost or wrong. Default `before`; a wrong body always comes after the work. */
  readonly when?: 'before' | 'after';
}

export type FaultKind = ErrorFault | ThrottleFault | HttpFault | ResetFault | SlowFault | MalformedFault | MissingFault;

/** An error of the service: one that the operation declares, or one common to all services. */
export interface ErrorFault {
  readonly kind: 'error';
  readonly error: string;
  readonly message?: string;
}

/** `ThrottlingException`, whatever the quotas say. */
export interface ThrottleFault {
  readonly kind: 'throttle';
}

/** Any HTTP answer: a 502 of a load balancer, or a 200 with a body of your choice. */
export interface HttpFault {
  readonly kind: 'http';
  readonly status: number;
  readonly body?: string;
  /** Default text/html. */
  readonly contentType?: string;
}

/** The connection is reset. */
export interface ResetFault {
  readonly kind: 'reset';
}

/** The right answer, late. Milliseconds of the wall clock. Goes together with other faults. */
export interface SlowFault {
  readonly kind: 'slow';
  readonly milliseconds: number;
}

export const MALFORMED_BODIES = ['invalid-json', 'truncated', 'empty', 'not-an-object', 'wrong-types'] as const;

/** The right status with a broken body. */
export interface MalformedFault {
  readonly kind: 'malformed';
  readonly body: typeof MALFORMED_BODIES[number];
}

/** The right answer without some members. */
export interface MissingFault {
  readonly kind: 'missing';
  readonly members: readonly string[];
}
