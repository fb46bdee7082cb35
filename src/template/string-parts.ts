import { DefaultTokenResolver, type IPostProcessor, type IResolvable, type IResolveContext, Reference, StringConcat, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A part of a string that is neither a literal nor a reference. */
export interface UnreadPart {
  /** Whether the app itself determines it, but may not have done so yet; the others are known at deploy time only. */
  readonly isKnownLater: boolean;
}

/** What can be read of a string. */
export interface StringParts {
  /** Its literals, the references to constructs, and what is neither, in order. */
  readonly parts: readonly (string | Reference | UnreadPart)[];
  /** Whether a Lazy is in it, so that it may still change. */
  readonly hasLazy: boolean;
}

/**
 * Reads a string without fixing its value.
 *
 * A `Lazy` of aws-cdk-lib keeps the first value that anybody resolves, and its value is right only when the last aspect has run. Those that
 * keep nothing, of which aws-cdk-lib makes some ARNs, are read as they are now.
 *
 * @param isSettled whether all aspects have run, so that every Lazy may be resolved
 */
export function stringParts(scope: IConstruct, value: string, isSettled: boolean): StringParts {
  const resolver = new PartCollector(isSettled);
  try {
    const text = Tokenization.resolve(value, { scope, resolver, preparing: true }) as string;
    const parts = text.split(MARK).map((part, index) => index % 2 === 0 ? part : resolver.found[Number(part)]);
    return { parts: parts.filter((part) => part !== ''), hasLazy: resolver.hasLazy };
  } catch (error) {
    if (isSettled) { throw error; }
    return { parts: [{ isKnownLater: true }], hasLazy: true };
  }
}

/** Whether a token is a `Lazy`, of any copy of aws-cdk-lib. */
export function isLazy(token: IResolvable): boolean {
  return (token as { toJSON?(): unknown }).toJSON?.() === '<unresolved-lazy>';
}

/** Whether a `Lazy` computes its value anew each time. If that cannot be seen, it counts as one that keeps its first value. */
function keepsNothing(token: IResolvable): boolean {
  return (token as { cache?: unknown }).cache === false;
}

/** Stands in the string that is read for a part that is no literal. */
const MARK = /\0(\d+)\0/;

class PartCollector extends DefaultTokenResolver {
  public readonly found: (Reference | UnreadPart)[] = [];
  public hasLazy = false;

  constructor(private readonly isSettled: boolean) {
    super(new StringConcat());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): string {
    if (Reference.isReference(token)) { return this.mark(token); }
    if (isLazy(token)) {
      this.hasLazy = true;
      if (!this.isSettled && !keepsNothing(token)) { return this.mark({ isKnownLater: true }); }
    }
    const value = joined(super.resolveToken(token, context, postProcessor));
    return value ?? this.mark({ isKnownLater: value === undefined && isLazy(token) && !this.isSettled });
  }

  private mark(part: Reference | UnreadPart): string {
    return `\0${this.found.push(part) - 1}\0`;
  }
}

/** A value as one string; null for any other that CloudFormation computes, undefined for none. */
function joined(value: unknown): string | undefined | null {
  if (typeof value === 'string' || value === undefined) { return value; }
  const [delimiter, parts] = (value as { 'Fn::Join'?: [unknown, unknown] } | null)?.['Fn::Join'] ?? [];
  return delimiter === '' && Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts.join('') : null;
}
