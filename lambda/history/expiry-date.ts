const DAY_MS = 24 * 3600_000;

/**
 * When AWS Backup deletes a recovery point, as an ISO time; empty when it never does, or when that is not known.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CalculatedLifecycle.html
 */
export function expiryDate(creationDate: string, deleteAfterDays: unknown): string {
  if (typeof deleteAfterDays !== 'number' || !(deleteAfterDays > 0)) { return ''; }
  const date = new Date(Date.parse(creationDate) + deleteAfterDays * DAY_MS);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
