import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { BackupClient, type BackupJob, ListBackupJobsCommand, ListRecoveryPointsByBackupVaultCommand } from '@aws-sdk/client-backup';
import { CloudFormationClient, DescribeStackEventsCommand, DescribeStackResourcesCommand, DescribeStacksCommand, type StackEvent } from '@aws-sdk/client-cloudformation';
import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';

/** What the drivers of the account run share: more deployments of an app, what AWS says of them, and the report. */

const ROOT = resolve(__dirname, '..', '..', '..');
/** The same context as integ-runner's, or each deployment of a driver would change more than its phase. */
const CONTEXT = readFileSync(join(ROOT, 'node_modules', '@aws-cdk', 'integ-runner', 'lib', 'recommended-feature-flags.json'), 'utf8');
const REPORT = join(ROOT, 'test-reports', 'account-run.txt');
/** The stacks of the question, without that of the assertions: integ-runner deploys that. */
const STACKS = 'AccountRun*';
const POLL_MS = 5_000;

const backup = new BackupClient();
const cloudFormation = new CloudFormationClient();
const states = new SFNClient();

/** How a command of the CDK CLI ended. */
export interface CommandResult {
  readonly succeeded: boolean;
  readonly seconds: number;
  readonly output: string;
}

/** Deploys a phase of an app. */
export function deploy(app: string, phase: number, ...options: string[]): CommandResult {
  return withAssembly(app, phase, (assembly) => cdk('deploy', STACKS, '--app', assembly, '--require-approval', 'never', '--progress', 'events', ...options));
}

/** Deletes the stacks of an app. */
export function destroy(app: string, phase = 1): CommandResult {
  return withAssembly(app, phase, (assembly) => cdk('destroy', STACKS, '--app', assembly, '--force'));
}

/** Makes the assembly of a phase. */
function withAssembly(app: string, phase: number, run: (assembly: string) => CommandResult): CommandResult {
  const assembly = mkdtempSync(join(tmpdir(), 'account-run-'));
  try {
    execFileSync('npx', ['tsx', '--tsconfig', 'test/tsconfig.json', join('test', 'integ', `integ.${app}.ts`)], {
      cwd: ROOT, stdio: 'inherit', env: { ...process.env, PHASE: String(phase), CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: CONTEXT },
    });
    return run(assembly);
  } finally {
    rmSync(assembly, { recursive: true });
  }
}

function cdk(...args: string[]): CommandResult {
  const start = Date.now();
  const { status, stdout, stderr } = spawnSync('npx', ['cdk', ...args], { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const output = `${stdout}\n${stderr}`;
  process.stdout.write(output);
  return { succeeded: status === 0, seconds: Math.round((Date.now() - start) / 1000), output };
}

/** The jobs of a resource since a time, oldest first. */
export async function jobsOf(resourceArn: string, since = new Date(0)): Promise<BackupJob[]> {
  const jobs: BackupJob[] = [];
  let NextToken: string | undefined;
  do {
    const page = await backup.send(new ListBackupJobsCommand({ ByResourceArn: resourceArn, ByCreatedAfter: since, NextToken }));
    jobs.push(...page.BackupJobs ?? []);
    ({ NextToken } = page);
  } while (NextToken);
  return jobs.sort((one, other) => Number(one.CreationDate) - Number(other.CreationDate));
}

/** The jobs of the parts of a composite resource, in words. */
export async function childrenOf(job: BackupJob | undefined): Promise<string> {
  const { BackupJobs } = await backup.send(new ListBackupJobsCommand({ ByParentJobId: job?.BackupJobId }));
  return BackupJobs?.map(inWords).join('; ') || 'none';
}

/** What AWS Backup says of a job. */
export function inWords({ State, MessageCategory, StatusMessage, ResourceType, ResourceArn }: BackupJob): string {
  return `${ResourceType} ${ResourceArn} ${State}, category ${MessageCategory}: ${StatusMessage}`;
}

/** How many recovery points a vault has. */
export async function recoveryPointsIn(vaultName: string): Promise<number> {
  let count = 0;
  let NextToken: string | undefined;
  do {
    const page = await backup.send(new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName: vaultName, NextToken }));
    count += page.RecoveryPoints?.length ?? 0;
    ({ NextToken } = page);
  } while (NextToken);
  return count;
}

/** The ARN of a resource in the partition, account and Region of the account run, which the id of a stack shows. */
export async function arnOf(service: string, resource: string): Promise<string> {
  const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: 'CDKToolkit' })); // the run needs `cdk bootstrap`
  const [, partition, , region, account] = (Stacks?.[0].StackId ?? '').split(':');
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** The outputs of a stack. */
export async function outputsOf(stack: string): Promise<Record<string, string>> {
  const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stack }));
  return Object.fromEntries((Stacks?.[0].Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
}

/** The status of a stack; that of a deleted one too, by its id. */
export async function statusOf(stack: string): Promise<string> {
  const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stack }));
  return Stacks?.[0].StackStatus ?? '';
}

/** The id of a stack, by which it is found when it is gone. */
export async function idOf(stack: string): Promise<string> {
  const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stack }));
  return Stacks?.[0].StackId ?? '';
}

/** The events of a stack, oldest first. */
export async function eventsOf(stack: string): Promise<StackEvent[]> {
  const events: StackEvent[] = [];
  let NextToken: string | undefined;
  do {
    const page = await cloudFormation.send(new DescribeStackEventsCommand({ StackName: stack, NextToken }));
    events.push(...page.StackEvents ?? []);
    ({ NextToken } = page);
  } while (NextToken);
  return events.reverse();
}

/** The physical ids of the resources of a type. */
export async function resourcesOf(stack: string, type: string): Promise<string[]> {
  const { StackResources } = await cloudFormation.send(new DescribeStackResourcesCommand({ StackName: stack }));
  return (StackResources ?? []).filter(({ ResourceType }) => ResourceType === type).map(({ PhysicalResourceId }) => PhysicalResourceId ?? '');
}

/** The executions of a state machine with their inputs, newest first. */
export async function executionsOf(stateMachineArn: string): Promise<{ readonly input: Record<string, unknown>; readonly status: string }[]> {
  const { executions } = await states.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 100 }));
  return Promise.all((executions ?? []).map(async ({ executionArn }) => {
    const { input, status } = await states.send(new DescribeExecutionCommand({ executionArn }));
    return { input: JSON.parse(input ?? '{}') as Record<string, unknown>, status: status ?? '' };
  }));
}

/** Waits until something is so; fails after the given minutes. */
export async function until(what: string, minutes: number, isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + minutes * 60_000;
  while (!await isSo()) {
    if (Date.now() > end) { throw new Error(`not so after ${minutes} minutes: ${what}`); }
    await setTimeout(POLL_MS);
  }
}

/** Collects what a driver finds. The report stands in `test-reports/account-run.txt`, because integ-runner shows nothing of a hook that succeeds. */
export class Findings {
  private failed = 0;

  constructor(private readonly question: string) {}

  /** Reports an answer that no expectation is known for. */
  public answer(text: string): void {
    this.write('answer', text);
  }

  /** Reports whether what we count on is so. */
  public expect(text: string, isSo: boolean): void {
    if (!isSo) { this.failed++; }
    this.write(isSo ? 'as expected' : 'NOT AS EXPECTED', text);
  }

  /** Ends the driver. */
  public end(): void {
    process.exitCode = this.failed > 0 ? 1 : 0;
  }

  private write(kind: string, text: string): void {
    const line = `${new Date().toISOString()} ${this.question}: ${kind}: ${text}\n`;
    mkdirSync(join(REPORT, '..'), { recursive: true });
    appendFileSync(REPORT, line);
    process.stderr.write(line);
  }
}

/** Runs a driver, and makes its failure the failure of its hook. */
export function drive(question: string, run: (findings: Findings) => Promise<void>): void {
  const findings = new Findings(question);
  run(findings).then(() => findings.end(), (error: Error) => {
    findings.expect(`the driver ends: ${error.message}`, false);
    findings.end();
  });
}

