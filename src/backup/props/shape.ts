import { type Check, isToken } from './check';
import { describeValue, isConstruct, isPlain } from './describe-value';
import { meantName } from './spelling';
import { LIFECYCLE_MEMBERS, REQUEST_MEMBERS } from '../../request/rules/members';

/** What each prop must be. The compiler demands a check for each prop of `T`. */
export type Shape<T> = Readonly<Record<keyof T, Check>>;

/** The names that a user of the AWS CLI or the API knows. */
const API_MEMBERS = [...REQUEST_MEMBERS, ...LIFECYCLE_MEMBERS];

/**
 * Problems of props that a user of plain JavaScript can make: no object, a missing value, a wrong type, a misspelt name, the name of the API
 * or that of a prop which belongs elsewhere. Other unknown names pass, because a class that extends one of ours may have props of its own.
 *
 * @param what the props are of, as a message shows it
 * @param required the props that must be there
 * @param ofBackup the props that an `OnDemandBackup` has
 */
export function shapeProblems<T extends object>(
  what: string, props: unknown, shape: Shape<T>, required: readonly (keyof T & string)[] = [], ofBackup: readonly string[] = [],
): string[] {
  if (!hasProps(props, Object.keys(shape))) {
    return [`${what} is ${describeValue(props)}, but must be an object: pass { ${[...required, ...Object.keys(shape)][0]}: ... }`];
  }
  const given = props as Readonly<Record<string, unknown>>;
  return [
    ...Object.entries<Check>(shape).flatMap(([name, check]) =>
      given[name] === undefined && !required.includes(name as keyof T & string) ? [] : check(`\`${name}\``, given[name])),
    ...misnamed(given, Object.keys(shape), ofBackup),
  ];
}

/** Whether a value may be props: a plain object, or an instance of a class that has one of them. */
function hasProps(value: unknown, known: readonly string[]): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isConstruct(value) || isToken(value)) { return false; }
  return isPlain(value) || known.some((name) => name in value);
}

function misnamed(given: Readonly<Record<string, unknown>>, known: readonly string[], ofBackup: readonly string[]): string[] {
  const missing = known.filter((name) => given[name] === undefined);
  return Object.keys(given).filter((name) => !known.includes(name) && given[name] !== undefined).flatMap((name) => {
    const inApi = API_MEMBERS.find((member) => member.name === name && known.includes(member.prop));
    const meant = meantName(name, missing) ?? inApi?.prop;
    if (meant !== undefined) { return [`\`${name}\` is unknown and would have no effect: write \`${meant}\``]; }
    return ofBackup.includes(name) ? [`\`${name}\` is a prop of OnDemandBackup, and would have no effect here: give it to the backup`] : [];
  });
}

/**
 * Throws the problems of a call that has no backup to name.
 *
 * @param call as the user writes it: `BackupTrigger.onDeploy()`
 */
export function failCall(call: string, problems: readonly string[]): void {
  if (problems.length === 0) { return; }
  throw new Error(problems.length === 1 ? `${call}: ${problems[0]}` : `${call} has ${problems.length} problems:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
}
