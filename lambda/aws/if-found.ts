import { NotFoundError } from './errors';

/** The result of a call; undefined when the service does not know what the call asks about. */
export async function ifFound<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof NotFoundError) { return undefined; }
    throw error;
  }
}
