import { isObject } from './is-object';

/** Returns the problems of a value; none if it is valid. Small building blocks for checking JSON from outside. */
export type Shape = (value: unknown, path: string) => readonly string[];

const expect = (isValid: boolean, path: string, wanted: string, value: unknown): readonly string[] =>
  (isValid ? [] : [`${path} must be ${wanted}, not ${JSON.stringify(value)}`]);

export const string: Shape = (value, path) => expect(typeof value === 'string', path, 'a string', value);
export const boolean: Shape = (value, path) => expect(typeof value === 'boolean', path, 'a boolean', value);

export function number(min: number, max = Infinity): Shape {
  const wanted = max === Infinity ? `a number, ${min} or more` : `a number from ${min} to ${max}`;
  return (value, path) => expect(typeof value === 'number' && value >= min && value <= max, path, wanted, value);
}

export function whole(min: number, max = Infinity): Shape {
  const inRange = number(min, max);
  return (value, path) => (Number.isInteger(value) || typeof value !== 'number' ? inRange(value, path) : [`${path} must be a whole number, not ${value}`]);
}

export function oneOf(...choices: readonly (string | boolean)[]): Shape {
  const wanted = choices.map((choice) => JSON.stringify(choice)).join(' or ');
  return (value, path) => expect(choices.some((choice) => choice === value), path, wanted, value);
}

export function list(item: Shape): Shape {
  return (value, path) => (Array.isArray(value)
    ? value.flatMap((entry, index) => item(entry, `${path}[${index}]`))
    : expect(false, path, 'a list', value));
}

/** An object with any keys. */
export function map(item: Shape): Shape {
  return (value, path) => (isObject(value)
    ? Object.entries(value).flatMap(([key, entry]) => item(entry, `${path}["${key}"]`))
    : expect(false, path, 'an object', value));
}

/** An object with only these members. */
export function object(members: Readonly<Record<string, Shape>>, required: readonly string[] = []): Shape {
  return (value, path) => {
    if (!isObject(value)) { return expect(false, path, 'an object', value); }
    const missing = required.filter((name) => value[name] === undefined).map((name) => `${path}.${name} is missing`);
    const wrong = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .flatMap(([name, item]) => (Object.hasOwn(members, name) ? members[name](item, `${path}.${name}`) : [`${path}.${name} is not known`]));
    return [...missing, ...wrong];
  };
}

/** Accepts a value with any of the shapes; otherwise returns the problems of each. */
export function either(...shapes: readonly Shape[]): Shape {
  return (value, path) => {
    const problems = shapes.map((shape) => shape(value, path));
    return problems.find((found) => found.length === 0) ?? problems.flat();
  };
}

/** Throws if the value does not have the shape; otherwise returns it with its type. */
export function check<Checked>(shape: Shape, value: unknown, name: string): Checked {
  const problems = shape(value, name);
  if (problems.length > 0) { throw new Error(problems.join('; ')); }
  return value as Checked;
}
