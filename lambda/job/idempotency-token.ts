import { createHash } from 'node:crypto';

/** Similar tokens of the service have 1 to 50 characters of `A-Za-z0-9-_.`; the API documents no rule for this one. */
const TOKEN_LENGTH = 48;

/**
 * The token that makes a repeated start harmless: the same for each delivery of an idempotency key, and different for each key.
 *
 * It never depends on the backup alone, or a later deployment of the same backup would silently start nothing.
 */
export function idempotencyToken(idempotencyKey: string, resourceArn: string): string {
  return createHash('sha256').update(`${idempotencyKey}\n${resourceArn}`).digest('hex').slice(0, TOKEN_LENGTH);
}
