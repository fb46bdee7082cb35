import { resolve } from 'node:path';
import { ListBackupJobsCommand } from '@aws-sdk/client-backup';
import { Harness } from './harness';
import { CdkDeployResult } from '../../local-aws/cdk-cli';
import { reportJobs } from '../../local-aws/job-report';

interface Alarm { readonly MetricName: string; readonly Dimensions: { readonly Value: string }[] }

const ROOT = resolve(__dirname, '..', '..');

/** `on-deploy.ts` is deployed by the demo. */
describe('examples/outcomes.ts', () => {
  let harness: Harness;
  let deployed: CdkDeployResult;

  beforeAll(async () => {
    harness = await Harness.start('examples');
    deployed = await harness.cdkIn(ROOT, 'examples/outcomes.ts').deploy();
  });

  afterAll(() => harness?.stop());

  test('can be deployed, and each job is there', async () => {
    expect([deployed.exitCode, deployed.output]).toEqual([0, expect.anything()]);
    const jobs = await reportJobs(deployed.outputs.Outcomes, harness.backup);
    expect(jobs.map(({ job }) => job.State)).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
    expect(deployed.outputs.Outcomes.InvoicesOutcome).toBe('succeeded');
  });

  test('the alarm looks at the machine that runs the jobs', async () => {
    const machine = (await harness.resources('Outcomes')).find(({ ResourceType }) => ResourceType === 'AWS::StepFunctions::StateMachine');
    const { MetricAlarms } = await harness.awsCli<{ MetricAlarms: Alarm[] }>('cloudwatch', 'describe-alarms');
    expect(MetricAlarms).toEqual([expect.objectContaining({
      MetricName: 'ExecutionsFailed', Dimensions: [expect.objectContaining({ Value: machine?.PhysicalResourceId })],
    })]);
  });
});

describe('the examples of triggers', () => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await Harness.start('example-triggers');
  });

  afterAll(() => harness?.stop());

  const cdk = (example: string, variables: Record<string, string> = {}) => harness.cdkIn(ROOT, `examples/${example}.ts`, variables);
  const deploy = async (example: string, variables: Record<string, string> = {}) => {
    const { exitCode, output, outputs } = await cdk(example, variables).deploy();
    expect([exitCode, output]).toEqual([0, expect.anything()]);
    return Object.values(outputs)[0] ?? {};
  };
  /** Physical ids of the resources of a type. */
  const idsOf = async (stack: string, type: string) => {
    return (await harness.resources(stack)).filter(({ ResourceType }) => ResourceType === type).map(({ PhysicalResourceId }) => PhysicalResourceId);
  };
  const jobsOf = async (arn: string) => (await harness.backup.send(new ListBackupJobsCommand({ ByResourceArn: arn }))).BackupJobs ?? [];

  test('before-change.ts: no backup of a new table, one before its change, one before a new migration, none for nothing', async () => {
    const outcomes: string[] = [];
    const jobs: number[] = [];
    const steps: Record<string, string>[] = [{}, { STREAM: 'on' }, { STREAM: 'on', SCHEMA: '3' }, { STREAM: 'on', SCHEMA: '3' }];
    for (const variables of steps) {
      outcomes.push((await deploy('before-change', variables)).Outcome);
      const [table] = await idsOf('BeforeChange', 'AWS::DynamoDB::Table');
      jobs.push((await jobsOf(`arn:aws:dynamodb:us-east-1:000000000000:table/${table}`)).length);
    }
    expect(outcomes).toEqual(['skipped', 'succeeded', 'succeeded', 'succeeded']);
    expect(jobs).toEqual([0, 1, 2, 2]);
  });

  test('on-delete.ts: a final backup of table and bucket', async () => {
    await deploy('on-delete');
    const [table] = await idsOf('OnDelete', 'AWS::DynamoDB::GlobalTable');
    const [bucket] = await idsOf('OnDelete', 'AWS::S3::Bucket');
    const arns = [`arn:aws:dynamodb:us-east-1:000000000000:table/${table}`, `arn:aws:s3:::${bucket}`];
    expect(await Promise.all(arns.map(jobsOf))).toEqual([[], []]);
    const { exitCode, output } = await cdk('on-delete').destroy();
    expect([exitCode, output]).toEqual([0, expect.anything()]);
    const jobs = (await Promise.all(arns.map(jobsOf))).map((list) => list.map(({ State }) => State));
    expect(jobs).toEqual([['COMPLETED'], ['COMPLETED']]);
  });
});
