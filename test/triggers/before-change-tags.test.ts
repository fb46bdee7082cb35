import { CfnParameter, NestedStack, type Stack, Tags } from 'aws-cdk-lib';
import type { BackupResource } from 'aws-cdk-lib/aws-backup';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnHostedZone } from 'aws-cdk-lib/aws-route53';
import type { BeforeChangeOptions } from 'cdk-on-demand-backup';
import { guard, newTable, tableResource } from './fixture';
import { RESOURCES } from '../util/resources';
import { linksOf } from '../util/synth';
import { newStack } from '../util/template';

type InStack<T> = (stack: Stack) => T;

/** What makes CloudFormation update the custom resource of a backup before a change. */
function changeOf(make: InStack<BackupResource>, release: InStack<string>, options: InStack<BeforeChangeOptions>): unknown {
  const stack = newStack();
  guard(stack, make(stack), options(stack));
  Tags.of(stack).add('release', release(stack));
  const { Revision, DeployTimeValues } = linksOf(stack).BeforeChange.Properties;
  return [Revision, DeployTimeValues];
}

const [one, other] = ['1', '2'].map((release) => () => release);
const parameter = (stack: Stack) => new CfnParameter(stack, 'Release').valueAsString;
const table = (stack: Stack) => tableResource(newTable(stack));

describe('ignoreTags', () => {
  // CloudFormation updates a nested stack for another tag, whatever else it does
  const resources = RESOURCES.filter(([, type]) => type !== 'AWS::CloudFormation::Stack');

  test.each(resources)('runs no backup for another tag of %s', (_name, _type, make) => {
    const [before, after] = [one, other].map((release) => changeOf(make, release, () => ({ ignoreTags: true })));
    expect(after).toEqual(before);
  });

  test.each(resources)('runs no backup for a tag of %s that is known at deploy time only', (_name, _type, make) => {
    expect(JSON.stringify(changeOf(make, parameter, () => ({ ignoreTags: true })))).not.toContain('Release');
  });

  test.each<[string, BeforeChangeOptions]>([['is off', {}], ['is false', { ignoreTags: false }], ['is for another property', { ignoreProperties: ['TableName'] }]])(
    'has no effect when it %s', (_name, options) => {
      expect(changeOf(table, other, () => options)).not.toEqual(changeOf(table, one, () => options));
      expect(JSON.stringify(changeOf(table, parameter, () => options))).toContain('{"Ref":"Release"}');
    });

  test('applies to all that is watched', () => {
    const watch = (stack: Stack) => ({ ignoreTags: true, watch: [new CfnHostedZone(stack, 'Zone', { name: 'a.b' }), newTable(new NestedStack(stack, 'Nested'))] });
    expect(changeOf(table, other, watch)).toEqual(changeOf(table, one, watch));
  });

  test('leaves every other property', () => {
    const named = (name: string) => (stack: Stack) => {
      const made = newTable(stack);
      (made.node.defaultChild as CfnTable).tableName = name;
      return tableResource(made);
    };
    const options = () => ({ ignoreTags: true });
    expect(changeOf(named('b'), one, options)).not.toEqual(changeOf(named('a'), one, options));
  });

  test('can be combined with `ignoreProperties`', () => {
    const options = () => ({ ignoreTags: true, ignoreProperties: ['TableName'] });
    const named = (name: string) => (stack: Stack) => {
      const made = newTable(stack);
      (made.node.defaultChild as CfnTable).tableName = name;
      return tableResource(made);
    };
    expect(changeOf(named('b'), other, options)).toEqual(changeOf(named('a'), one, options));
  });
});

test('`ignoreProperties` leaves out values that are known at deploy time only, too', () => {
  expect(JSON.stringify(changeOf(table, parameter, () => ({ ignoreProperties: ['Tags'] })))).not.toContain('Release');
});
