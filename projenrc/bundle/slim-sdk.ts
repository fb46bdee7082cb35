import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

const CONSTANT = /^const (_\w+) = ("[^"\\]*");$/gm;
const COMPUTED_KEY = /\[(_\w+)\]: /g;
const ERROR = /^export var (\w+)\$ = \[-3, n0, \w+,\s*\{([^}]*)\}/gm;
const CODE_OF_QUERY = /"awsQueryError": \[`(\w+)`/;
const REGISTRATION = /^n0_registry\.registerError\((\w+)\$, \w+\);$/gm;

/**
 * The schemas of a client of the SDK, in a form of which esbuild leaves out those that no call needs.
 *
 * Keys that are constants are written out: for `{ [_h]: … }` esbuild must assume that making the key has an effect, and then keeps every
 * operation of the service. And errors that the SDK reads the same without their classes are not registered.
 *
 * @param classes the source of the classes of the errors
 */
export function slimSchemas(source: string, classes: string): string {
  const constants = new Map([...source.matchAll(CONSTANT)].map(([, name, value]) => [name, value]));
  const written = source.replace(COMPUTED_KEY, (key, name: string) => constants.has(name) ? `${constants.get(name)}: ` : key);
  const retryable = new Set(classes.split('export class ').filter((text) => text.includes('$retryable')).map((text) => text.split(' ', 1)[0]));
  const needless = new Set([...written.matchAll(ERROR)]
    .filter(([, name, traits]) => !retryable.has(name) && readsTheSame(name, traits.replace(/: (_\w+)/g, (text, value: string) => `: ${constants.get(value) ?? text}`)))
    .map(([, name]) => name));
  return written.replace(REGISTRATION, (line, name: string) => needless.has(name) ? '' : line);
}

/**
 * Whether the SDK needs no class for an error. Of one without a class it makes the service's base exception, with the same message and
 * members, the code as the name, and the fault by the HTTP status, which AWS may send below 500 for a fault of the service.
 */
function readsTheSame(name: string, traits: string): boolean {
  return traits.includes('"error": "client"') && (CODE_OF_QUERY.exec(traits)?.[1] ?? name) === name;
}

/** The configuration of a client of the SDK, in a form of which esbuild leaves out all of its `package.json` but the version. */
export function slimConfig(source: string): string {
  return source.replace('import packageInfo from', 'import * as packageInfo from');
}

/** Leaves out what the clients of the SDK have for calls that the handler does not make. */
export const SLIM_SDK: Plugin = {
  name: 'slim-sdk',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]client-[\w-]+[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ }, async ({ path }) => {
      const [schemas, classes] = await Promise.all([path, join(dirname(path), '../models/errors.js')].map((file) => readFile(file, 'utf8')));
      return { contents: slimSchemas(schemas, classes) };
    });
    onLoad({ filter: /[\\/]client-[\w-]+[\\/]dist-es[\\/]runtimeConfig\.js$/ }, async ({ path }) => ({ contents: slimConfig(await readFile(path, 'utf8')) }));
  },
};
