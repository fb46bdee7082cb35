import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const CONSTANT = /^const (_\w+) = ("[^"\\]*");$/gm;
const COMPUTED_KEY = /\[(_\w+)\]: /g;
const CLIENT_ERROR = /^export var (\w+\$) = \[-3, n0, \w+,\s*\{[^}]*"error": (_\w+)[^}]*\}/gm;
const REGISTRATION = /^n0_registry\.registerError\((\w+\$), \w+\);$/gm;

/**
 * The schemas of a client of the SDK, in a form of which esbuild leaves out those that no call needs.
 *
 * Keys that are constants are written out: for `{ [_h]: … }` esbuild must assume that making the key has an effect, and then keeps every
 * operation of the service. And the classes of the caller's errors are not registered: the SDK makes the service's base exception of an
 * error that it has no class for, with the same name, message and members, and the fault by the HTTP status. The errors of the service
 * keep their classes, because AWS may send them with a status below 500.
 */
export function slimSchemas(source: string): string {
  const constants = new Map([...source.matchAll(CONSTANT)].map(([, name, value]) => [name, value]));
  const written = source.replace(COMPUTED_KEY, (key, name: string) => constants.has(name) ? `${constants.get(name)}: ` : key);
  const clientErrors = new Set([...written.matchAll(CLIENT_ERROR)].filter(([, , fault]) => constants.get(fault) === '"client"').map(([, schema]) => schema));
  return written.replace(REGISTRATION, (line, schema: string) => clientErrors.has(schema) ? '' : line);
}

/** The configuration of a client of the SDK, in a form of which esbuild leaves out all of its `package.json` but the version. */
export function slimConfig(source: string): string {
  return source.replace('import packageInfo from', 'import * as packageInfo from');
}

/** Leaves out what the clients of the SDK have for calls that the handler does not make. */
export const SLIM_SDK: Plugin = {
  name: 'slim-sdk',
  setup({ onLoad }) {
    onLoad({ filter: /\/client-[\w-]+\/dist-es\/schemas\/\w+\.js$/ }, async ({ path }) => ({ contents: slimSchemas(await readFile(path, 'utf8')) }));
    onLoad({ filter: /\/client-[\w-]+\/dist-es\/runtimeConfig\.js$/ }, async ({ path }) => ({ contents: slimConfig(await readFile(path, 'utf8')) }));
  },
};
