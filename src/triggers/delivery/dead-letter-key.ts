import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/**
 * Allows a grantee to use the key of a dead-letter queue. The targets of aws-cdk-lib grant only the queue itself, and what could not be
 * delivered would then be lost.
 *
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export function grantDeadLetterKey(queue: IQueue | undefined, grantee: IGrantable): void {
  queue?.encryptionMasterKey?.grant(grantee, 'kms:GenerateDataKey', 'kms:Decrypt');
}
