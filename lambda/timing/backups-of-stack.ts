import { Environment } from '../../src/request/names';

/** How many backups the stack has, all of which may make the same call at once. */
export function backupsOfStack(): number {
  const backups = Number(process.env[Environment.BACKUPS]);
  return backups > 0 ? backups : 1;
}
