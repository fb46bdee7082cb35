import { Token, TokenComparison } from 'aws-cdk-lib';

/** Whether two accounts or Regions may be the same: what a token means is known only at deploy time. */
export function mayBeSame(one: string, other: string): boolean {
  return Token.compareStrings(one, other) !== TokenComparison.DIFFERENT;
}
