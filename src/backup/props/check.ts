import { Token } from 'aws-cdk-lib';
import { describeValue, isConstruct, isPlain } from './describe-value';

/**
 * Problems of the type of a value, for users of plain JavaScript: the compiler of other languages finds them first. By the members of the
 * value, never by its class, which may come from another copy of a package or be a proxy of jsii.
 *
 * @param name of the value, as a message shows it: `deleteAfter` in backticks
 * @param value undefined when it is missing
 */
export type Check = (name: string, value: unknown) => string[];

/** What a value must be. */
export interface Expected {
  /** With its article: `a Duration`. */
  readonly noun: string;
  /** What to do, after the colon: `use Duration.days(35)`. */
  readonly advice: string | ((value: unknown) => string);
}

/** A check that accepts some values, and has the same sentence for all others. */
export function mustBe({ noun, advice }: Expected, accepts: (value: unknown) => boolean): Check {
  return (name, value) => accepts(value) ? [] : [
    `${name} is ${describeValue(value)}, but must be ${noun}: ${typeof advice === 'string' ? advice : advice(value)}`,
  ];
}

/** A check of an object by the members that it must have, its own or inherited. */
export function mustHave(expected: Expected, ...members: readonly string[]): Check {
  return mustBe(expected, (value) => hasMembers(value, members));
}

/** Whether a value is an object with members. No function is: each has a `bind` and a `name`. */
export function hasMembers(value: unknown, members: readonly string[]): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && members.every((member) => member in value);
}

/** Whether a value is known only at deploy time. A stack has the method `resolve`, but is no token. */
export function isToken(value: unknown): boolean {
  return Token.isUnresolved(value) && !isConstruct(value);
}

export const STRING = mustBe(
  { noun: 'a string', advice: (value) => typeof value === 'number' || typeof value === 'boolean' ? `write "${value}"` : 'pass one' },
  (value) => typeof value === 'string' || isToken(value),
);

/** A number, known at synth or not. */
export const NUMBER = mustBe({ noun: 'a number', advice: 'write it without quotation marks' }, (value) => typeof value === 'number' || isToken(value));

/** A boolean that decides something at synth. */
export const BOOLEAN: Check = (name, value) => isToken(value)
  ? [`${name} is known only at deploy time, but decides what the template has: write \`true\` or \`false\``] : BOOLEAN_OR_TOKEN(name, value);

/** A boolean that only travels to AWS. */
export const BOOLEAN_OR_TOKEN = mustBe({ noun: 'a boolean', advice: 'write `true` or `false`' }, (value) => typeof value === 'boolean' || isToken(value));

/** A member of an enum. */
export function memberOf(name: string, members: Readonly<Record<string, unknown>>, keys = Object.keys(members)): Check {
  const choices = keys.map((key) => `${name}.${key}`);
  const advice = `use ${[choices.slice(0, -1).join(', '), ...choices.slice(-1)].filter((part) => part !== '').join(' or ')}`;
  return mustBe({ noun: `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`, advice }, (value) => typeof value === 'string' && Object.values(members).includes(value));
}

/** A list of values, each of which has a check of its own. */
export function listOf(noun: string, check: Check): Check {
  const isList = mustBe({ noun: `a list of ${noun}`, advice: (value) => typeof value === 'object' && value !== null ? 'put it in brackets, [...]' : 'write [...]' }, Array.isArray);
  return (name, value) => Array.isArray(value)
    ? value.flatMap((element, index) => check(`${name.replace(/`$/, '')}[${index}]\``, element)) : isList(name, value);
}

/** A map of strings. The rules of the request check its values, which may be known only at deploy time. */
export const MAP = mustBe(
  { noun: 'an object of strings', advice: (value) => Object.prototype.toString.call(value) === '[object Map]' ? 'write Object.fromEntries(map)' : 'write { key: \'value\' }' },
  (value) => isPlain(value) || isToken(value),
);

/** Members of a request, whose values the rules of the request check. */
export const MEMBERS = mustBe({ noun: 'an object', advice: 'give the members of the request by their names in the API' }, (value) => isPlain(value) && !isToken(value));

/** The rules of the request check the type, too: the function checks it again. */
export const CHECKED_WITH_REQUEST: Check = () => [];
