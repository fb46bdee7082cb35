import { arnPattern } from '../arn';
import type { BackupRequest } from '../backup-request';
import { knownString, show } from '../known';
import { error, Problem, warning } from '../problem';
import type { RequestFacts } from '../request-facts';
import { arnPartProblems } from './arn/arn-parts';
import { locationProblems } from './arn/location';

const ROLE_ARN = arnPattern('arn:P:iam::A:role/(?:[!-~]+/)?[\\w+=,.@-]{1,64}');
const SERVICE_LINKED = 'aws-service-role/';
const DEFAULT_ROLE = 'role/service-role/AWSBackupDefaultServiceRole';

/**
 * Problems of the role that AWS Backup assumes.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export function roleProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const arn = knownString(request.IamRoleArn, facts);
  if (arn !== undefined && !ROLE_ARN.test(arn)) {
    return [error('roleNotAnArn', `\`role\` is ${show(arn)}, which is not the ARN of an IAM role: use arn:aws:iam::<account>:role/<name>`)];
  }
  const malformed = arn === undefined ? [] : arnPartProblems('role', arn, { hasRegion: false, hasAccount: true });
  return [
    ...malformed,
    ...arn === undefined ? [] : pathProblems(arn),
    ...malformed.length > 0 ? [] : locationProblems('role', arn, facts, ['account']), // a role is of no Region
  ];
}

/**
 * Nobody can pass the role of a service to another one. The default role, which the console of AWS Backup makes, has a path of its own.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html#default-service-roles
 */
function pathProblems(arn: string): Problem[] {
  if (arn.includes(`:role/${SERVICE_LINKED}`)) {
    return [error('roleServiceLinked', `\`role\` is ${show(arn)}, a service-linked role, which cannot be passed to AWS Backup: use a role that trusts `
      + `backup.amazonaws.com, as ${DEFAULT_ROLE}, which the console makes`)];
  }
  return !arn.endsWith(':role/AWSBackupDefaultServiceRole') ? [] : [warning('roleWithoutPath',
    `\`role\` is ${show(arn)}, but the role of that name that the console of AWS Backup makes is ${DEFAULT_ROLE}: use that, unless you made your own`)];
}
