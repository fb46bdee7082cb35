import { CfnResource, Tags } from 'aws-cdk-lib';
import { CfnGlobalTable, CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnInstance, CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { CfnAccessPoint, CfnFileSystem } from 'aws-cdk-lib/aws-efs';
import { CfnHostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import { cfnDefinitionOf } from '../../../src/template/cfn-definition';
import { ALL_TAGS, countedProperties } from '../../../src/template/changes/counted-properties';
import { tagPropertiesOf } from '../../../src/template/changes/tag-properties';
import { RESOURCES } from '../../util/resources';
import { synthOf } from '../../util/synth';
import { newStack } from '../../util/template';

const generic = (type: string) => (scope: Construct) => new CfnResource(scope, 'R', { type });
const keySchema = [{ attributeName: 'id', keyType: 'HASH' }];

test.each<[string, string, (scope: Construct) => CfnResource]>([
  ['a table', 'Tags', (scope) => new CfnTable(scope, 'R', { keySchema })],
  ['a table of which only the type is known', 'Tags', generic('AWS::DynamoDB::Table')],
  ['a global table', 'Replicas.Tags', (scope) => new CfnGlobalTable(scope, 'R', { keySchema, attributeDefinitions: [], replicas: [] })],
  ['a global table of which only the type is known', 'Replicas.Tags', generic('AWS::DynamoDB::GlobalTable')],
  ['a file system', 'FileSystemTags', (scope) => new CfnFileSystem(scope, 'R')],
  ['a file system of which only the type is known', 'FileSystemTags', generic('AWS::EFS::FileSystem')],
  ['an access point', 'AccessPointTags', (scope) => new CfnAccessPoint(scope, 'R', { fileSystemId: 'f' })],
  ['a hosted zone', 'HostedZoneTags', (scope) => new CfnHostedZone(scope, 'R', { name: 'a.b' })],
  ['a hosted zone of which only the type is known', 'HostedZoneTags', generic('AWS::Route53::HostedZone')],
  ['a launch template', 'TagSpecifications', (scope) => new CfnLaunchTemplate(scope, 'R', { launchTemplateData: {} })],
  ['an instance', 'Tags', (scope) => new CfnInstance(scope, 'R')],
  ['a type that this library does not know', 'Tags', generic('X::Y::Z')],
])('the tags of %s are in %s', (_name, property, make) => {
  expect(tagPropertiesOf(make(newStack()))).toContain(property);
});

test('a resource of which only the type is known has no other property that is taken for tags', () => {
  expect(tagPropertiesOf(generic('X::Y::Z')(newStack())).filter((name) => !/Tags$|^TagSpecifications$/.test(name))).toEqual([]);
});

test.each(RESOURCES)('of each type, no tag is left: %s', (_name, type, make) => {
  const stack = newStack();
  make(stack);
  Tags.of(stack).add('release', 'a-git-sha');
  synthOf(stack);
  const resources = stack.node.findAll().filter(CfnResource.isCfnResource).filter(({ cfnResourceType }) => cfnResourceType === type);
  expect(resources).not.toEqual([]);
  resources.forEach((resource) => {
    const { Properties = {} } = cfnDefinitionOf(resource);
    expect(JSON.stringify(countedProperties(resource, Properties, [ALL_TAGS]))).not.toContain('a-git-sha');
  });
});
