import { type CfnResource, Lazy } from 'aws-cdk-lib';
import { isHidden, isSearching } from './dependency-path';
import { deployTimeValues } from './deploy-time-values';
import { fingerprint } from './fingerprint';
import { cached } from './synth-cache';

/** The properties of a custom resource that change when a watched definition does, and so make CloudFormation send an update. */
export interface Change {
  /** For what is known at synth. */
  readonly Revision: string;
  /** For what is known at deploy time. */
  readonly DeployTimeValues: unknown;
}

/** What else counts, and what does not. */
export interface ChangeOptions {
  /** Properties that do not count, see `fingerprint`. */
  readonly ignored?: readonly string[];
  readonly revision?: string;
}

/** The rank of the change made last. Of two that watch each other's resources, the one made first decides what it refers to. */
let lastRank = 0;

/**
 * Watches the definitions of resources, as they are at the end of the synthesis.
 *
 * @param holder tells the custom resource that has these properties
 */
export function changeOf(watched: () => readonly CfnResource[], holder: () => CfnResource, options: ChangeOptions = {}): Change {
  const { ignored, revision } = options;
  const rank = ++lastRank;
  return {
    Revision: Lazy.uncachedString({
      produce: ({ preparing }) => {
        const print = preparing || isSearching() ? undefined : fingerprint(watched(), ignored);
        return [revision, print].filter((part) => part !== undefined).join(' ');
      },
    }),
    DeployTimeValues: Lazy.uncachedAny({
      produce: ({ preparing }) => preparing || isHidden(rank) ? undefined
        : cached(holder(), 'references', () => deployTimeValues(watched(), holder(), rank)),
    }, { omitEmptyArray: true }),
  };
}
