import { TokenBucket } from './token-bucket';
import { ServiceError } from '../model/errors';

/** Calls per second for each group of operations. An omitted rate keeps the service's default. */
export interface Quotas {
  /** `StartBackupJob`, with `StopBackupJob`, `CreateBackupVault` and `DescribeBackupVault`. Default 5. */
  readonly start?: number;
  /** `DescribeBackupJob` and `DescribeRecoveryPoint`. Default 15. */
  readonly describe?: number;
  /** `DeleteRecoveryPoint`. Default 10. */
  readonly delete?: number;
  /** `ListBackupJobs` and `ListRecoveryPointsByBackupVault`. Default 20. */
  readonly list?: number;
  /** Calls that change parameters. AWS does not document it; its support named 3. Default 3. */
  readonly parameterWrites?: number;
  /** Calls that read parameters. Default 40. */
  readonly parameterReads?: number;
  /** All calls to AWS Backup together. Default 50. */
  readonly all?: number;
  /** The clock that counts the seconds: the stand-in's, which may be scaled, or the wall clock. Default `stand-in`. */
  readonly clock?: 'stand-in' | 'wall';
}

type Group = Exclude<keyof Quotas, 'clock' | 'all'>;

/**
 * The last two: 40 a second is shared by `GetParameter`, `GetParameters` and `GetParametersByPath`; other reads share it here.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/ssm.html#limits_ssm
 * @see https://github.com/github-aws-runners/terraform-aws-github-runner/issues/2944
 */
const DEFAULTS = { start: 5, describe: 15, delete: 10, list: 20, all: 50, parameterWrites: 3, parameterReads: 40 };

const GROUPS: Readonly<Record<string, Group>> = {
  StartBackupJob: 'start',
  StopBackupJob: 'start',
  CreateBackupVault: 'start',
  DescribeBackupVault: 'start',
  DescribeBackupJob: 'describe',
  DescribeRecoveryPoint: 'describe',
  DeleteRecoveryPoint: 'delete',
  ListBackupJobs: 'list',
  ListRecoveryPointsByBackupVault: 'list',
  PutParameter: 'parameterWrites',
  DeleteParameter: 'parameterWrites',
  DeleteParameters: 'parameterWrites',
  LabelParameterVersion: 'parameterWrites',
  UnlabelParameterVersion: 'parameterWrites',
  AddTagsToResource: 'parameterWrites',
  RemoveTagsFromResource: 'parameterWrites',
  GetParameter: 'parameterReads',
  GetParameters: 'parameterReads',
  GetParametersByPath: 'parameterReads',
  GetParameterHistory: 'parameterReads',
  DescribeParameters: 'parameterReads',
  ListTagsForResource: 'parameterReads',
};

const PARAMETER_GROUPS: readonly Group[] = ['parameterWrites', 'parameterReads'];

/** The quotas of one account in one Region. */
export class QuotaRegistry {
  private readonly all: TokenBucket;
  private readonly groups: Readonly<Record<Group, TokenBucket>>;

  constructor(private readonly options: boolean | Quotas, standInNow: () => number) {
    const quotas = typeof options === 'boolean' ? {} : options;
    const now = quotas.clock === 'wall' ? () => performance.now() : standInNow;
    const bucket = (name: Group | 'all') => new TokenBucket(quotas[name] ?? DEFAULTS[name], now);
    this.all = bucket('all');
    this.groups = {
      start: bucket('start'),
      describe: bucket('describe'),
      delete: bucket('delete'),
      list: bucket('list'),
      parameterWrites: bucket('parameterWrites'),
      parameterReads: bucket('parameterReads'),
    };
  }

  /** Counts a call; throws if it exceeds a quota. A refused call costs nothing. */
  public take(operation: string): void {
    if (this.options === false) { return; }
    const name = GROUPS[operation];
    const buckets = PARAMETER_GROUPS.includes(name) ? [this.groups[name]] : [this.groups[name], this.all];
    if (!buckets.every((bucket) => bucket.hasToken)) { throw new ServiceError('ThrottlingException', 'Rate exceeded'); }
    for (const bucket of buckets) { bucket.take(); }
  }
}
