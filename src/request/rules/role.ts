import { arnPattern } from '../arn';
import type { BackupRequest } from '../backup-request';
import { knownString, show } from '../known';
import { error, Problem } from '../problem';
import type { RequestFacts } from '../request-facts';

const ROLE_ARN = arnPattern('arn:P:iam::A:role/(?:[!-~]+/)?[\\w+=,.@-]{1,64}');

/**
 * Problems of the role that AWS Backup assumes.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html
 */
export function roleProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const arn = knownString(request.IamRoleArn, facts);
  return arn === undefined || ROLE_ARN.test(arn) ? [] : [error('roleNotAnArn',
    `\`role\` is ${show(arn)}, which is not the ARN of an IAM role: use arn:aws:iam::<account>:role/<name>`)];
}
