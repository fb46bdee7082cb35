/** `npm run demo`: on-demand backups of three resources in a real `cdk deploy`, on this machine, without an AWS account. */
import { CdkCli, CdkResult } from './cdk-cli';
import { backupClient, ReportedJob, reportJobs } from './job-report';
import { LocalAws, startLocalAws } from './local-aws';

const EXAMPLE = 'examples/on-deploy.ts';
const INTRODUCTION = `
Deploys ${EXAMPLE} with the CDK CLI to a local AWS (MiniStack) on this machine.
No AWS account, no Docker. The first run installs MiniStack into .local-aws/.
With AWS_ENDPOINT_URL set, that endpoint is used and nothing is started.`;

/** Local jobs finish at once, so the pauses between two polls of a job are cut to a tenth. */
const SERVER_ENVIRONMENT = { SFN_WAIT_SCALE: '0.1' };

const began = Date.now();

async function main(): Promise<void> {
  console.log(INTRODUCTION);
  title('Start the local AWS');
  const aws = await startLocalAws({ serverEnvironment: SERVER_ENVIRONMENT });
  try {
    console.log(`The endpoint is ${aws.endpoint}`);
    const cdk = new CdkCli({ app: EXAMPLE, environment: aws.environment, show: true });
    title('cdk bootstrap');
    succeeded('bootstrap', await cdk.bootstrap());
    const failure: unknown = await deployAndCheck(cdk, aws).then(() => undefined, (error: unknown) => error);
    title('cdk destroy, without its events');
    const destroyed = await new CdkCli({ app: EXAMPLE, environment: aws.environment }).destroy();
    if (failure) { throw failure; }
    succeeded('destroy', destroyed);
  } finally {
    await aws.stop();
  }
  console.log(`\nDone in ${seconds()} s: each job was COMPLETED and had created the recovery point in the stack output.`);
}

async function deployAndCheck(cdk: CdkCli, aws: LocalAws): Promise<void> {
  title('cdk deploy');
  const deployed = await cdk.deploy();
  succeeded('deploy', deployed);
  title('The stack outputs, and what the AWS API says of their jobs');
  const [outputs = {}] = Object.values(deployed.outputs);
  check(await reportJobs(outputs, backupClient(aws.environment)));
}

function title(text: string): void {
  console.log(`\n[${seconds()} s] ${text}`);
}

function seconds(): string {
  return ((Date.now() - began) / 1000).toFixed(1);
}

function succeeded(command: string, { exitCode, output }: CdkResult): void {
  if (exitCode !== 0) { throw new Error(`cdk ${command} ended with ${exitCode}. Its last lines:\n${output.trim().split('\n').slice(-20).join('\n')}`); }
}

function check(reports: readonly ReportedJob[]): void {
  for (const { outputs, job } of reports) {
    console.log();
    Object.entries(outputs).forEach(([name, value]) => console.log(`${name} = ${value}`));
    for (const name of ['BackupJobId', 'State', 'ResourceArn', 'BackupVaultName', 'IamRoleArn', 'RecoveryPointArn'] as const) {
      console.log(`  ${name.padEnd(16)} ${job[name]}`);
    }
  }
  const problems = reports.flatMap(({ problem }) => problem ?? []);
  if (reports.length === 0) { problems.push('The stack has no outputs that name a job.'); }
  if (problems.length > 0) { throw new Error(problems.join('\n')); }
}

main().catch((error: unknown) => {
  console.error(`\nThe demo failed. ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
