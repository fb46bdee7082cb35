import { createHash } from 'node:crypto';

/** Sibling tokens of the service take 1 to 50 characters of `A-Za-z0-9-_.`; the API tells no rule for this one. */
const TOKEN_LENGTH = 48;

/**
 * The token that makes a repeated start harmless: the same for each delivery of one idempotencyKey, another for each idempotencyKey.
 *
 * It is never made from the definition alone, or a later deployment of the same definition would silently start nothing.
 */
export function idempotencyToken(idempotencyKey: string, resourceArn: string): string {
  return createHash('sha256').update(`${idempotencyKey}\n${resourceArn}`).digest('hex').slice(0, TOKEN_LENGTH);
}
