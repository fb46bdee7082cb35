/** The result of a protection for one resource. */
export enum ProtectionStatus {
  /** The protection has added a backup for it. */
  PROTECTED = 'PROTECTED',

  /** Backups of the app already do what the protection would do. */
  COVERED = 'COVERED',

  /** Its data is in another resource, which has its own entry if it is of this app. */
  HELD_ELSEWHERE = 'HELD_ELSEWHERE',

  /** It was opted out, or `resourceTypes` excludes it. */
  OPTED_OUT = 'OPTED_OUT',

  /** It is not protected: AWS Backup cannot back it up, or cannot do so as the resource is defined. */
  NOT_PROTECTED = 'NOT_PROTECTED',
}

/** The result of a protection for one stateful resource. */
export interface ProtectionReportEntry {
  /** Path of the resource in the construct tree. */
  readonly resource: string;

  /** Its type in CloudFormation: `AWS::DynamoDB::Table`. */
  readonly cfnType: string;

  /** Whether it is protected, and if not, in which way. */
  readonly status: ProtectionStatus;

  /**
   * Its type in the words of AWS Backup: `DynamoDB`.
   *
   * @default - AWS Backup does not support the type, or its name for the type is known only at deploy time
   */
  readonly resourceType?: string;

  /**
   * Path of the backup that runs before a change.
   *
   * @default - none
   */
  readonly beforeChange?: string;

  /**
   * Path of the backup that runs before its deletion.
   *
   * @default - none
   */
  readonly onDelete?: string;

  /**
   * Why it has this status, and what you can do.
   *
   * @default - none
   */
  readonly reason?: string;
}
