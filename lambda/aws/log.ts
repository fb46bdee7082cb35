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

type Level = 'INFO' | 'WARN' | 'ERROR';

const WRITE = { INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/**
 * Writes one message. The function logs in JSON, so the runtime turns it into one line, with level, time and request id.
 *
 * Takes plain values only, so that no event, and with it no response URL, can get in.
 */
export function log(level: Level, message: string, keys: LogKeys = {}): void {
  console[WRITE[level]]({ message, ...keys });
}
