/**
 * A storm: 400 definitions start at once against the stand-in of AWS Backup with the service's quotas, on the wall clock. Each is
 * the real handler with the real SDK over HTTP, and a run of the real machine with real waits, all in this process.
 *
 *     npx tsx --tsconfig test/tsconfig.json bench/load.ts [definitions]
 */
import { Harness } from '../test/outcomes/harness';
import { report, storm } from '../test/outcomes/storm';
import { RealTime } from '../test/outcomes/time';

const MOST_TIMES_THE_QUOTA = 1.3;

async function main(definitions: number): Promise<void> {
  const harness = await Harness.start(new RealTime(), { quotas: { clock: 'wall' } });
  try {
    const result = await storm(harness, definitions);
    process.stdout.write(`${report(result)}\n`);
    const isGood = result.jobs === definitions && result.failures === 0 && result.seconds <= MOST_TIMES_THE_QUOTA * result.quotaSeconds;
    process.exitCode = isGood ? 0 : 1;
  } finally {
    await harness.stop();
  }
}

void main(Number(process.argv[2] ?? 400));
