/** A second copy of this library beside the same aws-cdk-lib, as a package with its own node_modules brings it along. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as firstCopy from 'cdk-on-demand-backup';

const SRC = join(__dirname, '..', '..', 'src');

/** The library, once more. */
export function secondCopy(): typeof firstCopy {
  let copy: typeof firstCopy | undefined;
  const shared = new Map(importedModules().map((name) => [name, jest.requireActual<object>(name)]));
  jest.isolateModules(() => {
    shared.forEach((loaded, name) => { jest.doMock(name, () => loaded); });
    copy = jest.requireActual<typeof firstCopy>('cdk-on-demand-backup');
  });
  shared.forEach((_loaded, name) => { jest.dontMock(name); });
  return copy as unknown as typeof firstCopy;
}

/** What the library imports from the CDK. */
function importedModules(): string[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const names = files.flatMap((file) => [...readFileSync(join(SRC, file), 'utf8').matchAll(/from '(aws-cdk-lib[^']*|constructs)'/g)].map(([, name]) => name));
  return [...new Set(names)];
}
