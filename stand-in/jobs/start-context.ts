import type { JobRegistry } from './job-registry';
import type { ScriptRegistry } from './script-registry';
import type { Caller } from '../model/call';
import type { VaultLock } from '../rules/vault-lock';

/** What the start of a job needs from the service. */
export interface StartContext {
  readonly accountId: string;
  readonly options: {
    readonly advancedDynamoDb?: boolean;
    readonly missingVault?: 'refuse' | 'fail-job';
  };
  readonly jobs: JobRegistry;
  readonly scripts: ScriptRegistry;
  readonly vaults: { find(name: string): VaultLock & { readonly locked?: boolean } | undefined };
  now(): number;
  vaultArn(name: string, caller: Caller): string;
}
