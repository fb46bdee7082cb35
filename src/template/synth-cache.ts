import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { whenPrepared } from './late/when-prepared';

/**
 * Computes a value of the templates only once in a synthesis, because each backup asks again for what all of them share. Only for what asks
 * after all aspects: until then, definitions change.
 *
 * @param subject what the value is computed from
 * @param name of the value
 * @param compute called if the value is not cached yet
 */
export function cached<T>(subject: IConstruct, name: string, compute: () => T): T {
  const values = cache.get(subject) ?? begin(subject);
  if (!values.has(name)) { values.set(name, compute()); }
  return values.get(name) as T;
}

/** Clears the cache: constructs may have changed since it was filled. */
export function clearSynthCache(): void {
  cache = new WeakMap();
  isRendering = false;
}

/**
 * Notices that a synthesis renders templates, or prepares them, and then clears the cache if it has rendered some: an app with nested stacks is
 * prepared again after they were rendered, because their parents refer to them.
 */
export function noticePhase(phase: 'preparing' | 'rendering'): void {
  if (phase === 'preparing' && isRendering) { clearSynthCache(); }
  isRendering = phase === 'rendering';
}

let cache = new WeakMap<IConstruct, Map<string, unknown>>();
let isRendering = false;

function begin(subject: IConstruct): Map<string, unknown> {
  const values = new Map<string, unknown>();
  cache.set(subject, values);
  clearAtPreparationOf(Stack.of(subject));
  return values;
}

/** The stacks whose preparation clears the cache. */
const NOTICED = new WeakSet<Stack>();

/** Clears the cache whenever a synthesis begins to prepare a stack. */
function clearAtPreparationOf(stack: Stack): void {
  if (NOTICED.has(stack)) { return; }
  NOTICED.add(stack);
  whenPrepared(stack, clearSynthCache);
}
