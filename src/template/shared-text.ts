import { Aws, type IResolvable, type IResolveContext, Reference, Stack, Token, type TokenizedStringFragments, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { cached } from './synth-cache';

/** Intrinsic functions, and what they make. */
type Part = string | Readonly<Record<string, unknown>>;

/** In the global symbol registry, so that it does not matter which copy of this library made a string. */
const SHARED_TEXT = Symbol.for('cdk-on-demand-backup.sharedText');

/** The pseudo parameters, which are not `Reference`s. */
const PSEUDO_PARAMETERS = new Set<unknown>(
  [Aws.ACCOUNT_ID, Aws.PARTITION, Aws.REGION, Aws.STACK_NAME].map((token) => Tokenization.reverseCompleteString(token)),
);

/**
 * A string with deploy-time values that nearly all backups of a stack share: the function, the vault, the role. Each of these values is rendered
 * once in a synthesis, because aws-cdk-lib would render it again for each string, at least twice.
 */
export class SharedText implements IResolvable {
  /** Whether a token is such a string, of any copy of this library. */
  public static is(token: object): token is SharedText {
    return SHARED_TEXT in token;
  }

  public readonly creationStack = [];
  public readonly [SHARED_TEXT] = true;
  private readonly isShareable: boolean;

  constructor(scope: IConstruct, public readonly text: string) {
    const stack = Stack.of(scope);
    const { tokens } = this;
    this.isShareable = tokens.length > 0 && tokens.every((token) => PSEUDO_PARAMETERS.has(token) || isOf(stack, token));
  }

  /** The deploy-time values in it. */
  public get tokens(): IResolvable[] {
    return Tokenization.reverseString(this.text).tokens;
  }

  public resolve(context: IResolveContext): unknown {
    if (!this.isShareable) { return this.text; }
    if (context.preparing) { return undefined; } // it looks for references to other stacks
    const values = cached(Stack.of(context.scope), 'sharedTexts', () => new Map<IResolvable, Part>());
    const valueOf = (token: IResolvable): Part => {
      const value = values.get(token) ?? context.resolve(token) as Part;
      values.set(token, value);
      return value;
    };
    return joined(Tokenization.reverseString(this.text).mapTokens({ mapToken: valueOf }));
  }

  public toString(): string {
    return Token.asString(this);
  }
}

/** As aws-cdk-lib joins the parts of a string, if none of them is an `Fn::Join` itself. */
function joined(fragments: TokenizedStringFragments): unknown {
  const parts: Part[] = [];
  const add = (part: Part): void => {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') {
      parts[parts.length - 1] = last + part;
    } else {
      parts.push(part);
    }
  };
  add(fragments.firstValue as Part);
  fragments.join({ join: (_left: unknown, right: Part) => add(right) });
  return parts.length === 1 ? parts[0] : { 'Fn::Join': ['', parts] };
}

function isOf(stack: Stack, token: IResolvable): boolean {
  return Reference.isReference(token) && Stack.of(token.target) === stack;
}
