import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/**
 * Lets somebody send to a dead-letter queue that has a key of its own. The targets of aws-cdk-lib permit the queue only, and what could not
 * be delivered would then be lost.
 *
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export function permitKeyOf(queue: IQueue | undefined, grantee: IGrantable): void {
  queue?.encryptionMasterKey?.grant(grantee, 'kms:GenerateDataKey', 'kms:Decrypt');
}
