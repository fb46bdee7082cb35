import type { IConstruct } from 'constructs';

/** In the global symbol registry, so that it does not matter which copy of this library set it. */
const REASON = Symbol.for('cdk-on-demand-backup.optOut');

/** Records why nothing in a construct is to be protected. */
export function optOut(construct: IConstruct, reason: string): void {
  Object.defineProperty(construct, REASON, { value: reason, configurable: true, enumerable: false });
}

/** Why a construct is not to be protected; undefined if it is. The reason of the nearest scope counts. */
export function optOutReason(construct: IConstruct): string | undefined {
  const scopes = [...construct.node.scopes].reverse() as (IConstruct & { readonly [REASON]?: string })[];
  return scopes.find((scope) => scope[REASON] !== undefined)?.[REASON];
}
