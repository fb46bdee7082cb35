import type { FaultSpec } from './fault';
import { ERROR_MODELS } from '../model/error-models/error-models';
import type { OperationModel } from '../model/operation';
import { fitsGlob } from '../util/glob';

/** What a fault needs to know about an operation. */
export type FaultableOperation = Pick<OperationModel, 'service' | 'name' | 'errors'>;

/** A fault that is switched on. */
export interface Fault {
  readonly id: number;
  readonly spec: FaultSpec;
  /** How many calls it has hit. */
  readonly hits: number;
  remove(): void;
}

/** A fault that counts the calls that fit it, and so knows which of them to hit. */
export class CountingFault implements Fault {
  public hits = 0;
  private readonly seen = new Map<string, number>();

  constructor(public readonly id: number, public readonly spec: FaultSpec, public readonly remove: () => void) {}

  public fits(operation: FaultableOperation, subjects: readonly string[]): boolean {
    const { resource = '*' } = this.spec;
    if (!canHit(this.spec, operation)) { return false; }
    return resource === '*' || subjects.some((subject) => fitsGlob(resource, subject));
  }

  /** Counts a call; returns whether the fault hits it. */
  public count(subject: string): boolean {
    const { skip = 0, times = Infinity, perResource = false } = this.spec;
    const key = perResource ? subject : '';
    const before = this.seen.get(key) ?? 0;
    this.seen.set(key, before + 1);
    const isHit = before >= skip && before < skip + times;
    if (isHit) { this.hits += 1; }
    return isHit;
  }
}

/** Whether a fault can hit calls of the operation. An operation returns only errors that it declares or that every operation of its service has. */
export function canHit(spec: FaultSpec, operation: FaultableOperation): boolean {
  if (spec.service !== undefined && spec.service !== operation.service) { return false; }
  if (spec.operation !== undefined && spec.operation !== operation.name) { return false; }
  return spec.kind !== 'error' || ERROR_MODELS[operation.service].common.has(spec.error) || operation.errors.includes(spec.error);
}
