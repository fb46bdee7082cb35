import { pointArn, RECORD } from './fixture';
import { isGood, newestGood, rollbackTarget } from '../../../lambda/history/newest';
import { ownedPoints } from '../../../lambda/history/owned-points';
import { prunable, retained, type Retention } from '../../../lambda/history/prunable';
import { carriedOver } from '../../../lambda/history/recorded-execution';
import { isSamePoint } from '../../../lambda/history/same-point';
import type { HistoryRecord } from '../../../src/request/history/history-record';
import { readRecord } from '../../../src/request/history/read-record';
import { writeRecord } from '../../../src/request/history/write-record';

const ON_DEPLOY = 'on-deploy';
const SCHEDULE = 'on-schedule-1a2b3c4d';
const ON_DELETE = 'on-delete';
const HOUR = 3600_000;
const MOST_VERSIONS = 100;

/** How a job ends, and whether only after the timeout. */
interface Job { readonly revision: string; readonly outcome: string; readonly endsLate: boolean }

/** What happens to a stack with one backup. */
export type Step =
  | { readonly type: 'deploy' | 'schedule' } & Job
  | { readonly type: 'reuse'; readonly pick: number }
  | { readonly type: 'rollBack'; readonly revision: string }
  | { readonly type: 'endLate' | 'expire' | 'createAgain' | 'destroy' }
  | { readonly type: 'edit'; readonly pick: number; readonly member: keyof HistoryRecord; readonly value: string }
  | { readonly type: 'prune'; readonly keepLast: number; readonly keepAtLeastHours: number };

/** A recovery point as it is, whatever the records say. */
interface Point {
  readonly arn: string;
  readonly stackId: string;
  readonly trigger: string;
  readonly roleArn: string;
  readonly created: number;
  readonly isGood: boolean;
}

/** Something that the function would have deleted, and why it must not. */
export interface Wrong { readonly arn: string; readonly why: string }

/** A backup with its history and recovery points, as they are while the function works with nothing but the records. */
export class Model {
  public readonly wrong: Wrong[] = [];
  public deleted = 0;
  private readonly points = new Map<string, Point>();
  private readonly reused = new Set<string>();
  private readonly parameters = new Map<string, string[]>();
  private readonly unfinished: HistoryRecord[] = [];
  private readonly outputs = new Map<string, string>();
  private life = 0;
  private clock = Date.parse('2025-01-01T00:00:00Z');

  constructor() {
    this.addPoint('plan', { stackId: '', trigger: 'plan', roleArn: 'arn:aws:iam::111122223333:role/plan', isGood: true });
  }

  public take(step: Step): void {
    this.clock += HOUR;
    switch (step.type) {
      case 'deploy': return this.runJob(ON_DEPLOY, step);
      case 'schedule': return this.runJob(SCHEDULE, step);
      case 'reuse': return this.reuse(step.pick);
      case 'rollBack': return this.rollBack(step.revision);
      case 'endLate': return this.endLate();
      case 'expire': return this.expire();
      case 'createAgain': return this.createAgain();
      case 'edit': return this.edit(step.pick, step.member, step.value);
      case 'prune': return this.prune(step.keepLast, step.keepAtLeastHours);
      case 'destroy': return this.destroy();
    }
  }

  /** The good recovery points of this stack that still exist, newest first. */
  public goodPoints(): string[] {
    return [...this.points.values()].filter((point) => point.stackId === this.stackId && point.isGood)
      .sort((a, b) => b.created - a.created).map(({ arn }) => arn);
  }

  private get stackId(): string {
    return `${RECORD.stackId}-${this.life}`;
  }

  private runJob(trigger: string, { revision, outcome, endsLate }: Job): void {
    const job = `${trigger}-${this.clock}`;
    const left = outcome === 'succeeded' || outcome === 'succeededWithIssues' || outcome === 'partial';
    const end: HistoryRecord = {
      ...RECORD,
      outcome,
      trigger,
      backupJobId: job,
      recoveryPointArn: left ? pointArn(job) : '',
      creationDate: this.time(),
      completionDate: this.time(),
      stackId: this.stackId,
      idempotencyKey: `key of ${job}`,
      fingerprint: `fingerprint of ${revision}`,
    };
    if (endsLate) {
      this.write({ ...end, outcome: 'timedOut', recoveryPointArn: '', completionDate: '' });
      this.unfinished.push(end);
    } else {
      this.finish(end);
    }
  }

  private finish(end: HistoryRecord): void {
    this.write(end);
    if (end.recoveryPointArn === '') { return; }
    const good = isGood(end, {});
    this.addPoint(end.backupJobId, { ...end, roleArn: end.iamRoleArn, isGood: good }, Date.parse(end.creationDate));
    if (good && end.stackId === this.stackId) { this.outputs.set(end.trigger, end.recoveryPointArn); }
  }

  private endLate(): void {
    const end = this.unfinished.pop();
    if (end !== undefined) { this.finish({ ...end, completionDate: this.time() }); }
  }

  /** AWS Backup or somebody else deletes the newest one: nothing in the history says so. */
  private expire(): void {
    const [newestOfAll] = this.goodPoints();
    this.points.delete(newestOfAll);
  }

  /** A recovery point of anybody in the vault. One that this stack made goes as if it had not been used again, except by a final backup. */
  private reuse(pick: number): void {
    const all = [...this.points.values()];
    const { arn, created, stackId } = all[pick % all.length];
    const trigger = pick % 3 === 0 ? ON_DELETE : ON_DEPLOY;
    if (stackId !== this.stackId || trigger === ON_DELETE) { this.reused.add(arn); }
    this.write({
      ...RECORD,
      trigger,
      origin: 'reused',
      outcome: 'reused',
      backupJobId: '',
      recoveryPointArn: arn,
      creationDate: new Date(created).toISOString(),
      stackId: this.stackId,
      idempotencyKey: `reuse at ${this.clock}`,
      fingerprint: 'reused',
    });
    if (trigger === ON_DEPLOY) { this.outputs.set(ON_DEPLOY, arn); }
  }

  /** The response of a rollback is written, too, before it is sent. */
  private rollBack(revision: string): void {
    const records = this.records(ON_DEPLOY);
    const target = rollbackTarget(records, `fingerprint of ${revision}`, {});
    if (target === undefined) { return; }
    this.write(carriedOver({ ...target, fingerprint: '', revision: '' }, records));
    if (target.recoveryPointArn !== '' && target.stackId === this.stackId) { this.outputs.set(ON_DEPLOY, target.recoveryPointArn); }
  }

  private createAgain(): void {
    this.life++;
    this.outputs.clear();
  }

  private edit(pick: number, member: keyof HistoryRecord, value: string): void {
    const versions = [...this.parameters.values()][pick % Math.max(1, this.parameters.size)] ?? [];
    if (versions.length === 0) { return; }
    const before = readRecord(versions[pick % versions.length]);
    if (before?.origin === 'reused') { this.reused.delete(before.recoveryPointArn); } // the only trace of it may be gone
    const arns = [...this.points.keys()];
    const edited = { ...before, [member]: member === 'recoveryPointArn' ? arns[pick % arns.length] : value };
    versions[pick % versions.length] = value === 'no JSON' ? '{' : JSON.stringify(edited);
  }

  private prune(keepLast: number, hours: number): void {
    const protectedArns = [...this.outputs.values()];
    const records = [...this.records(ON_DEPLOY), ...this.records(SCHEDULE), ...this.records(ON_DELETE)];
    const retention = { keepLast, keepAtLeastSeconds: hours * 3600, protectedArns, stackId: this.stackId, waitPolicy: {}, now: this.clock };
    const named = prunable(records, { ...retention, goneArns: this.goneOf(records, retention) });
    const [newestOfAll] = this.goodPoints();
    for (const record of named.filter((each) => this.matches(each))) {
      const { recoveryPointArn: arn } = record;
      this.check(arn, protectedArns.includes(arn), 'an output names it');
      this.check(arn, arn === newestOfAll || arn === newestGood(records, {})?.recoveryPointArn, 'it is the newest good one');
      this.check(arn, this.clock - (this.points.get(arn)?.created ?? 0) <= hours * HOUR, 'it is too young');
      this.delete(arn);
    }
  }

  /** Looks at what is kept until all of it exists. */
  private goneOf(records: readonly HistoryRecord[], retention: Retention, goneArns: readonly string[] = []): readonly string[] {
    const gone = retained(records, { ...retention, goneArns }).filter((record) => !this.matches(record));
    return gone.length === 0 ? goneArns : this.goneOf(records, retention, [...goneArns, ...gone.map(({ recoveryPointArn }) => recoveryPointArn)]);
  }

  private destroy(): void {
    // All records, although the function reads those of one trigger only
    const records = [...this.records(SCHEDULE), ...this.records(ON_DEPLOY), ...this.records(ON_DELETE)];
    const named = ownedPoints(records, { stackId: this.stackId, trigger: ON_DEPLOY });
    for (const { recoveryPointArn: arn } of named.filter((each) => this.matches(each))) {
      this.check(arn, this.points.get(arn)?.trigger !== ON_DEPLOY, 'another trigger made it');
      this.delete(arn);
    }
    this.createAgain();
  }

  private delete(arn: string): void {
    this.check(arn, this.points.get(arn)?.stackId !== this.stackId, 'another stack made it, a former life of this one, or a plan');
    this.check(arn, this.reused.has(arn), 'it was reused');
    this.points.delete(arn);
    this.deleted++;
  }

  private check(arn: string, isWrong: boolean, why: string): void {
    if (isWrong) { this.wrong.push({ arn, why }); }
  }

  /** The look at the recovery point before each deletion. */
  private matches(record: HistoryRecord): boolean {
    const point = this.points.get(record.recoveryPointArn);
    if (point === undefined) { return false; }
    return isSamePoint(record, { ResourceArn: RECORD.resourceArn, IamRoleArn: point.roleArn, CreationDate: new Date(point.created) });
  }

  private write(record: HistoryRecord): void {
    const versions = this.parameters.get(record.trigger) ?? [];
    this.parameters.set(record.trigger, [writeRecord(record), ...versions].slice(0, MOST_VERSIONS));
  }

  private records(trigger: string): HistoryRecord[] {
    return (this.parameters.get(trigger) ?? []).map(readRecord).filter((record) => record !== undefined);
  }

  private addPoint(job: string, { stackId, trigger, roleArn, isGood: good }: Omit<Point, 'arn' | 'created'>, created = this.clock): void {
    const arn = pointArn(job);
    this.points.set(arn, { arn, stackId, trigger, roleArn, created, isGood: good });
  }

  private time(): string {
    return new Date(this.clock).toISOString();
  }
}
