import { type IResolvable, type IResolveContext, Token } from 'aws-cdk-lib';
import { noticePhase } from '../synth-cache';

/** In the global symbol registry, so that it does not matter which copy of this library made a property. */
const CHANGE_PROPERTY = Symbol.for('cdk-on-demand-backup.changeProperty');

/**
 * A property of a custom resource that changes with the definitions of other resources. It has no value while a synthesis is prepared,
 * because these definitions are not complete then.
 */
export class ChangeProperty implements IResolvable {
  /** Whether a token is such a property, of any copy of this library. */
  public static is(token: object): token is ChangeProperty {
    return CHANGE_PROPERTY in token;
  }

  public readonly creationStack = [];
  public readonly [CHANGE_PROPERTY] = true;

  /**
   * @param value computes the value
   * @param mayRefer whether the value may refer to other resources
   */
  constructor(public readonly value: () => unknown, public readonly mayRefer: boolean) {}

  public resolve({ preparing }: IResolveContext): unknown {
    noticePhase(preparing ? 'preparing' : 'rendering');
    return preparing ? undefined : this.value();
  }

  public toString(): string {
    return Token.asString(this);
  }
}
