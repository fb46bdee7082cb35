import { IdempotencyTokenRegistry } from './idempotency-token-registry';
import { QuotaRegistry } from './quota-registry';
import type { ServiceOptions } from './service-options';
import { Vaults } from './vaults';
import type { FaultableOperation } from '../faults/counting-fault';
import { FaultRegistry } from '../faults/fault-registry';
import { JobRegistry } from '../jobs/job-registry';
import { RecoveryPoints } from '../jobs/recovery-points';
import { ScriptRegistry } from '../jobs/script-registry';
import type { Caller } from '../model/call';
import { ParameterStore } from '../parameter-store/parameter-store';
import { ManualClock, ScaledClock, type Clock } from '../util/clock';

/** The state of the imitated services. Operations read and change it; it does not deal with HTTP. */
export class BackupService {
  public readonly clock: Clock;
  public readonly accountId: string;
  public readonly jobs: JobRegistry;
  public readonly recoveryPoints: RecoveryPoints;
  public readonly scripts: ScriptRegistry;
  public readonly faults: FaultRegistry;
  public readonly quotas: QuotaRegistry;
  public readonly tokens: IdempotencyTokenRegistry;
  public readonly vaults: Vaults;
  public readonly parameters: ParameterStore;

  constructor(public readonly options: ServiceOptions, operations: readonly FaultableOperation[]) {
    this.clock = makeClock(options.clock ?? { scale: 1 });
    const now = () => this.now();
    this.accountId = options.accountId ?? '123456789012';
    this.jobs = new JobRegistry(now);
    this.recoveryPoints = new RecoveryPoints(this.jobs, now);
    this.scripts = new ScriptRegistry(options.defaultScript ?? {});
    this.faults = new FaultRegistry(operations);
    this.quotas = new QuotaRegistry(options.quotas ?? true, now);
    this.tokens = new IdempotencyTokenRegistry(options.idempotency ?? {}, now);
    this.vaults = new Vaults(options.vaults ?? 'any', now);
    this.parameters = new ParameterStore(options.parameterStore ?? {}, this.accountId, now);
    for (const [resource, script] of Object.entries(options.scripts ?? {})) { this.scripts.set(resource, script); }
    for (const fault of options.faults ?? []) { this.faults.add(fault); }
  }

  public now(): number {
    return this.clock.now();
  }

  public vaultArn(name: string, caller: Caller): string {
    return `arn:aws:backup:${caller.region}:${this.accountId}:backup-vault:${name}`;
  }
}

function makeClock(clock: NonNullable<ServiceOptions['clock']>): Clock {
  if ('now' in clock) { return clock; }
  return 'scale' in clock ? new ScaledClock(clock.scale) : new ManualClock();
}
