import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { jsonText } from './json-text';
import { startBackupJobCommand } from '../../request/cli/start-command';
import { withoutIdleOptions } from '../../request/rules/backup-options';
import type { BackupContext } from '../backup-context';

/** The input of `aws backup start-backup-job` with which it sends what the handler sends, except the token of the handler. */
export function cliInputOf({ request, resource }: BackupContext): { [member: string]: unknown } {
  return { ...withoutIdleOptions(request, { isUnresolved: Token.isUnresolved, resourceType: resource.typeName }) };
}

/** The command for that input, in the Region of the stack. */
export function cliCommandOf(backup: IConstruct, context: BackupContext): string {
  return startBackupJobCommand(cliInputOf(context), { region: Stack.of(backup).region, json: (value) => jsonText(backup, value) });
}
