/** What a protection came to for one resource. */
export enum ProtectionStatus {
  /** The protection has made a definition for it. */
  PROTECTED = 'PROTECTED',

  /** Definitions of the app do already what the protection would do. */
  COVERED = 'COVERED',

  /** Its data is in another resource, which has an entry of its own if it is of this app. */
  HELD_ELSEWHERE = 'HELD_ELSEWHERE',

  /** It was opted out, or `resourceTypes` leaves it out. */
  OPTED_OUT = 'OPTED_OUT',

  /** It is not protected: AWS Backup cannot back it up, or not as it is defined. */
  NOT_PROTECTED = 'NOT_PROTECTED',
}

/** What a protection came to for one stateful resource. */
export interface ProtectionReportEntry {
  /** Path of the resource in the construct tree. */
  readonly resource: string;

  /** Its type in CloudFormation: `AWS::DynamoDB::Table`. */
  readonly cfnType: string;

  /** What the protection came to. */
  readonly status: ProtectionStatus;

  /**
   * Its type in the words of AWS Backup: `DynamoDB`.
   *
   * @default - AWS Backup does not support the type, or what it calls it is known at deploy time only
   */
  readonly resourceType?: string;

  /**
   * Path of the definition that backs it up before a change.
   *
   * @default - none does
   */
  readonly beforeChange?: string;

  /**
   * Path of the definition that backs it up before its deletion.
   *
   * @default - none does
   */
  readonly onDelete?: string;

  /**
   * Why it has this status, and what can be done.
   *
   * @default - nothing to say
   */
  readonly reason?: string;
}
