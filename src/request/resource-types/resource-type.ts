import { RESOURCE_FORMS, RESOURCE_TYPE_NAMES, type ResourceFeature, type TaggedPoints } from './catalogue';
import { arnPattern } from '../arn';
import type { BackupRequest } from '../backup-request';
import { knownString } from '../known';
import type { RequestFacts } from '../request-facts';

/** A resource type, or several that an ARN or a CloudFormation type cannot tell apart. */
export interface ResourceType {
  /** Names in the AWS Backup API: one, or all that it may be. */
  readonly names: readonly string[];
  /** What at least one of them can do: what is missing here, none of them can. */
  readonly features: readonly ResourceFeature[];
}

const FORMS = RESOURCE_FORMS.map((form) => {
  const [, , service, region, account, ...resource] = form.arn.split(':');
  return { ...form, service, hasRegion: region !== '', hasAccount: account !== '', pattern: arnPattern(['arn:P', service, 'R:A', ...resource].join(':')) };
});

/** What the ARNs of a form have, and the names in this one. */
export interface ArnForm {
  readonly hasRegion: boolean;
  readonly hasAccount: boolean;
  readonly names: readonly ArnName[];
}

/** A name in an ARN. */
export interface ArnName {
  readonly name: string;
  /** How each name of its kind begins. */
  readonly prefix: string;
}

/** The form of an ARN; undefined as `resourceTypeOfArn`. */
export function arnFormOf(arn: string): ArnForm | undefined {
  const form = FORMS.find(({ pattern }) => pattern.test(arn));
  if (form === undefined) { return undefined; }
  const names = (form.pattern.exec(arn) as RegExpExecArray).slice(1).map((name, i) => ({ name, prefix: form.idPrefixes?.[i] ?? '' }));
  return { hasRegion: form.hasRegion, hasAccount: form.hasAccount, names };
}

/** The type of the resource, if the ARN has the shape of one that AWS Backup can back up, whatever its partition, Region, account and names are. */
export function resourceTypeOfArn(arn: string): ResourceType | undefined {
  return resourceTypeWhere(({ pattern }) => pattern.test(arn));
}

/** The type of what a CloudFormation type makes, if AWS Backup can back it up. */
export function resourceTypeOfCfn(cfnType: string): ResourceType | undefined {
  return resourceTypeWhere(({ cfnTypes }) => Object.hasOwn(cfnTypes, cfnType));
}

/** The type of that name in the AWS Backup API, if this library knows it. */
export function resourceTypeNamed(name: string): ResourceType | undefined {
  return resourceTypeWhere((form) => form.name === name);
}

/** The names of the types that have a feature. */
export function namesWith(feature: ResourceFeature): string[] {
  return RESOURCE_TYPE_NAMES.filter((name) => resourceTypeNamed(name)?.features.includes(feature));
}

/** Whether the service, as ARNs name it, has a resource that AWS Backup can back up. */
export function isSupportedService(service: string): boolean {
  return FORMS.some((form) => form.service === service);
}

/** The type of the resource of a request: as given, else as its ARN says; undefined when that is not known (yet). */
export function resourceTypeOf(request: BackupRequest, facts: RequestFacts): ResourceType | undefined {
  if (facts.resourceType !== undefined) { return resourceTypeNamed(facts.resourceType); }
  const arn = knownString(request.ResourceArn, facts);
  return arn === undefined ? undefined : resourceTypeOfArn(arn);
}

/** Whether the type, and each that it may be, cannot do this. */
export function lacks(type: ResourceType, feature: ResourceFeature): boolean {
  return !type.features.includes(feature);
}

/** Which recovery points of the type get the tags of their job; undefined when all do, or when the type is not known. */
export function tagsOf(type: ResourceType | undefined): TaggedPoints | undefined {
  const [first, ...others] = RESOURCE_FORMS.filter(({ name }) => type?.names.includes(name));
  return others.every(({ tags }) => tags === first?.tags) ? first?.tags : undefined;
}

/** The names of a type for a message. */
export function typeName(type: ResourceType): string {
  return type.names.join(' or ');
}

function resourceTypeWhere(matches: (form: typeof FORMS[number]) => boolean): ResourceType | undefined {
  const forms = FORMS.filter(matches);
  return forms.length === 0 ? undefined : {
    names: [...new Set(forms.map(({ name }) => name))],
    features: [...new Set(forms.flatMap(({ features }) => features))],
  };
}
