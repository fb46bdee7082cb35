import type { CfnResource } from 'aws-cdk-lib';
import type { Order } from './dependency-guarantee';
import type { BackupProvider } from '../stack/backup-provider';
import { dependsOn } from '../template/depends-on';
import { cached } from '../template/synth-cache';

/**
 * What must exist as long as a custom resource may be called: the function, the state machine, their roles and policies. The custom resource waits for
 * the last of them, and that for the others.
 */
export function providerOrders(link: CfnResource, provider: BackupProvider): Order[] {
  const { lastResource } = provider;
  const missing = cached(provider, 'orders', () => provider.requiredResources.filter((waitedFor) => !dependsOn(lastResource, waitedFor)));
  return [{ waiting: link, waitedFor: lastResource }, ...missing.map((waitedFor) => ({ waiting: lastResource, waitedFor }))];
}
