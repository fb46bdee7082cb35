#!/usr/bin/env node
/** The stand-in as a command. Imported as a module, it exports everything that a test needs. */
import { readCommandLine, USAGE } from './config/command-line';
import { BackupStandIn } from './stand-in';
import { errorMessage } from './util/error-message';

export * from './index';

async function main(): Promise<void> {
  const options = readCommandLine(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(USAGE);
    return;
  }
  const standIn = new BackupStandIn(options);
  const endpoint = await standIn.start();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void standIn.stop());
  }
  process.stdout.write(`${endpoint}\n`);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${errorMessage(error)}\n`);
    process.exitCode = 1;
  });
}
