import type { Caller, Checked, OperationDescription } from './call';
import { convert, type Members, type Violation } from './convert';
import { readStructureOrUnit, type StructureSchema } from './schema';
import type { ServiceName } from './service-name';

/** What the service model says about an operation. */
export interface OperationModel {
  readonly service: ServiceName;
  readonly name: string;
  readonly method: string;
  /** The parts of the path; `{Name}` stands for a member of the input. Without a path in the model, the operation's name stands in a header. */
  readonly path: readonly string[];
  readonly status: number;
  readonly errors: readonly string[];
  readonly input: StructureSchema;
  /** Without output, the response has an empty body. */
  readonly hasOutput: boolean;
}

/** An operation that the stand-in imitates. */
export interface Operation<Service> extends OperationModel {
  readonly subjects: (input: Members, service: Service) => readonly string[];
  /** Does the work. The output has been checked against the model and is ready to be sent. */
  readonly run: (input: Members, service: Service, caller: Caller) => Members;
}

export function defineOperation<Service, Input, Output extends object>(
  description: OperationDescription<Service, Input, Output>,
): Operation<Service> {
  const [, namespace, name, traits, input, output] = description.schema;
  const [method, path, status] = (traits as { http?: [string, string, number] }).http ?? ['POST', '/', 200];
  const outputSchema = readStructureOrUnit(output);
  return {
    service: String(namespace).split('.').at(-1) as ServiceName,
    name: String(name),
    method,
    path: path.split('/').slice(1),
    status,
    errors: description.errors,
    input: readStructureOrUnit(input),
    hasOutput: outputSchema.name !== 'Unit',
    subjects: (members, service) => description.subjects(members as Checked<Input>, service),
    run: (members, service, caller) => writeOutput(outputSchema, description.run(members as Checked<Input>, service, caller)),
  };
}

/** An output that does not fit the model is a mistake of the stand-in and must not reach a client. */
export function writeOutput(schema: StructureSchema, output: object): Members {
  const violations: Violation[] = [];
  const members = convert(schema, output, 'write', violations) as Members;
  if (violations.length > 0) {
    throw new Error(`the stand-in built a response that does not fit the model: ${violations.map(({ message }) => message).join('; ')}`);
  }
  return members;
}
