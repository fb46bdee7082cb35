import { resolve } from 'node:path';
import { Harness } from './harness';
import { CdkDeployResult } from '../../local-aws/cdk-cli';
import { reportJobs } from '../../local-aws/job-report';

jest.setTimeout(120_000);

interface Alarm { readonly MetricName: string; readonly Dimensions: { readonly Value: string }[] }

/** `on-deploy.ts` is deployed by the demo. */
describe('examples/outcomes.ts', () => {
  let harness: Harness;
  let deployed: CdkDeployResult;

  beforeAll(async () => {
    harness = await Harness.start('examples');
    deployed = await harness.cdkIn(resolve(__dirname, '..', '..'), 'examples/outcomes.ts').deploy();
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
