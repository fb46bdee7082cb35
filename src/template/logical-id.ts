import type { CfnElement } from 'aws-cdk-lib';
import { cached } from './synth-cache';

/** The logical id of an element. aws-cdk-lib computes it, with a hash, at each use: here once in a synthesis, for what asks after all aspects. */
export function logicalIdOf(element: CfnElement): string {
  return cached(element, 'logicalId', () => element.stack.resolve(element.logicalId) as string);
}
