import { NotFoundError } from '../../../../lambda/aws/errors';
import type { Pruning } from '../../../../src/request/execution/execution-result';
import type { HistoryRecord } from '../../../../src/request/history/history-record';
import { FakeAws } from '../../../util/fake-aws';
import { daysBefore, made, pointArn, RECORD, STACK_ID } from '../../history/fixture';

export const PATH = '/cdk-on-demand-backup/orders/OrdersBackup';
export const SCHEDULE = 'on-schedule-1a2b3c4d';
export const NOW = Date.parse(daysBefore(0)) + 60_000;

/** What a schedule made so many days before the newest one. */
export function scheduled(job: string, days: number, overrides: Partial<HistoryRecord> = {}): HistoryRecord {
  return made(job, days, { trigger: SCHEDULE, logicalId: '', requestId: '', expiryDate: '', ...overrides });
}

/** As many recovery points of a schedule, newest first, of which the newest has the number 0. */
export function many(count: number): HistoryRecord[] {
  return Array.from({ length: count }, (_, index) => scheduled(String(index), index));
}

/** The pruning that the newest one of a schedule begins, which has the number 0. */
export function pruning(overrides: Partial<Pruning> = {}): Pruning {
  return {
    Path: PATH,
    StackId: STACK_ID,
    ResourceArn: RECORD.resourceArn,
    BackupJobId: '0',
    RecoveryPointArn: pointArn('0'),
    KeepLast: 1,
    WaitSeconds: 0,
    WaitedSeconds: 0,
    DeletingSeconds: 0,
    ...overrides,
  };
}

/** The number of a recovery point. */
export function jobOf(arn: string): string {
  return arn.split(':').pop() ?? '';
}

/** A fake with the records of a backup, in the parameters of their triggers, and with the recovery points of all. */
export class FakeBackup extends FakeAws {
  /** By the number of the recovery point: another status, or what the call throws. */
  public readonly statuses = new Map<string, string | Error>();
  /** By the number of the recovery point: what its deletion throws. */
  public readonly refusals = new Map<string, Error>();
  public readonly foreign = new Set<string>();

  constructor(records: readonly HistoryRecord[], latest?: HistoryRecord) {
    super();
    const names = [...new Set(records.map(({ trigger }) => `${PATH}/${trigger}`))];
    this.onParameterNames(() => [...names, `${PATH}/latest`] as never)
      .onHistory(() => records.filter(({ trigger }) => `${PATH}/${trigger}` === this.historyCalls.at(-1)).map((record) => JSON.stringify(record)) as never)
      .onGetParameter(() => latest === undefined ? new NotFoundError('no newest one') : JSON.stringify(latest))
      .onStack(() => 'UPDATE_COMPLETE')
      .onDescribePoint(() => this.described(records))
      .onDelete(() => this.refusals.get(this.deleted.at(-1) ?? '') as undefined);
  }

  public get lookedAt(): string[] {
    return this.describePointCalls.map(([, arn]) => jobOf(arn));
  }

  public get deleted(): string[] {
    return this.deleteCalls.map(([, arn]) => jobOf(arn));
  }

  private described(records: readonly HistoryRecord[]) {
    const [, arn] = this.describePointCalls.at(-1)!;
    const record = records.find(({ recoveryPointArn }) => recoveryPointArn === arn)!;
    const status = this.statuses.get(jobOf(arn)) ?? 'COMPLETED';
    if (status instanceof Error) { return status; }
    const IamRoleArn = this.foreign.has(jobOf(arn)) ? 'arn:aws:iam::111122223333:role/plan' : record.iamRoleArn;
    return { Status: status, StatusMessage: '', ResourceArn: record.resourceArn, IamRoleArn, CreationDate: new Date(record.creationDate) };
  }
}
