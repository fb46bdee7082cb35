import { type CfnResource, TagManager } from 'aws-cdk-lib';
import { tagPropertiesOf as ownTagProperties } from '../../request/resource-types/synth-columns';

/** The names by which the resources of aws-cdk-lib call their tags: for a resource of which only the type is known. */
const NAMES: readonly string[] = [
  'AccessPointTags', 'BackupPlanTags', 'BackupVaultTags', 'FileSystemTags', 'FrameworkTags', 'HealthCheckTags', 'HostedZoneTags', 'IdentityPoolTags',
  'PipelineTags', 'ReportPlanTags', 'ResourceTags', 'TagSpecifications', 'Tags', 'UserPoolTags',
];

/** The properties of a resource that hold its tags, whatever its type calls them; those of a member after a dot. */
export function tagPropertiesOf(resource: CfnResource): readonly string[] {
  const { tagPropertyName } = TagManager.of(resource) ?? {};
  const own = tagPropertyName === undefined ? NAMES : [tagPropertyName[0].toUpperCase() + tagPropertyName.slice(1)];
  return [...own, ...ownTagProperties(resource.cfnResourceType)];
}
