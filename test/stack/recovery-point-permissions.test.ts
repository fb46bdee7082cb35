import { deletionStatements } from '../../src/stack/recovery-point-permissions';
import { NAMES } from '../util/cfn-types';
import { flatten, newStack } from '../util/template';

interface Statement { readonly Action: string | string[]; readonly Resource: unknown; readonly Condition?: object }

function statementsOf(resourceType: string | undefined): { actions: string[]; resources: string[]; condition?: object }[] {
  const stack = newStack();
  return deletionStatements(resourceType)
    .map((statement) => stack.resolve(statement.toStatementJson()) as Statement)
    .map(({ Action, Resource, Condition }) => ({ actions: [Action].flat(), resources: [Resource].flat().map(flatten), condition: Condition }));
}

const OF_AWS_BACKUP = 'arn:<AWS::Partition>:backup:<AWS::Region>:<AWS::AccountId>:recovery-point:*';
const OF_AWS_BACKUP_TYPES = ['CloudFormation', 'DSQL', 'EFS', 'EKS', 'S3', 'SAP HANA on Amazon EC2', 'Timestream', 'VirtualMachine'];

test.each(OF_AWS_BACKUP_TYPES)('deleting recovery points of %s, which belong to AWS Backup itself, needs no other permission', (type) => {
  const actions = ['backup:DeleteRecoveryPoint', 'backup:DescribeRecoveryPoint'];
  expect(statementsOf(type)).toEqual([{ actions, resources: [OF_AWS_BACKUP], condition: undefined }]);
});

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/redshift-backups.html and list_amazonredshiftserverless.html disagree */
test('deleting recovery points of Redshift Serverless is permitted whatever the form of their ARN', () => {
  const forms = [
    'arn:<AWS::Partition>:redshift-serverless:<AWS::Region>:<AWS::AccountId>:snapshot/*',
    'arn:<AWS::Partition>:redshift:<AWS::Region>:<AWS::AccountId>:snapshot:*/awsbackup:*',
  ];
  const [backup, owner] = statementsOf('Redshift Serverless');
  expect(backup.resources.sort()).toEqual([OF_AWS_BACKUP, ...forms].sort());
  expect(owner.resources.sort()).toEqual([...forms].sort());
  expect(owner.actions.sort()).toEqual(['redshift-serverless:DeleteSnapshot', 'redshift:DeleteClusterSnapshot']);
});

const OTHERS = NAMES.filter((name) => !OF_AWS_BACKUP_TYPES.includes(name));

test.each(OTHERS)('deleting recovery points of %s needs the permission of their own service, only through AWS Backup', (type) => {
  const [backup, owner, ...others] = statementsOf(type);
  expect(others).toEqual([]);
  expect(backup.actions).toEqual(['backup:DeleteRecoveryPoint', 'backup:DescribeRecoveryPoint']);
  expect(backup.resources).toEqual(expect.arrayContaining(owner.resources));
  expect(owner.actions.every((action) => /^(dynamodb|ec2|fsx|rds|redshift|redshift-serverless):(Delete|Deregister)/.test(action))).toBe(true);
  expect(owner.condition).toEqual({ 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'backup.amazonaws.com' } });
  const services = new Set(owner.actions.map((action) => action.split(':')[0]));
  expect(owner.resources.every((arn) => services.has(arn.replace(/<[^>]+>/g, 'x').split(':')[2]))).toBe(true);
});

test('no deletion statement allows all resources', () => {
  [...NAMES, undefined].forEach((type) => expect(statementsOf(type).flatMap(({ resources }) => resources)).not.toContain('*'));
});

test('for an unknown resource type, the deletion statements are those of all types', () => {
  const all = (types: readonly (string | undefined)[]) => new Set(types
    .flatMap((type) => statementsOf(type))
    .flatMap(({ actions, resources }) => [...actions, ...resources]));
  expect(all([undefined])).toEqual(all(NAMES));
});
