import { CFN_RESOURCE } from './cdk-checks';
import { BOOLEAN } from './check';
import { describeValue } from './describe-value';
import { type Shape, shapeProblems } from './shape';
import type { BackupTriggerConfig, IBackupTrigger } from '../../i-backup-trigger';

const CONFIG: Shape<BackupTriggerConfig> = { customResource: CFN_RESOURCE, firstCustomResource: CFN_RESOURCE, mayBeSkipped: BOOLEAN };

/** Problems of what the `bind` of a trigger returned. */
export function triggerConfigProblems(trigger: IBackupTrigger, config: unknown): string[] {
  const start = `\`bind\` of ${describeValue(trigger)} in \`triggers\``;
  if (config === undefined || config === null) {
    return [`${start} returned nothing, but must return a BackupTriggerConfig: return what the \`bind\` of another trigger returned, or {}`];
  }
  if (typeof (config as { then?: unknown }).then === 'function') {
    return [`${start} returned a promise, but a template cannot wait for it: make it a method that is not async, and return a BackupTriggerConfig`];
  }
  return shapeProblems(`what ${start} returned`, config, CONFIG).map((problem) => problem.startsWith('`') ? `${start} returned a config whose ${problem}` : problem);
}
