import { Stack, Token, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Writes a value as JSON whose known parts stay readable to this program, so that a shell's quotes can be added. What a deployment puts in place of a token
 * is not escaped. `Stack.toJsonString` would be one token.
 */
export function jsonText(scope: IConstruct, value: unknown): string {
  if (typeof value === 'number') { return Token.isUnresolved(value) ? Tokenization.stringifyNumber(value) : JSON.stringify(value); }
  if (typeof value !== 'object' || value === null) { return JSON.stringify(value); }
  if (Token.isUnresolved(value)) { return Stack.of(scope).toJsonString(value); }
  if (Array.isArray(value)) { return `[${value.map((each) => jsonText(scope, each)).join(',')}]`; }
  return `{${Object.entries(value).filter(([, each]) => each !== undefined).map(([key, each]) => `${JSON.stringify(key)}:${jsonText(scope, each)}`).join(',')}}`;
}
