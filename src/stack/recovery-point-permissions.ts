import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { fillArn } from '../request/arn';
import { recoveryPointsOf } from '../request/resource-types/synth-columns';

/**
 * The statements that allow the function to stop a job and delete its recovery point.
 *
 * @param resourceType AWS Backup's name of the type; when it is not known, the statements are those of all types
 */
export function deletionStatements(resourceType: string | undefined): PolicyStatement[] {
  const rows = recoveryPointsOf(resourceType);
  const ownerArns = unique(rows.flatMap((row) => row.ownerArns));
  const ownerActions = unique(rows.flatMap((row) => row.ownerActions));
  const statements = [new PolicyStatement({
    actions: ['backup:DeleteRecoveryPoint', 'backup:DescribeRecoveryPoint'],
    resources: unique([...rows.flatMap(({ arns }) => arns), ...ownerArns]).map(arnHere),
  })];
  if (ownerActions.length > 0) {
    statements.push(new PolicyStatement({
      actions: ownerActions,
      resources: ownerArns.map(arnHere),
      conditions: { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'backup.amazonaws.com' } },
    }));
  }
  return statements;
}

/** An ARN, or a pattern for several, in the account and Region of the stack. */
function arnHere(template: string): string {
  return fillArn(template, (letter) => ({ P: Aws.PARTITION, R: Aws.REGION, A: Aws.ACCOUNT_ID, N: '*' })[letter]);
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
