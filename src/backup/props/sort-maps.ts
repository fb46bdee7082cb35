import { Token } from 'aws-cdk-lib';
import { isPlain } from './describe-value';

/**
 * The same value with the keys of its maps in order, however deep: the order that a language gives them, which for a map of Java or Go is
 * another one in each run, must not get into a template or a hash. Deploy-time values and instances of classes stay as they are.
 */
export function sortMaps<T>(value: T): T {
  if (Token.isUnresolved(value)) { return value; }
  if (Array.isArray(value)) { return value.map(sortMaps) as T; }
  if (!isPlain(value)) { return value; }
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sortMaps(value[key])])) as T;
}
