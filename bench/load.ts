/**
 * Storms on the wall clock, against the stand-in for AWS Backup with the service's quotas and a CloudFormation that answers five calls a
 * second. Each request runs the real handler with the real SDK over HTTP, and an execution of the real state machine with real waits, all
 * in this process.
 *
 * 1. Many backups start at once, and each leaves its record in a Parameter Store that accepts three writes a second.
 * 2. A rollback updates all of them; a rollback deletes as many that wait for a deletion; all of them are deleted with their recovery points.
 *
 *     npx tsx --tsconfig test/tsconfig.json bench/load.ts [backups...]
 */
import { Harness } from '../test/outcomes/harness';
import { reportStackStorm, stackStorm, STACK_STORMS } from '../test/outcomes/stack-storm';
import { report, storm } from '../test/outcomes/storm';
import { RealTime } from '../test/outcomes/time';

const MOST_TIMES_THE_QUOTA = 1.3;
const BACKUPS = [100, 400];

async function main(sizes: readonly number[]): Promise<void> {
  const harness = await Harness.start(new RealTime(), { quotas: { clock: 'wall' } });
  try {
    for (const backups of sizes) {
      await harness.renew();
      if (!await run(harness, backups)) { process.exitCode = 1; }
    }
  } finally {
    await harness.stop();
  }
}

async function run(harness: Harness, backups: number): Promise<boolean> {
  const started = await storm(harness, backups);
  process.stdout.write(`${report(started)}\n\n`);
  const isRecorded = started.records === backups && started.latest === backups;
  let isGood = started.jobs === backups && started.failures === 0 && isRecorded && started.seconds <= MOST_TIMES_THE_QUOTA * started.quotaSeconds;
  for (const kind of STACK_STORMS) {
    const result = await stackStorm(harness, kind, backups);
    process.stdout.write(`${reportStackStorm(result)}\n\n`);
    isGood &&= result.wrong === 0 && result.jobs === 0 && result.left === 0;
  }
  return isGood;
}

void main(process.argv.length > 2 ? process.argv.slice(2).map(Number) : BACKUPS);
