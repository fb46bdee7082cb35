import type { CfnResource } from 'aws-cdk-lib';
import { tagPropertiesOf } from './tag-properties';
import { isObject } from '../../request/known';

/** Stands among ignored properties for the tags of each resource, whatever its type calls them. No property has such a name. */
export const ALL_TAGS = '<tags>';

/**
 * The properties of a resource whose change counts.
 *
 * @param properties as the template defines them
 * @param ignored properties that do not count, by their names in CloudFormation, those of a member after a dot: `Replicas.Tags`; or `ALL_TAGS`
 */
export function countedProperties(resource: CfnResource, properties: object, ignored: readonly string[]): unknown {
  const paths = ignored.flatMap((path) => path === ALL_TAGS ? tagPropertiesOf(resource) : [path]);
  return paths.reduce<unknown>((rest, path) => without(rest, path.split('.')), properties);
}

/** The same value without the member at a path; in a list, without that of each element; in a choice, without that of each branch. */
function without(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) { return value.map((element) => without(element, path)); }
  if (!isObject(value)) { return value; }
  if ('Fn::If' in value) { return { 'Fn::If': without(value['Fn::If'], path) }; }
  const [name, ...rest] = path;
  if (!(name in value)) { return value; }
  const { [name]: member, ...others } = value;
  return rest.length === 0 ? others : { ...others, [name]: without(member, rest) };
}
