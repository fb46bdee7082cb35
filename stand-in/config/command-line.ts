import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkOptions } from './option-shapes';
import type { StandInOptions } from './options';
import { errorMessage } from '../util/error-message';

export const USAGE = `Usage: backup-stand-in [--port <number>] [--config <file.json>]

Starts a local server that behaves like AWS Backup and Parameter Store, prints its endpoint, and runs until SIGINT or SIGTERM.
  --port    port to listen on (default: a free one)
  --config  options, scripts and faults as JSON
  --help    this text
`;

/** The options on the command line; undefined if help was requested. */
export function readCommandLine(args: readonly string[]): StandInOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: { port: { type: 'string' }, config: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) { return undefined; }
  const config = values.config === undefined ? {} : readConfig(values.config);
  return checkOptions(values.port === undefined ? config : { ...config, port: Number(values.port) });
}

function readConfig(file: string): StandInOptions {
  try {
    return checkOptions(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Error(`${file}: ${errorMessage(error)}`);
  }
}
