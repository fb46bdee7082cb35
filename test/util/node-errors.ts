import { isNativeError } from 'node:util/types';

/**
 * Jest runs tests in a world of their own, where an error that Node itself made is no `Error`: the SDK then loses its code.
 * In the files that call this, `instanceof Error` is true for them, as it is outside Jest.
 */
export function recogniseNodeErrors(): void {
  Object.defineProperty(Error, Symbol.hasInstance, {
    value(this: unknown, value: unknown): boolean {
      return this === Error ? isNativeError(value) : Function.prototype[Symbol.hasInstance].call(this as typeof Error, value);
    },
  });
}
