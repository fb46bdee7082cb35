/** What a record says of the trigger: all that is known when an execution begins, and that its state does not have to its end. */
export interface RecordedTrigger {
  /** The name of the trigger. */
  readonly trigger: string;
  /** Empty where nothing decides by it: on a schedule, and in the next custom resources of a chain. */
  readonly fingerprint: string;
  readonly revision: string;
  readonly stackId: string;
  readonly requestId: string;
  readonly logicalId: string;
  /** Empty on a Create, and wherever `fingerprint` is. */
  readonly formerFingerprint: string;
}
