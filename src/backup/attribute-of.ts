import { type CfnResource, Token } from 'aws-cdk-lib';
import { failOn } from './problems';
import type { OnDemandBackup } from '../on-demand-backup';
import type { CustomResourceAttributes } from '../request/custom-resource';
import { WaitLevel } from '../wait-level';

/** What is known of a job that AWS Backup has taken. */
const KNOWN_AT_START: ReadonlySet<string> = new Set(['BackupJobId', 'CreationDate']);

/**
 * An attribute of the job of a definition. An error when it is known of no job in the template, or not in time.
 *
 * @param described the custom resource that describes the job; undefined when no job runs during the deployment
 */
export function attributeOf(definition: OnDemandBackup, described: CfnResource | undefined, name: keyof CustomResourceAttributes): string {
  const isTooEarly = definition._wiring.props.waitFor === WaitLevel.ACCEPTED && !KNOWN_AT_START.has(name);
  failOn(definition, described === undefined ? [
    `${name} is not known in the template, because none of its \`triggers\` runs during a deployment: `
    + 'add BackupTrigger.onDeploy() or BackupTrigger.beforeChange()',
  ] : isTooEarly ? [
    `${name} is not known when AWS Backup has only taken the job: use \`waitFor: WaitLevel.COMPLETED\`, or do without it`,
  ] : []);
  return Token.asString(described?.getAtt(name));
}
