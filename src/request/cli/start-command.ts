import { shellQuoted } from './shell-quoted';
import { REQUEST_MEMBERS } from '../rules/members';

/** How the command is written. */
export interface CommandOptions {
  readonly region: string;
  /** Writes a value as JSON. */
  readonly json: (value: unknown) => string;
}

/** The AWS CLI would read a file or fetch a page. @see https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html */
const LOADED = /^(file|fileb|https?):\/\//;

/**
 * The command of the AWS CLI that sends a request, for a POSIX shell: an option for each member that the library knows, and one JSON for the rest.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/backup/start-backup-job.html
 */
export function startBackupJobCommand(input: Readonly<Record<string, unknown>>, { region, json }: CommandOptions): string {
  const known = REQUEST_MEMBERS.map(({ name }) => name).filter((name) => input[name] !== undefined && !isLoaded(input[name]));
  const others = Object.entries(input).filter(([name]) => !known.includes(name));
  const options = [
    ...known.map((name) => [optionOf(name), text(input[name], json)] as const),
    ...others.length > 0 ? [['cli-input-json', json(Object.fromEntries(others))] as const] : [],
    ['region', region] as const,
  ];
  return ['aws backup start-backup-job', ...options.map(([option, value]) => `--${option}${value.startsWith('-') ? '=' : ' '}${shellQuoted(value)}`)].join(' ');
}

function isLoaded(value: unknown): boolean {
  return typeof value === 'string' && LOADED.test(value);
}

function text(value: unknown, json: CommandOptions['json']): string {
  return typeof value === 'string' ? value : json(value);
}

/** As botocore derives it: `BackupVaultName` is `--backup-vault-name`. */
function optionOf(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
}
