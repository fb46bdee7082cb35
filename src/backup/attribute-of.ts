import { type CfnResource, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { failOn } from './problems';
import type { BackupWaitProps } from '../backup-wait-props';
import type { CustomResourceAttributes } from '../request/custom-resource';
import { WaitLevel } from '../wait-level';

/** The attributes that are known as soon as AWS Backup has accepted a job. */
const KNOWN_AT_START: ReadonlySet<string> = new Set(['BackupJobId', 'CreationDate']);

/**
 * An attribute of the job of a backup. Throws if no job runs during the deployment, or if the attribute is not known in time.
 *
 * @param described the custom resource that describes the job; undefined if no job runs during the deployment
 */
export function attributeOf(
  backup: IConstruct, described: CfnResource | undefined, name: keyof CustomResourceAttributes, { waitFor }: Pick<BackupWaitProps, 'waitFor'>,
): string {
  const isTooEarly = waitFor === WaitLevel.ACCEPTED && !KNOWN_AT_START.has(name);
  failOn(backup, described === undefined ? [
    `${name} is not known in the template, because none of its \`triggers\` runs during a deployment: `
    + 'add BackupTrigger.onDeploy() or BackupTrigger.beforeChange()',
  ] : isTooEarly ? [
    `${name} is not known when AWS Backup has only accepted the job: use \`waitFor: WaitLevel.COMPLETED\`, or do without it`,
  ] : []);
  return Token.asString(described?.getAtt(name));
}
