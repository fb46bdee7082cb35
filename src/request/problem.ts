/** Something that AWS Backup would refuse (error) or silently not do (warning). */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** Short, stable name in camelCase, the last part of a CDK warning id: `startWindowTooShort`. */
  readonly id: string;
  /** What is wrong: the prop in backticks, the value, what to do. Lower case, no full stop. */
  readonly message: string;
}

/** AWS Backup refuses this, or the job would fail. */
export function error(id: string, message: string): Problem {
  return { severity: 'error', id, message };
}

/** AWS Backup accepts this, but does not do what was asked for. */
export function warning(id: string, message: string): Problem {
  return { severity: 'warning', id, message };
}
