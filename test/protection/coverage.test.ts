import { CfnResource } from 'aws-cdk-lib';
import { coverageOf, markCovered } from '../../src/triggers/coverage';
import { newStack } from '../util/template';

const resource = () => new CfnResource(newStack(), 'It', { type: 'AWS::DynamoDB::Table' });

test('a resource is covered by nothing at first', () => {
  expect(coverageOf(resource())).toEqual({});
});

test('each kind has its definition, the first one that came', () => {
  const it = resource();
  markCovered(it, 'beforeChange', 'Shop/One');
  markCovered(it, 'onDelete', 'Shop/Two');
  markCovered(it, 'onDelete', 'Shop/Three');
  expect(coverageOf(it)).toEqual({ beforeChange: 'Shop/One', onDelete: 'Shop/Two' });
  expect(coverageOf(resource())).toEqual({});
});
