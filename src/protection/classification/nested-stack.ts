import type { CfnResource } from 'aws-cdk-lib';
import type { Classification, Properties } from './classification';
import { nestedStackOf } from '../../template/resource-in-stack';

/** AWS Backup can back up a stack as a whole, but not while it is being deployed, as a nested stack is with the one around it. */
export function nestedStack(_properties: Properties, resource: CfnResource): Classification {
  return nestedStackOf(resource) ? { kind: 'heldElsewhere', typeName: 'CloudFormation', reason: 'a nested stack, whose data is in its resources' } : {
    kind: 'impossible',
    typeName: 'CloudFormation',
    reason: 'a nested stack whose resources are not of this app',
    advice: 'define it with NestedStack, or protect its resources where they are defined',
  };
}
