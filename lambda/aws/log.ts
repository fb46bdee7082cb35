import { Environment } from '../../src/request/names';

/** What a message is about. All lines share these keys, so that one query finds the whole story of a job. */
export interface LogKeys {
  readonly step?: string;
  readonly requestType?: string;
  readonly stackId?: string;
  readonly logicalId?: string;
  readonly jobId?: string;
  readonly resourceArn?: string;
  readonly reason?: string;
  readonly state?: string;
  readonly [other: string]: string | number | boolean | undefined;
}

type Level = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

const WRITE = { DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
/** The levels of Lambda, from the least important. The runtime drops what is below the one that is set; here it is not even written. */
const LEVELS: readonly string[] = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

/**
 * Writes one message. The function logs in JSON, so the runtime turns it into one line, with level, time and request id.
 *
 * Takes plain values only, so that no event, and with it no response URL, can get in.
 */
export function log(level: Level, message: string, keys: LogKeys = {}): void {
  if (LEVELS.indexOf(level) < lowestLevel()) { return; }
  console[WRITE[level]]({ message, ...keys });
}

function lowestLevel(): number {
  const set = LEVELS.indexOf(process.env[Environment.LOG_LEVEL] ?? '');
  return set < 0 ? LEVELS.indexOf('INFO') : set;
}
