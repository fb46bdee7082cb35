import { convert, type Members, type Violation } from './convert';
import { readStructureOrUnit, type StructureSchema } from './schema';
import type { BackupService } from '../service/backup-service';

/** Who calls, as the signature tells. */
export interface Caller {
  readonly region: string;
}

/** An input after the check. The SDK's types leave room for `undefined` in required members; the check does not. */
export type Checked<Input> = { [Name in keyof Input]: object extends Pick<Input, Name> ? Input[Name] : NonNullable<Input[Name]> };

/** What is written by hand for an operation. All else comes from its schema. */
export interface OperationDefinition<Input, Output> {
  /** The SDK's schema of the operation, such as `StartBackupJob$`. */
  readonly schema: readonly unknown[];
  /** The errors that the model declares for it; the SDK's schema does not hold them. */
  readonly errors: readonly string[];
  /** What the call is about, for faults: the resource's ARN first, then other names that a fault may use. */
  readonly subjects: (input: Checked<Input>, service: BackupService) => readonly string[];
  readonly run: (input: Checked<Input>, service: BackupService, caller: Caller) => Output;
}

/** An operation that the stand-in imitates. */
export interface Operation {
  readonly name: string;
  readonly method: string;
  /** The parts of the path; `{Name}` stands for a member of the input. */
  readonly path: readonly string[];
  readonly status: number;
  readonly errors: readonly string[];
  readonly input: StructureSchema;
  /** Without output, the answer has an empty body. */
  readonly hasOutput: boolean;
  readonly subjects: (input: Members, service: BackupService) => readonly string[];
  /** Does the work; the answer is checked against the model and ready to be sent. */
  readonly run: (input: Members, service: BackupService, caller: Caller) => Members;
}

export function defineOperation<Input, Output extends object>(definition: OperationDefinition<Input, Output>): Operation {
  const [, , name, traits, input, output] = definition.schema;
  const [method, path, status] = (traits as { http: [string, string, number] }).http;
  const outputSchema = readStructureOrUnit(output);
  return {
    name: String(name),
    method,
    path: path.split('/').slice(1),
    status,
    errors: definition.errors,
    input: readStructureOrUnit(input),
    hasOutput: outputSchema.name !== 'Unit',
    subjects: (members, service) => definition.subjects(members as Checked<Input>, service),
    run: (members, service, caller) => writeOutput(outputSchema, definition.run(members as Checked<Input>, service, caller)),
  };
}

/** An answer that does not fit the model is a mistake of the stand-in, and must not reach a client. */
export function writeOutput(schema: StructureSchema, output: object): Members {
  const violations: Violation[] = [];
  const members = convert(schema, output, 'write', violations) as Members;
  if (violations.length > 0) {
    throw new Error(`the stand-in built an answer that does not fit the model: ${violations.map((violation) => violation.text).join('; ')}`);
  }
  return members;
}
