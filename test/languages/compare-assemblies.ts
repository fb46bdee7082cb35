/** Compares cloud assemblies that apps in different languages made. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An asset is named after the hash of its content; its bundle is part of the package, so the names of two builds may differ. */
const ASSET_HASH = /[0-9a-f]{64}/g;
const REPORT = 'on-demand-backup-protection.json';
const MESSAGES = ['aws:cdk:info', 'aws:cdk:warning', 'aws:cdk:error'];

interface Manifest {
  readonly artifacts: Record<string, {
    readonly metadata?: Metadata;
    readonly additionalMetadataFile?: string;
  }>;
}

type Metadata = Record<string, { readonly type: string; readonly data?: unknown }[]>;

/** The differences of two cloud assemblies: templates, the report of the protection, and messages. Empty when they are equal. */
export function differencesOf(expected: string, actual: string): string[] {
  const files = [...new Set([...contentsOf(expected), ...contentsOf(actual)])].sort();
  return [
    ...files.flatMap((file) => [...differences(read(expected, file), read(actual, file), file)]),
    ...differences(messagesOf(expected), messagesOf(actual), 'messages'),
  ];
}

function contentsOf(folder: string): string[] {
  return readdirSync(folder).filter((file) => file.endsWith('.template.json') || file === REPORT);
}

function read(folder: string, file: string): unknown {
  const path = join(folder, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8').replace(ASSET_HASH, '<asset>')) : undefined;
}

/** What the app tells its user, sorted: the order of the constructs is none of the messages' own. */
function messagesOf(folder: string): string[] {
  const { artifacts } = read(folder, 'manifest.json') as Manifest;
  return Object.entries(artifacts).flatMap(([name, { metadata, additionalMetadataFile }]) => {
    const all = metadata ?? (additionalMetadataFile === undefined ? {} : read(folder, additionalMetadataFile) as Metadata);
    return Object.entries(all).flatMap(([path, entries]) => entries.filter(({ type }) => MESSAGES.includes(type))
      .map(({ type, data }) => `${name} ${path} ${type} ${JSON.stringify(data)}`));
  }).sort();
}

function* differences(expected: unknown, actual: unknown, path: string): Generator<string> {
  if (isRecord(expected) && isRecord(actual)) {
    for (const key of [...new Set([...Object.keys(expected), ...Object.keys(actual)])].sort()) {
      yield* differences(expected[key], actual[key], `${path}/${key}`);
    }
  } else if (JSON.stringify(expected) !== JSON.stringify(actual)) {
    yield `${path}: ${brief(expected)} in TypeScript, ${brief(actual)} here`;
  }
}

/** Objects and lists alike. */
function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function brief(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 200);
}
