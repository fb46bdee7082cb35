import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../language';
import { ROOT, run, WORK } from '../process';
import { DIST, floorOf, packageFor } from './packages';
import { synthAndCompare } from './synth';

const FOLDER = join(WORK, 'java');
const PROJECT = join(FOLDER, 'project');
const MAVEN = ['--batch-mode', '--quiet', `-Dcdk.version=${floorOf('aws-cdk-lib')}`, `-Dconstructs.version=${floorOf('constructs')}`];

export const JAVA_TOOLCHAIN: Language = {
  name: 'java',
  steps: [
    { name: 'package', run: () => packageFor('java') },
    { name: 'install', run: install },
    { name: 'compile', run: compile },
    { name: 'synth', run: () => synth() },
    { name: 'shuffled', run: async () => { for (const order of ['sorted', 'reversed'] as const) { await synth(order); } } },
  ],
};

/** Into Maven's own repository, which keeps a package of an earlier run otherwise: the version is always 0.0.0. */
async function install(): Promise<void> {
  const package_ = join(DIST, 'java', 'io', 'github', 'cdk-on-demand-backup', 'cdk-on-demand-backup', '0.0.0', 'cdk-on-demand-backup-0.0.0');
  await run('mvn', [
    '--batch-mode', '--quiet', 'org.apache.maven.plugins:maven-install-plugin:3.1.3:install-file', `-Dfile=${package_}.jar`, `-DpomFile=${package_}.pom`,
  ], { log: join(FOLDER, 'install.log') });
}

/** By default, the keys of maps have the order of `Map.of`: another one in each process. */
async function synth(orderOfKeys?: 'sorted' | 'reversed'): Promise<void> {
  const env = orderOfKeys === undefined ? undefined : { ORDER_OF_KEYS: orderOfKeys };
  await synthAndCompare({ language: 'java', command: 'mvn', args: [...MAVEN, 'exec:java'], cwd: PROJECT, env }, orderOfKeys === undefined ? 'cdk.out' : `cdk.out.${orderOfKeys}`);
}

/** Compiles the app, and with it the snippets of the README. */
async function compile(): Promise<void> {
  rmSync(PROJECT, { recursive: true, force: true });
  cpSync(join(__dirname, '..', 'java'), PROJECT, { recursive: true });
  const snippets = join(PROJECT, 'src', 'main', 'java', 'snippets');
  mkdirSync(snippets);
  javaSnippets().forEach((source, index) => writeFileSync(join(snippets, `Snippet${index}.java`), asClass(`Snippet${index}`, source)));
  await run('mvn', [...MAVEN, 'compile'], { cwd: PROJECT, log: join(FOLDER, 'compile.log') });
}

function javaSnippets(): string[] {
  type Tablet = { snippets: Record<string, { translations: { java: { source: string } } }> };
  const tablet = JSON.parse(readFileSync(join(ROOT, '.jsii.tabl.json'), 'utf8')) as Tablet;
  return Object.values(tablet.snippets).map(({ translations }) => translations.java.source);
}

/** A snippet has imports, classes and statements. */
function asClass(name: string, source: string): string {
  const [imports, body] = [true, false].map((wanted) => source.split('\n').filter((line) => line.startsWith('import ') === wanted).join('\n'));
  return `package snippets;\n${imports}\nclass ${name} {\n  void run() {\n${body.replace(/^public class/gm, 'class')}\n  }\n}\n`;
}
