import { TriggerKind } from '../names';

/** The last level of the name of a parameter, and the `trigger` of its records. */
export const TriggerName = {
  ON_DEPLOY: 'on-deploy',
  BEFORE_CHANGE: 'before-change',
  ON_DELETE: 'on-delete',
  /** An execution that something else starts, with `executionInput()`. */
  ON_REQUEST: 'on-request',
} as const;

/** The name of a trigger with a custom resource. Whether a backup runs on each deploy or on the first one, its history is the same. */
export function triggerName(kind: string | undefined): string {
  switch (kind) {
    case TriggerKind.BEFORE_CHANGE: return TriggerName.BEFORE_CHANGE;
    case TriggerKind.ON_DELETE: return TriggerName.ON_DELETE;
    default: return TriggerName.ON_DEPLOY;
  }
}

/** The name of a schedule or rule of a backup, from its stable id: `OnSchedule1a2b3c4d` is `on-schedule-1a2b3c4d`. */
export function deliveryTriggerName(stableId: string): string {
  const [, kind, hash] = /^On(Schedule|Event)([A-Za-z0-9]{1,32})$/.exec(stableId) ?? [];
  return kind === undefined ? TriggerName.ON_REQUEST : `on-${kind.toLowerCase()}-${hash.toLowerCase()}`;
}
