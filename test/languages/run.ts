/**
 * Packages the library for each language, synthesises the same app there with the toolchain of the language, and compares the templates with those
 * of TypeScript. Deploys the Python app to a local AWS.
 *
 * Usage: npm run languages [-- LANGUAGE...]
 */
import type { Language } from './language';
import { WORK } from './process';
import { DOTNET_TOOLCHAIN } from './toolchains/dotnet';
import { GO_TOOLCHAIN } from './toolchains/go';
import { JAVA_TOOLCHAIN } from './toolchains/java';
import { PYTHON_TOOLCHAIN } from './toolchains/python';
import { synthReference } from './toolchains/synth';

const TYPESCRIPT: Language = { name: 'typescript', steps: [{ name: 'synth', run: synthReference }] };
const OTHERS = [PYTHON_TOOLCHAIN, JAVA_TOOLCHAIN, GO_TOOLCHAIN, DOTNET_TOOLCHAIN];

interface Row {
  readonly language: string;
  readonly step: string;
  readonly seconds: number;
  readonly result: string;
}

async function main(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((name) => !OTHERS.some((language) => language.name === name));
  if (unknown.length > 0) { throw new Error(`unknown language ${unknown.join(', ')}: use ${OTHERS.map(({ name }) => name).join(', ')}`); }
  const rows: Row[] = [];
  const chosen = OTHERS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  for (const language of [TYPESCRIPT, ...chosen]) { rows.push(...await rowsOf(language)); }
  print(rows);
  const failed = rows.filter(({ result }) => result === 'FAILED').length;
  console.log(`\n${rows.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** The steps of a language up to the first one that fails, except that a difference in one template does not hold up the others. */
async function rowsOf({ name: language, steps }: Language): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name: step, run } of steps) {
    const start = Date.now();
    const row = (result: string) => rows.push({ language, step, seconds: (Date.now() - start) / 1000, result });
    try {
      row(await run() ?? 'ok');
    } catch (error) {
      row('FAILED');
      console.error(`${language}, ${step}: ${(error as Error).message}\n`);
      if (step === 'package' || step === 'install' || step === 'compile') { break; }
    }
    console.log(`${language}, ${step}: ${rows[rows.length - 1].result}, ${rows[rows.length - 1].seconds.toFixed(1)} s`);
  }
  return rows;
}

function print(rows: readonly Row[]): void {
  console.log(`\nThe logs are in ${WORK}\n\n| language | step | seconds | result |\n|---|---|---|---|`);
  for (const { language, step, seconds, result } of rows) { console.log(`| ${language} | ${step} | ${seconds.toFixed(1)} | ${result} |`); }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
