import { Annotations, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { BackupSettings } from './backup-settings';
import { Environment } from '../../request/names';

/** The variables of the function that its settings need: those that the SDK reads. */
export function environmentOf({ backupEndpointUrl, useFipsEndpoint, useDualstackEndpoint }: BackupSettings): Record<string, string> {
  return {
    ...backupEndpointUrl === undefined ? {} : { [Environment.BACKUP_ENDPOINT_URL]: backupEndpointUrl },
    ...useFipsEndpoint ? { [Environment.USE_FIPS_ENDPOINT]: 'true' } : {},
    ...useDualstackEndpoint ? { [Environment.USE_DUALSTACK_ENDPOINT]: 'true' } : {},
  };
}

/** https://docs.aws.amazon.com/general/latest/gr/bk.html */
export function warnOfRegion(scope: Construct, { useFipsEndpoint }: BackupSettings): void {
  const { region } = Stack.of(scope);
  if (!useFipsEndpoint || Token.isUnresolved(region) || /^(us|ca)-/.test(region)) { return; }
  Annotations.of(scope).addWarningV2('cdk-on-demand-backup:fipsEndpointMissing',
    `\`useFipsEndpoint\` is true, but as far as this library knows AWS Backup has no such endpoint in ${region}, so that each call would fail: leave it out`);
}
