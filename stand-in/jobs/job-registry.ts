import { randomUUID } from 'node:crypto';
import { completeByOf, startByOf, type Job } from './job';
import { endOf, isTerminal, phaseAt, timelineOf, type Phase } from './timeline';
import { invalidRequest, notFound } from '../model/errors';

/** All jobs. One job runs per resource; the others wait in CREATED, in the order of their start. */
export class JobRegistry {
  private readonly byId = new Map<string, Job>();
  private readonly byResource = new Map<string, Job[]>();

  constructor(private readonly now: () => number) {}

  public add(facts: Omit<Job, 'id'>): Job {
    const job = { ...facts, id: randomUUID().toUpperCase() };
    this.byId.set(job.id, job);
    this.byResource.set(job.resourceArn, [...this.byResource.get(job.resourceArn) ?? [], job]);
    return job;
  }

  public get all(): readonly Job[] {
    return [...this.byId.values()];
  }

  public find(id: string): Job | undefined {
    return this.byId.get(id);
  }

  public get(id: string): Job {
    const job = this.byId.get(id);
    if (job === undefined) { throw notFound(`Cannot find backup job: ${id}`); }
    return job;
  }

  public childrenOf(job: Job): readonly Job[] {
    return job.type.composite ? this.all.filter((child) => child.parentId === job.id) : [];
  }

  /** All phases of a job. They depend on the earlier jobs of the same resource. */
  public phasesOf(job: Job): readonly Phase[] {
    const queue = this.byResource.get(job.resourceArn) ?? [];
    let freeAt = -Infinity;
    let phases: readonly Phase[] = [];
    for (const other of queue.slice(0, queue.indexOf(job) + 1)) {
      phases = timelineOf(other.plan, {
        createdAt: other.createdAt,
        freeAt,
        startBy: startByOf(other),
        completeBy: completeByOf(other),
        stoppedAt: other.stoppedAt,
      });
      freeAt = Math.max(freeAt, endOf(phases));
    }
    return phases;
  }

  public phaseOf(job: Job): Phase {
    return phaseAt(this.phasesOf(job), this.now());
  }

  /** Stopping a job that is already stopping changes nothing. */
  public stop(job: Job): void {
    if (job.type.unstoppable) { throw invalidRequest(`StopBackupJob is not supported for ${job.type.name}`); }
    const state = this.phaseOf(job).state;
    if (isTerminal(state)) { throw invalidRequest(`Backup job ${job.id} is ${state} and cannot be stopped`); }
    job.stoppedAt ??= this.now();
  }
}
