import { App, Aspects, Duration, NestedStack, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { AwsSolutionsChecks } from 'cdk-nag';
import { BackupTrigger } from 'cdk-on-demand-backup';
import { define, TABLE } from './util/template';

/**
 * The findings of cdk-nag for a stack with nothing but backups, with the reason why they are accepted. Any other finding fails the
 * test.
 */
const ACCEPTED: readonly { readonly finding: RegExp; readonly reason: string }[] = [
  { finding: /^AwsSolutions-IAM4\[Policy::.*AWSBackupServiceRolePolicyFor(Backup|S3Backup)\]/, reason: 'only the managed policies of AWS Backup define what it needs for a type' },
  { finding: /^AwsSolutions-IAM5\[Resource::\*\]/, reason: 'backup:DescribeBackupJob has no resource-level permission' },
  { finding: /^AwsSolutions-IAM5\[Resource::arn:<AWS::Partition>:cloudformation:.*:stack\/<AWS::StackName>\/\*\]/, reason: 'its own stack, by name' },
  { finding: /^AwsSolutions-IAM5\[Resource::arn:<AWS::Partition>:cloudformation:.*:stack\/<AWS::StackName>-DataNestedStack\w+\*\/\*\]/, reason: 'a nested stack on the way to a resource, by name' },
  { finding: /^AwsSolutions-IAM5\[Resource::arn:<AWS::Partition>:cloudformation:.*:stack\/<AWS::StackName>-\*Nested\*-\?{11}\*\/\*\]/, reason: 'former nested stacks, from which a resource may move' },
  { finding: /^AwsSolutions-IAM5\[Resource::arn:<AWS::Partition>:ssm:.*:parameter\/cdk-on-demand-backup\/Shop\/\*\]/, reason: 'the histories of its own stack, by name' },
  { finding: /^AwsSolutions-SF1:/, reason: 'each step logs in the function; log delivery would need permissions on *' },
  { finding: /^AwsSolutions-SF2:/, reason: 'tracing would need permissions on *, and there is one function to trace' },
];

test('cdk-nag finds exactly the accepted findings', () => {
  const stack = new Stack(new App(), 'Shop');
  define(stack, 'Orders', { resource: TABLE });
  define(stack, 'Invoices', { resource: BackupResource.fromArn('arn:aws:s3:::invoices') });
  const data = new NestedStack(stack, 'Data');
  const customers = new Table(data, 'Customers', { partitionKey: { name: 'id', type: AttributeType.STRING }, pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true } });
  define(stack, 'EachTrigger', {
    resource: BackupResource.fromDynamoDbTable(customers),
    timeout: Duration.hours(2),
    triggers: [
      BackupTrigger.beforeChange(), BackupTrigger.onDelete(), BackupTrigger.onSchedule(ScheduleExpression.rate(Duration.days(1))),
      BackupTrigger.onEvent({ source: ['shop.release'] }),
    ],
  });
  Aspects.of(stack).add(new AwsSolutionsChecks());
  const said = [Annotations.fromStack(stack).findError('*', Match.anyValue()), Annotations.fromStack(stack).findWarning('*', Match.anyValue())]
    .flat().map(({ entry }) => String(entry.data));
  expect(said.filter((finding) => !ACCEPTED.some((accepted) => accepted.finding.test(finding)))).toEqual([]);
  expect(ACCEPTED.filter((accepted) => !said.some((finding) => accepted.finding.test(finding)))).toEqual([]);
});
