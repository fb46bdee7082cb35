import { arnPattern } from '../arn';
import type { BackupRequest } from '../backup-request';
import { knownString, show } from '../known';
import { locationProblems } from './location';
import { error, Problem } from '../problem';
import type { RequestFacts } from '../request-facts';

const ROLE_ARN = arnPattern('arn:P:iam::A:role/(?:[!-~]+/)?[\\w+=,.@-]{1,64}');

/**
 * Problems of the role that AWS Backup assumes.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export function roleProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const arn = knownString(request.IamRoleArn, facts);
  // A role is of no Region
  return arn === undefined || ROLE_ARN.test(arn) ? locationProblems('role', arn, facts, ['account']) : [error('roleNotAnArn',
    `\`role\` is ${show(arn)}, which is not the ARN of an IAM role: use arn:aws:iam::<account>:role/<name>`)];
}
