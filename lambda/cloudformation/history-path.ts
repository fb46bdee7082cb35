import type { CustomResourceProperties } from '../../src/request/custom-resource';

/** Where a custom resource has its history; undefined when it has none. */
export function historyPath({ History }: CustomResourceProperties): string | undefined {
  return typeof History === 'string' && History !== '' ? History : undefined;
}
