import type { ResourceInStack } from './execution/execution-state';
import { isObject } from './known';

/** Reads a `ResourceInStack` from JSON; undefined when the JSON is not one. Never throws, whatever it gets. */
export function parseResourceInStack(json: unknown): ResourceInStack | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json as string);
  } catch {
    return undefined;
  }
  return isResourceInStack(value) ? value : undefined;
}

function isResourceInStack(value: unknown): value is ResourceInStack & Readonly<Record<string, unknown>> {
  if (!isObject(value)) { return false; }
  const { StackName, LogicalResourceIds: ids, Type } = value;
  return isName(StackName) && isName(Type) && Array.isArray(ids) && ids.length > 0 && ids.every(isName);
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
