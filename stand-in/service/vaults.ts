import { notFound, ServiceError } from '../model/errors';
import type { VaultLock } from '../rules/vault-lock';

/** A backup vault and its lock, if it has one. */
export interface VaultOptions extends VaultLock {
  readonly name: string;
  /** Recovery points cannot be deleted. */
  readonly locked?: boolean;
}

export interface Vault extends VaultOptions {
  readonly createdAt: number;
}

/** The backup vaults of the account. */
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

  /** With `any`, a vault comes into being when it is first asked for. */
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
