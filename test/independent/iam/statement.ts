/** A statement of a rendered policy, with each intrinsic function resolved. */
export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** A call that a principal makes. */
export interface Call {
  readonly action: string;
  /** The resource that the service authorises; `*` where the action has none. */
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** Whether a value fits a pattern with `*` and `?`. Case counts, except in actions. */
export function fits(pattern: string, value: string): boolean {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '[^]*').replace(/\?/g, '[^]');
  return new RegExp(`^${source}$`).test(value);
}

/** Whether an ARN fits a pattern, part by part: a `*` in the account does not reach into the name. */
export function fitsArn(pattern: string, arn: string): boolean {
  if (pattern === '*') { return true; }
  const [patterns, parts] = [pattern, arn].map(partsOfArn);
  return patterns.length === parts.length && patterns.every((part, index) => fits(part, parts[index]));
}

/** The six parts of an ARN, the last with its own colons. */
function partsOfArn(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}
