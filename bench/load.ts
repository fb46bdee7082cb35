/**
 * A storm: 400 backups start at once against the stand-in for AWS Backup with the service's quotas, on the wall clock. Each one runs
 * the real handler with the real SDK over HTTP, and an execution of the real state machine with real waits, all in this process.
 *
 *     npx tsx --tsconfig test/tsconfig.json bench/load.ts [backups]
 */
import { Harness } from '../test/outcomes/harness';
import { report, storm } from '../test/outcomes/storm';
import { RealTime } from '../test/outcomes/time';

const MOST_TIMES_THE_QUOTA = 1.3;

async function main(backups: number): Promise<void> {
  const harness = await Harness.start(new RealTime(), { quotas: { clock: 'wall' } });
  try {
    const result = await storm(harness, backups);
    process.stdout.write(`${report(result)}\n`);
    const isGood = result.jobs === backups && result.failures === 0 && result.seconds <= MOST_TIMES_THE_QUOTA * result.quotaSeconds;
    process.exitCode = isGood ? 0 : 1;
  } finally {
    await harness.stop();
  }
}

void main(Number(process.argv[2] ?? 400));
