import { type Check, isToken } from './check';
import { describeValue, isConstruct, isPlain } from './describe-value';
import { meantName } from './spelling';

/** What each prop must be. The compiler demands a check for each prop of `T`. */
export type Shape<T> = Readonly<Record<keyof T, Check>>;

/**
 * Problems of props that a user of plain JavaScript can make: no object, a missing value, a wrong type, a misspelt name. Other unknown names
 * pass, because a class that extends one of ours may have props of its own.
 *
 * @param what the props are of, as a message shows it
 * @param required the props that must be there
 */
export function shapeProblems<T extends object>(
  what: string, props: unknown, shape: Shape<T>, required: readonly (keyof T & string)[] = [],
): string[] {
  if (!hasProps(props, Object.keys(shape))) {
    return [`${what} is ${describeValue(props)}, but must be an object: pass { ${[...required, ...Object.keys(shape)][0]}: ... }`];
  }
  const given = props as Readonly<Record<string, unknown>>;
  return [
    ...Object.entries<Check>(shape).flatMap(([name, check]) =>
      given[name] === undefined && !required.includes(name as keyof T & string) ? [] : check(`\`${name}\``, given[name])),
    ...misspelt(given, Object.keys(shape)),
  ];
}

/** Whether a value may be props: a plain object, or an instance of a class that has one of them. */
function hasProps(value: unknown, known: readonly string[]): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isConstruct(value) || isToken(value)) { return false; }
  return isPlain(value) || known.some((name) => name in value);
}

function misspelt(given: Readonly<Record<string, unknown>>, known: readonly string[]): string[] {
  const missing = known.filter((name) => given[name] === undefined);
  return Object.keys(given).filter((name) => !known.includes(name) && given[name] !== undefined).flatMap((name) => {
    const meant = meantName(name, missing);
    return meant === undefined ? [] : [`\`${name}\` is unknown and would have no effect: write \`${meant}\``];
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
