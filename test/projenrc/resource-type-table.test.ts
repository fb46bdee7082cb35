import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { resourceTypeTable, withResourceTypeTable } from '../../projenrc/resource-type-table';

const README = readFileSync(path.join(__dirname, '..', '..', 'README.md'), 'utf8');
const lines = resourceTypeTable().split('\n');

test('README.md has the table as `npx projen` writes it', () => {
  expect(withResourceTypeTable(README)).toBe(README);
});

test('a README without the markers is an error', () => {
  expect(() => withResourceTypeTable('# cdk-on-demand-backup')).toThrow(/no place for the table/);
});

test.each([
  '| DynamoDB | `AWS::DynamoDB::GlobalTable`, `AWS::DynamoDB::Table` | yes | yes | – | – | yes | yes | yes | yes |',
  '| EC2 | `AWS::EC2::Instance` | – | yes | – | `windowsVss` | yes | yes | yes | yes |',
  '| FSx | `AWS::FSx::FileSystem` | yes | yes | – | – | – | yes | yes | yes |',
  '| FSx | `AWS::FSx::Volume` | – | – | – | – | – | yes | yes | yes |',
  '| S3 | `AWS::S3::Bucket` | – | yes | yes | `backupAcls`, `backupObjectTags` | yes | yes | yes | yes |',
  '| VirtualMachine | by ARN only | yes | yes | – | – | yes | with `watch` | yes | no: CloudFormation makes none |',
])('it has the line %s', (line) => {
  expect(lines).toContain(line);
});

test('all lines have all columns', () => {
  expect(new Set(lines.map((line) => line.split(' | ').length))).toEqual(new Set([10]));
});
