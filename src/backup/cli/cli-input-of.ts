import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { jsonText } from './json-text';
import type { BackupRequest } from '../../request/backup-request';
import { startBackupJobCommand } from '../../request/cli/start-command';
import { TriggerName } from '../../request/history/trigger-name';
import { withoutIdleOptions } from '../../request/rules/backup-options';
import { taggedRequest } from '../../request/tagged-request';
import type { BackupContext } from '../backup-context';
import { hasProvenanceTags } from '../start/provenance';

/**
 * The input of `aws backup start-backup-job` with which it sends what the handler sends, except the token of the handler. Its provenance tags
 * are those of an execution that somebody starts by hand.
 */
export function cliInputOf(context: BackupContext): { [member: string]: unknown } {
  return { ...withoutIdleOptions(tagged(context), { isUnresolved: Token.isUnresolved, resourceType: context.resource.typeName }) };
}

function tagged({ request, resource, props, history }: BackupContext): BackupRequest {
  if (!hasProvenanceTags(props) || Token.isUnresolved(request.RecoveryPointTags)) { return request; }
  return taggedRequest(request, { historyPath: history.path, trigger: TriggerName.ON_REQUEST, revision: '' }, resource.typeName);
}

/** The command for that input, in the Region of the stack. */
export function cliCommandOf(backup: IConstruct, context: BackupContext): string {
  return startBackupJobCommand(cliInputOf(context), { region: Stack.of(backup).region, json: (value) => jsonText(backup, value) });
}
