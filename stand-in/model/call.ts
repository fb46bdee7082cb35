/** Who calls, according to the signature. */
export interface Caller {
  readonly region: string;
}

/** An input after the check. The SDK's types allow `undefined` in required members; the check does not. */
export type Checked<Input> = { [Name in keyof Input]: object extends Pick<Input, Name> ? Input[Name] : NonNullable<Input[Name]> };

/** What is written by hand for an operation of `Service`. Everything else comes from its schema. */
export interface OperationDescription<Service, Input, Output> {
  /** The SDK's schema of the operation, such as `StartBackupJob$`. */
  readonly schema: readonly unknown[];
  /** The errors that the model declares for it; the SDK's schema does not list them. */
  readonly errors: readonly string[];
  /** What the call is about, for faults: the resource's ARN first, then other names that a fault may use. */
  readonly subjects: (input: Checked<Input>, service: Service) => readonly string[];
  readonly run: (input: Checked<Input>, service: Service, caller: Caller) => Output;
}
