import { isNativeError } from 'node:util/types';

/**
 * Jest runs tests in a context of their own, where an error that Node itself created is not an `Error`: the SDK then loses its code.
 * In the files that call this function, `instanceof Error` is true for such errors, as it is outside Jest.
 */
export function recogniseNodeErrors(): void {
  Object.defineProperty(Error, Symbol.hasInstance, {
    value(this: unknown, value: unknown): boolean {
      return this === Error ? isNativeError(value) : Function.prototype[Symbol.hasInstance].call(this as typeof Error, value);
    },
  });
}
