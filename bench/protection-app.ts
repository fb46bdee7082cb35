/**
 * Synthesises tables in stacks, with a protection over all of them if the first argument is `with`, into a folder (second argument). Prints the
 * user CPU time of the synthesis and of the whole process in milliseconds, as JSON.
 */
import { App, Aspects, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';

const [STACKS, TABLES_PER_STACK] = [5, 120];

async function main(protection: string, outdir: string): Promise<void> {
  const app = new App({ outdir, analyticsReporting: false });
  for (let s = 0; s < STACKS; s++) {
    const stack = new Stack(app, `Stack${s}`);
    for (let t = 0; t < TABLES_PER_STACK; t++) {
      new Table(stack, `Table${t}`, { partitionKey: { name: 'id', type: AttributeType.STRING }, removalPolicy: RemovalPolicy.DESTROY });
    }
  }
  if (protection === 'with') {
    // Loaded only when used, so that the other app is what it would be without this library
    const { BackupProtection } = await import('cdk-on-demand-backup');
    Aspects.of(app).add(new BackupProtection());
  }
  const before = process.cpuUsage();
  app.synth();
  const synth = process.cpuUsage(before).user / 1000;
  console.log(JSON.stringify({ synth, process: process.cpuUsage().user / 1000 }));
}

main(process.argv[2], process.argv[3]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
