import * as path from 'node:path';
import { buildSync } from 'esbuild';
import { CATALOGUE, type ResourceForm } from '../../../src/request/resource-types/catalogue';
import { SYNTH_CATALOGUE, type SynthColumns } from '../../../src/request/resource-types/synth-catalogue';
import { backupPoliciesOf, CFN_TYPES, COVERED_TYPE_NAMES, isComposite, memberTypeOf, protectionRuleOf } from '../../../src/request/resource-types/synth-columns';
import { CFN_TYPES as EXPECTED_CFN_TYPES, NAMES } from '../../util/cfn-types';

const ROOT = path.join(__dirname, '..', '..', '..');

test('the handler has none of the columns that it does not need', () => {
  const { metafile } = buildSync({
    entryPoints: [path.join(ROOT, 'lambda/backup.lambda.ts')],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    absWorkingDir: ROOT,
    logLevel: 'silent',
  });
  const inputs = Object.keys(metafile.inputs).filter((file) => file.startsWith('src/request/resource-types/'));
  expect(inputs.sort()).toEqual(['catalogue.ts', 'resource-arn.ts', 'resource-type.ts'].map((file) => `src/request/resource-types/${file}`));
});

test('a row has the same CloudFormation types in both files', () => {
  Object.entries<SynthColumns>(SYNTH_CATALOGUE).forEach(([name, { cfnTypes }]) => {
    const forms: readonly ResourceForm[] = CATALOGUE[name as keyof typeof CATALOGUE];
    expect([name, Object.keys(cfnTypes).sort()]).toEqual([name, forms.flatMap((form) => Object.keys(form.cfnTypes)).sort()]);
  });
});

test('a CloudFormation type that is in several rows has the same ARN, physical id, attribute and rule in each', () => {
  const facts = new Set(Object.entries<readonly ResourceForm[]>(CATALOGUE).flatMap(([name, forms]) => {
    const columns: Readonly<Record<string, unknown>> = SYNTH_CATALOGUE[name as keyof typeof CATALOGUE].cfnTypes;
    return forms.flatMap(({ arn, cfnTypes }) => Object.entries(cfnTypes)
      .map(([type, physicalId]) => JSON.stringify([type, arn, physicalId, columns[type]])));
  }));
  expect(facts.size).toBe(EXPECTED_CFN_TYPES.length);
});

test('the CloudFormation types are those that AWS Backup supports', () => {
  expect(CFN_TYPES).toEqual([...EXPECTED_CFN_TYPES].sort());
});

test('a protection covers all types that CloudFormation makes, except stacks', () => {
  const others = ['CloudFormation', 'SAP HANA on Amazon EC2', 'Storage Gateway', 'VirtualMachine'];
  expect(COVERED_TYPE_NAMES).toEqual(NAMES.filter((name) => !others.includes(name)));
});

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html */
test.each([...NAMES, 'Novelty', undefined])('the policies for backups of %s', (name) => {
  const [general, s3] = ['service-role/AWSBackupServiceRolePolicyForBackup', 'AWSBackupServiceRolePolicyForS3Backup'];
  const others: Readonly<Record<string, string[]>> = { S3: [s3], CloudFormation: [general, s3], EKS: [general, s3] };
  expect(backupPoliciesOf(name)).toEqual(others[name ?? ''] ?? [general]);
});

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DeleteRecoveryPoint.html */
test('the recovery points of stacks and of Kubernetes clusters contain others', () => {
  expect([...NAMES, 'Novelty', undefined].filter(isComposite)).toEqual(['CloudFormation', 'EKS']);
});

test.each([
  ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'],
  ['AWS::DocDB::DBCluster', 'AWS::DocDB::DBInstance'],
  ['AWS::Neptune::DBCluster', 'AWS::Neptune::DBInstance'],
  ['AWS::RDS::DBInstance', undefined],
  ['AWS::Redshift::Cluster', undefined],
])('the members of %s are of type %s', (type, member) => {
  expect(memberTypeOf(type)).toBe(member);
});

test.each([
  ['AWS::DynamoDB::Table', 'all'],
  ['AWS::DocDB::DBInstance', 'clusterMember'],
  ['AWS::Neptune::DBInstance', 'clusterMember'],
  ['AWS::RDS::DBInstance', 'databaseInstance'],
  ['AWS::SQS::Queue', undefined],
  ['constructor', undefined],
])('the rule of %s is %s', (type, rule) => {
  expect(protectionRuleOf(type)).toBe(rule);
});
