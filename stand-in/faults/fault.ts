import type { OperationName } from '../model/operation-name';
import type { ServiceName } from '../model/service-name';

/** Which calls go wrong, and how. */
export type FaultSpec = FaultTarget & FaultKind;

export interface FaultTarget {
  /** `backup` or `ssm`. Default: both. */
  readonly service?: ServiceName;
  /** Default: every operation. */
  readonly operation?: OperationName;
  /** ARN or glob of the resource; for operations on vaults and parameters, their name. Default: all. */
  readonly resource?: string;
  /** How many calls go wrong. Default: all. */
  readonly times?: number;
  /** How many calls succeed first. Default 0. */
  readonly skip?: number;
  /** Count `times` and `skip` separately for each resource. Default false. */
  readonly perResource?: boolean;
  /** `after`: the work is done, but the response is lost or wrong. Default `before`; a wrong body always comes after the work. */
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

/** Any HTTP response: a load balancer's 502, or a 200 with a body of your choice. */
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

/** The right response, late. Milliseconds of the wall clock. Combines with other faults. */
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

/** The right response without some members. */
export interface MissingFault {
  readonly kind: 'missing';
  readonly members: readonly string[];
}
