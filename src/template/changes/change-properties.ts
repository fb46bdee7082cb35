import type { CfnResource, IResolvable } from 'aws-cdk-lib';
import { ChangeProperty } from './change-property';
import { deployTimeValues } from './deploy-time-values';
import { fingerprint } from './fingerprint';
import { cached } from '../synth-cache';

/** The properties of a custom resource that change with the definitions of watched resources, so that CloudFormation sends an update. */
export interface ChangeProperties {
  /** Changes with what is known at synth. */
  readonly Revision: string;
  /** Changes with what is known only at deploy time. */
  readonly DeployTimeValues: IResolvable;
}

/** What else counts as a change, and what does not. */
export interface ChangePropertiesOptions {
  /** Properties that do not count, see `fingerprint`. */
  readonly ignored?: readonly string[];
  readonly revision?: string;
}

/**
 * The properties for watched resources, whose definitions count as they are at the end of the synthesis.
 *
 * @param holder returns the custom resource that has these properties
 */
export function changeProperties(
  watched: () => readonly CfnResource[], holder: () => CfnResource, options: ChangePropertiesOptions = {},
): ChangeProperties {
  const { ignored, revision } = options;
  const print = new ChangeProperty(() => cached(holder(), 'fingerprint', () => fingerprint(watched(), ignored)), false);
  const values = (): unknown[] => cached(holder(), 'deployTimeValues', () => deployTimeValues(watched(), holder(), ignored));
  return {
    Revision: revision === undefined ? print.toString() : `${revision} ${print.toString()}`,
    DeployTimeValues: new ChangeProperty(() => values().length > 0 ? values() : undefined, true),
  };
}
