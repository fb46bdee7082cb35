import { type CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { CUSTOM_RESOURCE_TYPE } from '../request/names';
import { BackupProvider } from '../stack/backup-provider';
import { cfnResourcesIn } from '../template/cfn-definition';
import { nestedStackOf, topOf } from '../template/resource-in-stack';

/** Types that hold no data. */
const NEVER_WATCHED: readonly string[] = [CUSTOM_RESOURCE_TYPE, 'AWS::CDK::Metadata'];

/** The resources in constructs at this moment, without those that this library creates: two backups would watch each other forever. */
export function watchedResources(constructs: readonly IConstruct[]): CfnResource[] {
  const resources = new Set(constructs.flatMap(cfnResourcesIn));
  return [...resources].filter(({ cfnResourceType, node }) => !NEVER_WATCHED.includes(cfnResourceType)
    && !node.scopes.some((scope) => BackupProvider.isProvider(scope)));
}

/** Problems of watched constructs, of any trigger. */
export function watchProblems(backup: IConstruct, watch: readonly IConstruct[] | undefined, watched: readonly CfnResource[]): string[] {
  const outside = Stack.of(backup).nested ? watched.find((resource) => nestedStackOf(resource) !== undefined) : undefined;
  return [
    ...watch?.length === 0 ? ['`watch` is empty: name a construct, or leave it out'] : [],
    ...outside ? [
      `${outside.node.path} is a nested stack, which a backup in another nested stack cannot watch, because aws-cdk-lib writes the templates of both `
      + 'one after the other: put the backup into the stack above',
    ] : [],
  ];
}

/** Reports a resource of another deployment, which CloudFormation cannot order by the backup. */
export function otherStackProblems(backup: IConstruct, resources: readonly CfnResource[]): string[] {
  const top = topOf(Stack.of(backup));
  const other = resources.find(({ stack }) => topOf(stack) !== top);
  return other === undefined ? [] : [
    `${other.node.path} is in the stack ${topOf(other.stack).node.path} and the backup in ${top.node.path}, `
    + 'but CloudFormation only orders the resources of one deployment: put the backup into the stack of what it protects',
  ];
}
