import type { OperationDescription } from '../../model/call';
import { defineOperation, type Operation } from '../../model/operation';
import type { ParameterStore } from '../parameter-store';
import { checkConstraints } from '../rules/constraints';

/** An operation of Parameter Store: its input also has to satisfy the constraints that the SDK's schema leaves out. */
export function defineParameterOperation<Input, Output extends object>(
  description: OperationDescription<ParameterStore, Input, Output>,
): Operation<ParameterStore> {
  const operation = defineOperation<ParameterStore, Input, Output>(description);
  return {
    ...operation,
    run: (input, store, caller) => {
      checkConstraints(operation.name, input);
      return operation.run(input, store, caller);
    },
  };
}
