import { CfnResource } from 'aws-cdk-lib';
import { coverageOf, markCovered } from '../../src/triggers/coverage';
import { newStack } from '../util/template';

const resource = () => new CfnResource(newStack(), 'It', { type: 'AWS::DynamoDB::Table' });

test('a resource has no coverage at first', () => {
  expect(coverageOf(resource())).toEqual({});
});

test('the coverage of a resource names the first backup of each kind', () => {
  const it = resource();
  markCovered(it, 'beforeChange', 'Shop/One');
  markCovered(it, 'onDelete', 'Shop/Two');
  markCovered(it, 'onDelete', 'Shop/Three');
  expect(coverageOf(it)).toEqual({ beforeChange: 'Shop/One', onDelete: 'Shop/Two' });
  expect(coverageOf(resource())).toEqual({});
});
