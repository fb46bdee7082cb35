import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isStateful } from './classify';
import { includedResources } from './included-resources';
import { isOfUser } from '../own-constructs';

/** Whether a construct is a stateful resource of the user, or a template with such resources. */
export function isStatefulOfUser(construct: IConstruct): boolean {
  const isStatefulConstruct = CfnResource.isCfnResource(construct) ? isStateful(construct.cfnResourceType) : includedResources(construct).length > 0;
  return isStatefulConstruct && isOfUser(construct);
}
