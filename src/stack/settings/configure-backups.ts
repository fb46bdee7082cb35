import { Stack } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import type { BackupSettings } from './backup-settings';
import { failOnSettings } from './settings-problems';

const SETTINGS = new WeakMap<IConstruct, BackupSettings>();
/** The scopes whose settings, or lack of settings, a function has already got. */
const SETTLED = new WeakSet<IConstruct>();

/** Gives a scope its settings, once, and before a function uses them. */
export function configureBackups(scope: Construct, settings: BackupSettings): void {
  const name = scope.node.path || 'the app';
  if (!Stack.isStack(scope) && scope.node.scopes.some((each) => Stack.isStack(each))) {
    throw new Error(`OnDemandBackup.configure was called for ${name}, but the backups of a stack share one function: pass Stack.of(...), or a scope above the stack`);
  }
  if (SETTINGS.has(scope)) { throw new Error(`OnDemandBackup.configure was called twice for ${name}: give all settings in one call`); }
  if (SETTLED.has(scope)) {
    throw new Error(`OnDemandBackup.configure was called for ${name} after its first on-demand backup, whose function has its settings by then: call it before`);
  }
  failOnSettings(scope, settings);
  SETTINGS.set(scope, settings);
}

/** The settings of a stack: each from the innermost scope that has it. From now on they are settled. */
export function settingsOf(stack: IConstruct): BackupSettings {
  const { scopes } = stack.node;
  scopes.forEach((scope) => SETTLED.add(scope));
  const settings = Object.assign({}, ...scopes.map((scope) => givenOf(SETTINGS.get(scope) ?? {}))) as BackupSettings;
  failOnSettings(stack, settings);
  return settings;
}

function givenOf(settings: BackupSettings): BackupSettings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
