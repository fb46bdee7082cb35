import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

const LONGEST = 200;
const JSII = Symbol.for('jsii.rtti');

/** A value of the wrong type as a message shows it: `"35"`, `the class Duration`, `the function onDelete`, `Shop/Orders, a Table`. Never throws. */
export function describeValue(value: unknown): string {
  switch (typeof value) {
    case 'undefined': return 'missing';
    case 'string': return Token.isUnresolved(value) ? 'a string that is known only at deploy time' : `"${value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value}"`;
    case 'function': return describeFunction(value as NamedFunction);
    case 'object': return value === null ? 'null' : describeObject(value);
    default: return String(value);
  }
}

/** Whether a value is a construct, of any copy of `constructs`. */
export function isConstruct(value: unknown): value is IConstruct {
  return typeof value === 'object' && value !== null && 'node' in value && typeof (value as { node: unknown }).node === 'object';
}

type NamedFunction = { readonly name: string; readonly prototype?: object };

function describeFunction(value: NamedFunction): string {
  const kind = isClass(value) ? 'class' : 'function';
  return value.name === '' ? `a ${kind}` : `the ${kind} ${nameOf(value)}${kind === 'class' ? ' itself' : ''}`;
}

/** A class of this language, or one that an older compiler wrote as a function with methods. */
export function isClass(value: NamedFunction): boolean {
  const { prototype } = value;
  return Function.prototype.toString.call(value).startsWith('class') || prototype !== undefined && Object.getOwnPropertyNames(prototype).length > 1;
}

function describeObject(value: object): string {
  if (Array.isArray(value)) { return 'a list'; }
  if (isPlain(value)) { return 'a plain object'; }
  const { constructor } = Object.getPrototypeOf(value) as { readonly constructor: NamedFunction };
  const kind = `${/^([AEIO]|U[a-z])/.test(constructor.name) ? 'an' : 'a'} ${nameOf(constructor)}`;
  if (isConstruct(value)) { return `${value.node.path || 'the app'}, ${kind}`; }
  if (Token.isUnresolved(value)) { return 'a deploy-time value'; }
  return Object.prototype.toString.call(value) === '[object Date]' ? describeDate(value as Date) : kind;
}

function describeDate(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'an invalid Date' : 'a Date';
}

/** The name of a class; that of aws-cdk-lib is in its jsii type, because its code is minified. */
function nameOf(value: NamedFunction): string {
  const { fqn } = (value as { readonly [JSII]?: { readonly fqn: string } })[JSII] ?? {};
  return fqn?.split('.').at(-1) ?? value.name;
}

/** Whether an object is a map, without a class; also one of another realm. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) { return false; }
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
