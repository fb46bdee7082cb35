import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Synthesises phases of the apps in one process, which loads aws-cdk-lib once: `tsx synthesise.ts start-s3:1 rollback-off:2`.
 * Prints a line for each: its name, and what is wrong.
 */

interface Message { readonly level: string; readonly entry: { readonly data?: unknown } }
interface CloudAssembly { readonly stacks: readonly { readonly id: string; readonly messages: readonly Message[] }[] }

const load = createRequire(__filename);
/** The assertions of an app are in a stack of their own, which reads the attributes of its one backup; the next deployment is another phase. */
const EXPECTED_WARNING = 'cdk-on-demand-backup:exportedAttribute';

function isWrong(level: string, text: string): boolean {
  return level === 'error' || (level === 'warning' && text.includes('cdk-on-demand-backup:') && !text.includes(EXPECTED_WARNING));
}

/** Forgets the apps and what they share, so that the next one begins anew. */
function forget(): void {
  Object.keys(load.cache).filter((file) => file.startsWith(__dirname)).forEach((file) => { delete load.cache[file]; });
}

function problemOf(name: string, phase: string): string {
  process.env.PHASE = phase;
  process.env.CDK_OUTDIR = mkdtempSync(join(tmpdir(), 'account-run-'));
  try {
    forget();
    load(join(__dirname, `integ.${name}.ts`));
    const { app } = load(join(__dirname, 'account-app.ts')) as { app: { synth(): CloudAssembly } };
    const { stacks } = app.synth();
    // Warnings of aws-cdk-lib depend on its version
    const wrong = stacks.flatMap(({ messages }) => messages).map(({ level, entry }) => ({ level, text: JSON.stringify(entry.data) }))
      .filter(({ level, text }) => isWrong(level, text)).map(({ text }) => text);
    return stacks.some(({ id }) => id.startsWith('AccountRun')) ? wrong.join('; ') : 'no stack begins with AccountRun';
  } catch (error) {
    return (error as Error).message;
  } finally {
    process.removeAllListeners('beforeExit'); // where an app would synthesise itself
    rmSync(process.env.CDK_OUTDIR, { recursive: true });
  }
}

for (const each of process.argv.slice(2)) {
  const [name, phase] = each.split(':');
  process.stdout.write(`${JSON.stringify([each, problemOf(name, phase)])}\n`);
}
