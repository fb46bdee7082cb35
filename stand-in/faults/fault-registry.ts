import { CountingFault, canHit, type Fault, type FaultableOperation } from './counting-fault';
import type { FaultSpec } from './fault';
import { checkFault } from './fault-shape';

/** The faults that are switched on. */
export class FaultRegistry {
  private faults: CountingFault[] = [];
  private lastId = 0;

  constructor(private readonly operations: readonly FaultableOperation[]) {}

  public add(spec: FaultSpec): Fault {
    checkFault(spec);
    if (spec.kind === 'error' && !this.operations.some((operation) => canHit(spec, operation))) {
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

  /** The faults that hit this call: all slow ones and the first of the others, in the order in which they were added. */
  public take(operation: FaultableOperation, subjects: readonly string[]): readonly FaultSpec[] {
    const hits: FaultSpec[] = [];
    for (const fault of this.faults) {
      const isTaken = fault.spec.kind !== 'slow' && hits.some((hit) => hit.kind !== 'slow');
      if (!isTaken && fault.fits(operation, subjects) && fault.count(subjects[0] ?? '')) { hits.push(fault.spec); }
    }
    return hits;
  }
}
