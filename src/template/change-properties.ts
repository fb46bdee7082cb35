import { type CfnResource, Lazy } from 'aws-cdk-lib';
import { isHidden, isSearching } from './dependency-path';
import { deployTimeValues } from './deploy-time-values';
import { fingerprint } from './fingerprint';
import { cached } from './synth-cache';

/** The properties of a custom resource that change with the definitions of watched resources, so that CloudFormation sends an update. */
export interface ChangeProperties {
  /** Changes with what is known at synth. */
  readonly Revision: string;
  /** Changes with what is known only at deploy time. */
  readonly DeployTimeValues: unknown;
}

/** What else counts as a change, and what does not. */
export interface ChangePropertiesOptions {
  /** Properties that do not count, see `fingerprint`. */
  readonly ignored?: readonly string[];
  readonly revision?: string;
}

/** The rank of the properties made last. Of two custom resources that watch each other's resources, the one made first has priority. */
let lastRank = 0;

/**
 * The properties for watched resources, whose definitions count as they are at the end of the synthesis.
 *
 * @param holder returns the custom resource that has these properties
 */
export function changeProperties(
  watched: () => readonly CfnResource[], holder: () => CfnResource, options: ChangePropertiesOptions = {},
): ChangeProperties {
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
        : cached(holder(), 'references', () => deployTimeValues(watched(), holder(), rank, ignored)),
    }, { omitEmptyArray: true }),
  };
}
