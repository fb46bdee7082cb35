/** Completes the translated snippets in a tablet of jsii-rosetta. Usage: tsx complete-tablet.ts FILE */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Assembly, loadAssemblyFromPath } from '@jsii/spec';
import { COMPLETIONS, type TranslatedSnippet } from './completions';

interface Tablet {
  readonly snippets: Record<string, TranslatedSnippet>;
}

/** What aws-cdk-lib uses and no snippet sees. */
const SUPPORTED = ['intersection-types', 'class-covariant-overrides'];

const [file] = process.argv.slice(2);
const tablet = JSON.parse(readFileSync(file, 'utf8')) as Tablet;
const folders = ['.', ...['aws-cdk-lib', 'constructs'].map((name) => dirname(require.resolve(`${name}/package.json`)))];
const loaded = folders.map((folder) => loadAssemblyFromPath(folder, false, SUPPORTED));
const assemblies = new Map<string, Assembly>(loaded.map((assembly) => [assembly.name, assembly]));

for (const snippet of Object.values(tablet.snippets)) {
  for (const [language, complete] of Object.entries(COMPLETIONS)) {
    const translation = snippet.translations[language];
    translation.source = complete(translation.source, snippet, assemblies);
  }
}
writeFileSync(file, JSON.stringify(tablet, undefined, 2));
