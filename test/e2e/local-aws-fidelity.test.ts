/** Where local-aws/ministack_patches bring MiniStack closer to AWS. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import {
  Capability, CloudFormationClient, CreateStackCommand, DeleteStackCommand, DescribeStacksCommand, Stack, UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { DescribeExecutionCommand, DescribeExecutionCommandOutput, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { Harness, StackEvent, StackResource } from './harness';
import { guardedTable, resource, scheduledMachine } from './raw-templates';
import { pythonEnvironment } from '../../local-aws/python-environment';

interface Deletion {
  readonly stack: Stack;
  readonly events: StackEvent[];
}

let harness: Harness;
let cloudFormation: CloudFormationClient;

beforeAll(async () => {
  harness = await Harness.start('local-aws-fidelity', { bootstrap: false });
  cloudFormation = new CloudFormationClient({
    endpoint: harness.aws.endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});

afterAll(async () => {
  cloudFormation?.destroy();
  await harness?.stop();
});

async function ended(StackName: string): Promise<Stack> {
  for (;;) {
    const [stack] = (await cloudFormation.send(new DescribeStacksCommand({ StackName }))).Stacks!;
    if (!stack.StackStatus!.endsWith('IN_PROGRESS')) {return stack;}
    await sleep(100);
  }
}

const operation = (StackName: string, template: object) => {
  return { StackName, TemplateBody: JSON.stringify(template), Capabilities: [Capability.CAPABILITY_IAM] };
};

async function create(name: string, template: object): Promise<Stack> {
  await cloudFormation.send(new CreateStackCommand(operation(name, template)));
  return ended(name);
}

async function update(name: string, template: object): Promise<Stack> {
  await cloudFormation.send(new UpdateStackCommand(operation(name, template)));
  return ended(name);
}

/** Deletes a stack, whatever comes of it. */
async function remove({ StackId }: Stack): Promise<Deletion> {
  const before = (await harness.stackEvents(StackId!)).length;
  await cloudFormation.send(new DeleteStackCommand({ StackName: StackId }));
  const stack = await ended(StackId!);
  return { stack, events: (await harness.stackEvents(StackId!)).slice(before) };
}

const output = ({ Outputs = [] }: Stack, key: string) => Outputs.find(({ OutputKey }) => OutputKey === key)!.OutputValue!;
const steps = (events: StackEvent[]) => events.map(({ logicalId, status }) => `${logicalId} ${status}`);
const reasonOf = (step: string, { events }: Deletion) => events[steps(events).indexOf(step)]?.reason;

/** The function is still there, and now answers a Delete with SUCCESS. */
async function giveIn(stack: Stack): Promise<void> {
  await harness.awsCli('lambda', 'update-function-configuration', '--function-name', output(stack, 'Function'), '--environment', 'Variables={}');
}

describe('a custom resource that refuses its delete', () => {
  let created: Stack;
  let refused: Deletion;
  let left: StackResource[];
  let tableAfterRefusal: boolean;
  let retried: Deletion;

  beforeAll(async () => {
    created = await create('Refused', guardedTable('table first', 'refused'));
    refused = await remove(created);
    left = await harness.resources('Refused');
    tableAfterRefusal = await harness.tableExists('refused');
    await giveIn(created);
    retried = await remove(created);
  });

  test('what it depends on is not touched, the rest is deleted', () => {
    expect(refused.stack.StackStatus).toBe('DELETE_FAILED');
    expect(steps(refused.events).sort()).toEqual([
      'Bystander DELETE_COMPLETE', 'Bystander DELETE_IN_PROGRESS', 'Guard DELETE_FAILED', 'Guard DELETE_IN_PROGRESS',
      'Refused DELETE_FAILED', 'Refused DELETE_IN_PROGRESS',
    ]);
    expect(left.map(({ LogicalResourceId }) => LogicalResourceId).sort()).toEqual(['Function', 'Guard', 'Role', 'Table']);
    expect(tableAfterRefusal).toBe(true);
  });

  test('the next delete asks it again, and then goes on with what it depends on', async () => {
    expect(retried.stack.StackStatus).toBe('DELETE_COMPLETE');
    expect(steps(retried.events).slice(0, 3)).toEqual(['Refused DELETE_IN_PROGRESS', 'Guard DELETE_IN_PROGRESS', 'Guard DELETE_COMPLETE']);
    expect(steps(retried.events)).toEqual(expect.arrayContaining(['Table DELETE_COMPLETE', 'Function DELETE_COMPLETE', 'Role DELETE_COMPLETE']));
    expect(await harness.tableExists('refused')).toBe(false);
  });

  test('DescribeStacks tells when the delete began, also while it goes on', () => {
    expect(created.DeletionTime).toBeUndefined();
    expect(reasonOf('Guard DELETE_FAILED', refused)).toBe(`DELETE_IN_PROGRESS ${refused.events[0].time.toISOString()}`);
    expect(retried.stack.DeletionTime).toEqual(retried.events[0].time);
  });

  test('the name of a deleted stack leads nowhere', async () => {
    const described = harness.awsCli('cloudformation', 'describe-stack-resource', '--stack-name', 'Refused', '--logical-resource-id', 'Table');
    await expect(described).rejects.toThrow("(ValidationError) when calling the DescribeStackResource operation: Stack 'Refused' does not exist");
  });
});

describe('a nested stack', () => {
  let created: Stack;
  let nested: string;
  let updated: Stack;
  let refused: Deletion;
  let refusedInside: StackEvent[];
  let retried: Deletion;

  beforeAll(async () => {
    created = await create('Parent', await parentOf(guardedTable('guard first', 'first')));
    nested = (await harness.resources('Parent'))[0].PhysicalResourceId;
    updated = await update('Parent', await parentOf(guardedTable('guard first', 'second', 2)));
    refused = await remove(created);
    refusedInside = await harness.stackEvents(nested);
    await giveIn(created);
    retried = await remove(created);
  });

  async function parentOf(template: object): Promise<object> {
    const bucket = `${harness.aws.endpoint}/templates`;
    const path = `/${Date.now()}.json`;
    await fetch(bucket, { method: 'PUT' });
    await fetch(bucket + path, { method: 'PUT', body: JSON.stringify(template) });
    const passOn = (key: string) => ({ Value: { 'Fn::GetAtt': ['Nested', `Outputs.${key}`] } });
    return {
      Resources: { Nested: resource('AWS::CloudFormation::Stack', { TemplateURL: `https://s3.us-east-1.amazonaws.com/templates${path}` }) },
      Outputs: { Seen: passOn('Seen'), Function: passOn('Function') },
    };
  }

  test('a resource that is not there yet is missing in the words of AWS', () => {
    expect(output(created, 'Seen')).toBe(`Resource Table does not exist for stack ${nested.split('/')[1]}`);
  });

  test('an update tells a resource that it is about to replace as it still is', () => {
    expect(updated.StackStatus).toBe('UPDATE_COMPLETE');
    expect(output(updated, 'Seen')).toBe('first');
  });

  test('what is refused within it fails the parent, and keeps what it depends on', () => {
    expect(refused.stack.StackStatus).toBe('DELETE_FAILED');
    expect(reasonOf('Nested DELETE_FAILED', refused))
      .toBe(`Embedded stack ${nested} was not successfully deleted: The following resource(s) failed to delete: [Guard].`);
    expect(steps(refusedInside)).toEqual(expect.arrayContaining(['Table DELETE_COMPLETE', 'Guard DELETE_FAILED']));
    expect(steps(refusedInside)).not.toContain('Function DELETE_IN_PROGRESS');
    expect(retried.stack.StackStatus).toBe('DELETE_COMPLETE');
  });
});

describe('EventBridge Scheduler puts its context into the input', () => {
  const SOON = new Date(Math.ceil(Date.now() / 1000) * 1000 + 30_000);
  const expressions = { Once: `at(${SOON.toISOString().slice(0, 19)})`, Rate: 'rate(1 minute)', Cron: 'cron(* * * * ? *)' };
  let stacks: Record<keyof typeof expressions, Stack>;
  let runs: Record<keyof typeof expressions, DescribeExecutionCommandOutput>;

  beforeAll(async () => {
    const created = Object.entries(expressions).map(async ([name, expression]) => [name, await create(name, scheduledMachine(expression))] as const);
    stacks = Object.fromEntries(await Promise.all(created)) as typeof stacks;
    const started = Object.entries(stacks).map(async ([name, stack]) => [name, await firstRun(output(stack, 'Machine'))] as const);
    runs = Object.fromEntries(await Promise.all(started)) as typeof runs;
  });

  async function firstRun(stateMachineArn: string): Promise<DescribeExecutionCommandOutput> {
    for (;;) {
      const { executions: [first] = [] } = await harness.stepFunctions.send(new ListExecutionsCommand({ stateMachineArn }));
      if (first) {return harness.stepFunctions.send(new DescribeExecutionCommand({ executionArn: first.executionArn }));}
      await sleep(1000);
    }
  }

  const dueTime = ({ input }: DescribeExecutionCommandOutput) => (JSON.parse(input!) as Record<string, string>)['scheduled-time'];
  const seconds = (time: Date) => `${time.toISOString().slice(0, 19)}Z`;

  test('the schedule, the attempt, and an id of its own', () => {
    const ids = Object.entries(runs).map(([name, { input }]) => {
      const context = JSON.parse(input!) as Record<string, string>;
      expect(context).toMatchObject({
        'schedule-arn': `schedule-arn: ${output(stacks[name as keyof typeof stacks], 'Schedule')}`, 'attempt-number': 'attempt-number: 1',
      });
      return context['execution-id'];
    });
    ids.forEach((id) => expect(id).toMatch(/^execution-id: [0-9a-f]{16}$/));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('the time is when it was due, not when it ran', async () => {
    const name = output(stacks.Rate, 'Schedule').split('/').pop()!;
    const { CreationDate } = await harness.awsCli<{ CreationDate: number }>('scheduler', 'get-schedule', '--name', name);
    expect(dueTime(runs.Once)).toBe(`scheduled-time: ${seconds(SOON)}`);
    // The first minute, or a later one when the local AWS came late
    const dueTimes = (from: number, { startDate }: DescribeExecutionCommandOutput) =>
      Array.from({ length: Math.ceil((startDate!.getTime() - from) / 60_000) }, (_, index) => `scheduled-time: ${seconds(new Date(from + (index + 1) * 60_000))}`);
    expect(dueTimes(CreationDate * 1000, runs.Rate)).toContain(dueTime(runs.Rate));
    expect(dueTimes(Math.floor(CreationDate / 60) * 60_000, runs.Cron)).toContain(dueTime(runs.Cron));
  });
});

test.each([
  ['is gone', 'del scheduler._tick_schedules', 'scheduler._tick_schedules() is not there'],
  ['takes other arguments', 'scheduler._at_time_epoch = lambda text: 0', 'scheduler._at_time_epoch(expr) takes (text)'],
])('MiniStack does not start when a function that is patched %s', async (_, change, problem) => {
  const script = `from ministack.services import scheduler\n${change}\nfrom ministack_patches import apply\napply()`;
  const options = { cwd: resolve(__dirname, '..', '..', 'local-aws'), env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } };
  await expect(promisify(execFile)(await pythonEnvironment('requirements.txt'), ['-c', script], options)).rejects.toThrow(problem);
});
