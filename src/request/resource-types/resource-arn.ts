import { type ArnLookUp, RESOURCE_FORMS, type ResourceForm } from './catalogue';
import { type Arn, fillArn, parseArn } from '../arn';

/**
 * The ARN of a resource of a stack; undefined when the catalogue does not know the type, or only the service knows the ARN.
 *
 * @param cfnType its CloudFormation type
 * @param physicalId the id that CloudFormation has for it
 * @param stackId the ARN of a stack in its account and Region
 */
export function resourceArn(cfnType: string, physicalId: string, stackId: string): string | undefined {
  const location = parseArn(stackId);
  if (location === undefined) { return undefined; }
  // RDS writes names in lower case: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
  const isOfRds = formOfCfn(cfnType)?.arn.includes(':rds:');
  return arnOfPhysicalId(cfnType, isOfRds ? physicalId.toLowerCase() : physicalId, location);
}

/** The ARN of a resource, from its physical id as it is; undefined as `resourceArn`. */
export function arnOfPhysicalId(cfnType: string, physicalId: string, location: Pick<Arn, 'partition' | 'region' | 'account'>): string | undefined {
  const form = formOfCfn(cfnType);
  switch (form?.cfnTypes[cfnType]) {
    case 'name': return arnOfName(form.arn, physicalId, location);
    case 'arn': return physicalId;
    default: return undefined;
  }
}

/** The action that asks a service for the ARN of what a CloudFormation type makes; undefined when nobody need be asked. */
export function arnLookUpOf(cfnType: string): ArnLookUp | undefined {
  const physicalId = formOfCfn(cfnType)?.cfnTypes[cfnType];
  return physicalId === 'name' || physicalId === 'arn' ? undefined : physicalId;
}

/** The form of the ARN of what a CloudFormation type makes: the same in all rows that name the type. */
function formOfCfn(cfnType: string): ResourceForm | undefined {
  return RESOURCE_FORMS.find(({ cfnTypes }) => Object.hasOwn(cfnTypes, cfnType));
}

function arnOfName(template: string, physicalId: string, location: Pick<Arn, 'partition' | 'region' | 'account'>): string | undefined {
  const names = physicalId.split('|');
  if (template.match(/\bN\b/g)?.length !== names.length || names.includes('')) { return undefined; }
  const { partition: P, region: R, account: A } = location;
  return fillArn(template, (letter) => letter === 'N' ? names.shift() as string : { P, R, A }[letter]);
}
