import type { CfnResource } from 'aws-cdk-lib';

/**
 * Fixes what happens to a resource when it is removed from its stack, replaced, or deleted with the stack. By an override, which no removal policy of
 * an aspect changes.
 */
export function pinDeletionPolicy(resource: CfnResource, policy: 'Delete' | 'Retain'): void {
  resource.addOverride('DeletionPolicy', policy);
  resource.addOverride('UpdateReplacePolicy', policy);
}
