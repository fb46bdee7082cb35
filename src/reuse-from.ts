/** Whose recovery points are used instead of a new job, with `maxAge`. */
export enum ReuseFrom {
  /** Those that this backup itself made since its stack was created: by the same trigger, and the newest one of all its triggers. */
  OWN_HISTORY = 'OWN_HISTORY',

  /**
   * Those of anyone in the vault: of other backups and backup plans, of the console, copies. AWS Backup does not tell whether their jobs
   * completed with issues.
   */
  VAULT = 'VAULT',
}
