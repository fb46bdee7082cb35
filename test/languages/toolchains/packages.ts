import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run, WORK } from '../process';

/** The packages as the release workflow makes them. */
export const DIST = join(ROOT, 'dist');

type Target = 'python' | 'java' | 'go' | 'dotnet' | 'js';

/** Makes the package of a language with the task that the release workflow runs. */
export async function packageFor(target: Target, ...args: string[]): Promise<void> {
  await run('npx', ['projen', `package:${target}`, ...args], { log: join(WORK, `package-${target}.log`) });
}

/** The oldest version of a dependency that we support, which is the one installed here. */
export function floorOf(dependency: 'aws-cdk-lib' | 'constructs'): string {
  return (JSON.parse(readFileSync(require.resolve(`${dependency}/package.json`), 'utf8')) as { version: string }).version;
}
