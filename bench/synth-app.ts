/** Synthesises a stack of N backups (first argument; 0 is the empty stack) into a folder (second argument). */
import { App, Stack } from 'aws-cdk-lib';

async function main(count: number, outdir: string): Promise<void> {
  const stack = new Stack(new App({ outdir, analyticsReporting: false }), 'Bench');
  if (count > 0) {
    // Loaded only when used, so that the empty stack is what it would be without this library
    const [{ BackupResource }, { OnDemandBackup }] = [await import('aws-cdk-lib/aws-backup'), await import('cdk-on-demand-backup')];
    for (let i = 0; i < count; i++) {
      const resource = BackupResource.fromArn(stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: `table-${i}` }));
      new OnDemandBackup(stack, `Backup${i}`, { resource, stackOutputs: false });
    }
  }
  (stack.node.root as App).synth();
}

main(Number(process.argv[2]), process.argv[3]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
