import type { Lifecycle } from '@aws-sdk/client-backup';
import { notFound, ServiceError } from '../model/errors';

/** A backup vault, with its lock if it has one. */
export interface VaultOptions {
  readonly name: string;
  readonly minRetentionDays?: number;
  readonly maxRetentionDays?: number;
  /** Recovery points cannot be deleted. */
  readonly locked?: boolean;
}

export interface Vault extends VaultOptions {
  readonly createdAt: number;
}

export class Vaults {
  private readonly known = new Map<string, Vault>();
  private readonly isAnyKnown: boolean;

  constructor(options: 'any' | readonly (string | VaultOptions)[], private readonly now: () => number) {
    this.isAnyKnown = options === 'any';
    for (const vault of options === 'any' ? [] : options) {
      this.add(typeof vault === 'string' ? { name: vault } : vault);
    }
  }

  public create(name: string): Vault {
    if (this.known.has(name)) { throw new ServiceError('AlreadyExistsException', `Backup vault with the same name already exists: ${name}`); }
    return this.add({ name });
  }

  /** With `any`, a vault comes to be when it is first asked for. */
  public find(name: string): Vault | undefined {
    return this.known.get(name) ?? (this.isAnyKnown ? this.add({ name }) : undefined);
  }

  public get(name: string): Vault {
    const vault = this.find(name);
    if (vault === undefined) { throw notFound(`Backup vault not found: ${name}`); }
    return vault;
  }

  private add(options: VaultOptions): Vault {
    const vault = { ...options, createdAt: this.now() };
    this.known.set(options.name, vault);
    return vault;
  }
}

/** Whether the vault's lock lets a recovery point with this lifecycle in. */
export function acceptsLifecycle(vault: VaultOptions, lifecycle: Lifecycle | undefined): boolean {
  const days = lifecycle?.DeleteAfterDays ?? -1;
  const kept = days === -1 ? Infinity : days;
  return kept >= (vault.minRetentionDays ?? 0) && kept <= (vault.maxRetentionDays ?? Infinity);
}
