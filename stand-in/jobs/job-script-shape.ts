import type { JobScript } from './job-script';
import { boolean, either, list, number, object, oneOf, string, whole, type Shape } from '../util/shape';

export const seconds = either(number(0), oneOf('forever'));

const SCRIPT_MEMBERS: Readonly<Record<keyof JobScript, Shape>> = {
  createdSeconds: seconds,
  pendingSeconds: seconds,
  runningSeconds: seconds,
  abortingSeconds: seconds,
  outcome: oneOf('COMPLETED', 'FAILED', 'EXPIRED', 'ABORTED', 'PARTIAL'),
  statusMessage: string,
  messageCategory: string,
  progress: oneOf('linear', 'none', 'late'),
  backupSizeInBytes: whole(0),
  resourceType: string,
  encrypted: boolean,
  deletingSeconds: seconds,
  onDelete: oneOf('delete', 'expire', 'hold', 'copy'),
  children: (value, path) => list(object({ ...SCRIPT_MEMBERS, resourceArn: string }, ['resourceArn']))(value, path),
};

export const jobScript = object(SCRIPT_MEMBERS);

/** One script, or a list of them. */
export const jobScripts: Shape = (value, path) => (Array.isArray(value) ? list(jobScript) : jobScript)(value, path);
