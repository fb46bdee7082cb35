import type { FaultSpec } from './fault';
import { checkFault } from '../config/option-shapes';
import { COMMON_ERRORS } from '../model/errors';
import type { Operation } from '../model/operation';
import { OPERATIONS } from '../operations/operations';
import { fitsGlob } from '../util/glob';

/** A fault that was switched on. */
export interface Fault {
  readonly id: number;
  readonly spec: FaultSpec;
  /** How many calls it has spoilt. */
  readonly hits: number;
  remove(): void;
}

class CountingFault implements Fault {
  public hits = 0;
  private readonly seen = new Map<string, number>();

  constructor(public readonly id: number, public readonly spec: FaultSpec, public readonly remove: () => void) {}

  public fits(operation: Operation, subjects: readonly string[]): boolean {
    const { resource = '*' } = this.spec;
    if (!isNamed(this.spec, operation)) { return false; }
    if (this.spec.kind === 'error' && !isDeclared(this.spec.error, operation)) { return false; }
    return resource === '*' || subjects.some((subject) => fitsGlob(resource, subject));
  }

  /** Counts a call; tells whether it goes wrong. */
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

/** The faults that are switched on. */
export class FaultRegistry {
  private faults: CountingFault[] = [];
  private lastId = 0;

  public add(spec: FaultSpec): Fault {
    checkFault(spec);
    if (spec.kind === 'error' && !OPERATIONS.some((operation) => isNamed(spec, operation) && isDeclared(spec.error, operation))) {
      throw new Error(`${spec.error} is not declared by ${spec.operation ?? 'any operation'} and not common to all services`);
    }
    const id = ++this.lastId;
    const fault = new CountingFault(id, spec, () => { this.faults = this.faults.filter((other) => other.id !== id); });
    this.faults.push(fault);
    return fault;
  }

  public get all(): readonly Fault[] {
    return this.faults;
  }

  public clear(): void {
    this.faults = [];
  }

  /** The faults that spoil this call: all slow ones, and the first of the others, in the order they were added. */
  public take(operation: Operation, subjects: readonly string[]): readonly FaultSpec[] {
    const hits: FaultSpec[] = [];
    for (const fault of this.faults) {
      const isTaken = fault.spec.kind !== 'slow' && hits.some((hit) => hit.kind !== 'slow');
      if (!isTaken && fault.fits(operation, subjects) && fault.count(subjects[0] ?? '')) { hits.push(fault.spec); }
    }
    return hits;
  }
}

function isNamed(spec: FaultSpec, operation: Operation): boolean {
  return spec.operation === undefined || spec.operation === operation.name;
}

/** An operation answers only with errors that it declares, and with those common to all services. */
function isDeclared(error: string, operation: Operation): boolean {
  return COMMON_ERRORS.has(error) || operation.errors.includes(error);
}
