import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isStateful } from '../../../src/protection/classification/classify';
import { resourceTypeOfCfn } from '../../../src/request/resource-types/resource-type';
import { NO_DATA_TYPES, UNSUPPORTED_STATEFUL_TYPES } from '../../../src/request/resource-types/unsupported-types';

interface CfnType { readonly cloudFormationType: string; readonly isStateful?: boolean }

/** The CloudFormation types that the CDK CLI knows. */
const FILE = join(__dirname, '..', '..', '..', 'node_modules', 'aws-cdk', 'db.json.gz');
const database = JSON.parse(gunzipSync(readFileSync(FILE)).toString()) as { schema: { resource: { entities: CfnType[] } } };
const types = database.schema.resource.entities;

test('each type that the CDK CLI calls stateful has its place', () => {
  const stateful = types.filter((type) => type.isStateful).map(({ cloudFormationType }) => cloudFormationType);
  expect(stateful.length).toBeGreaterThan(20);
  expect(stateful.filter((type) => !isStateful(type) && !NO_DATA_TYPES.includes(type))).toEqual([]);
});

test('each type that AWS Backup does not support is spelt as CloudFormation does, and is none of those that it supports', () => {
  const names = Object.keys(UNSUPPORTED_STATEFUL_TYPES).filter((type) => type.startsWith('AWS::'));
  const known = new Set(types.map(({ cloudFormationType }) => cloudFormationType));
  expect(names.filter((type) => !known.has(type))).toEqual([]);
  expect(names.filter((type) => resourceTypeOfCfn(type))).toEqual([]);
});

test('a type that has no data has no row', () => {
  expect(NO_DATA_TYPES.filter(isStateful)).toEqual([]);
});
