import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ProtectionReportEntry } from 'cdk-on-demand-backup';
import { Harness, type StackEvent } from './harness';
import type { CdkResult } from '../../local-aws/cdk-cli';
import { BackupStandIn } from '../../stand-in';

const ROOT = resolve(__dirname, '..', '..');
const STACK = 'Protected';
/** The protected resources of the app, and their types in AWS Backup. */
const TYPES: Readonly<Record<string, string>> = {
  Bucket: 'S3', Cluster: 'Aurora', Documents: 'DocumentDB', Files: 'EFS', GlobalTable: 'DynamoDB', Instance: 'RDS', Kubernetes: 'EKS', Table: 'DynamoDB',
};

const NAMES = [...Object.keys(TYPES), 'NestedTable'];

/** What was seen after a deployment, or a deletion. */
interface Seen {
  /** How many jobs each protected resource has had, by its logical id. */
  readonly jobs: Record<string, number>;
  readonly allJobs: number;
  readonly events: StackEvent[];
  readonly nestedEvents: StackEvent[];
}

describe('an app that is protected by one line', () => {
  const standIn = new BackupStandIn({ accountId: '000000000000', clock: { scale: 60 } });
  let harness: Harness;
  let report: ProtectionReportEntry[];
  let created: Seen;
  let changed: Seen;
  let deployedAgain: Seen;
  let deleted: Seen;

  beforeAll(async () => {
    harness = await Harness.start('protection', { backupEndpoint: await standIn.start() });
    report = await synthReport();
    await harness.deploy('protection');
    const ids = await physicalIds();
    created = await look(ids);
    await harness.deploy('protection', { CHANGED: 'yes' });
    changed = await look(ids);
    await harness.deploy('protection', { CHANGED: 'yes' });
    deployedAgain = await look(ids);
    succeeds(await harness.destroy('protection', { CHANGED: 'yes' }));
    deleted = await look(ids);
  });

  afterAll(async () => {
    await harness?.stop();
    await standIn.stop();
  });

  const succeeds = ({ exitCode, output }: CdkResult) => expect([exitCode, output]).toEqual([0, expect.anything()]);
  const each = (count: number) => Object.fromEntries(NAMES.map((name) => [name, count]));
  const own = () => standIn.jobs.filter(({ ParentJobId }) => ParentJobId === undefined);

  /** The report that the CDK CLI leaves in the cloud assembly. */
  async function synthReport(): Promise<ProtectionReportEntry[]> {
    const folder = mkdtempSync(join(tmpdir(), 'protection-'));
    try {
      succeeds(await harness.cdkIn(ROOT, 'test/e2e/apps/protection.ts').synth(folder));
      return JSON.parse(readFileSync(join(folder, 'cdk.out', 'on-demand-backup-protection.json'), 'utf8')) as ProtectionReportEntry[];
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /** Those of the protected resources by their logical ids, and those of the two stacks. */
  async function physicalIds(): Promise<Record<string, string>> {
    const resources = await harness.resources(STACK);
    const nested = resources.find(({ ResourceType }) => ResourceType === 'AWS::CloudFormation::Stack')!.PhysicalResourceId;
    const all = [...resources, ...await harness.resources(nested)];
    const { Stacks } = await harness.awsCli<{ Stacks: { StackId: string }[] }>('cloudformation', 'describe-stacks', '--stack-name', STACK);
    const ids = all.map(({ LogicalResourceId, PhysicalResourceId }) => [LogicalResourceId, PhysicalResourceId]);
    return { ...Object.fromEntries(ids) as Record<string, string>, nested, top: Stacks[0].StackId };
  }

  async function look(ids: Record<string, string>): Promise<Seen> {
    const arns = own().filter(({ State }) => State === 'COMPLETED').map(({ ResourceArn }) => ResourceArn ?? '');
    return {
      jobs: Object.fromEntries(NAMES.map((name) => [name, arns.filter((arn) => arn.split(/[:/]/).at(-1) === ids[name]).length])),
      allJobs: own().length,
      events: await harness.stackEvents(ids.top),
      nestedEvents: await harness.stackEvents(ids.nested),
    };
  }

  /** The resources of which an event of the custom resource did not come before one of the resource, in the last operation. */
  function outOfOrder({ events, nestedEvents }: Seen, id: string, ended: string, begun: string): string[] {
    const last = (name: string, logicalId: RegExp, status: string) => (name === 'NestedTable' ? nestedEvents : events)
      .reduce((found, event, index) => logicalId.test(event.logicalId) && event.status === status ? index : found, -1);
    return NAMES.filter((name) => {
      const first = last(name, new RegExp(`^BackupProtection${name}[0-9A-F]{8}${id}`), ended);
      return first === -1 || first > last(name, new RegExp(`^${name}$`), begun);
    });
  }

  test('has a report of each stateful resource', () => {
    const isProtected = report.filter(({ status }) => (status as string) === 'PROTECTED');
    const types = isProtected.map(({ resource, resourceType }) => [resource.replace(/.*\//, ''), resourceType]);
    expect(Object.fromEntries(types)).toEqual({ ...TYPES, NestedTable: 'DynamoDB' });
    expect(isProtected.filter(({ beforeChange, onDelete }) => !beforeChange || beforeChange !== onDelete)).toEqual([]);
    const others = report.filter((entry) => !isProtected.includes(entry)).map(({ resource, status, reason }) => [resource, status, reason]);
    expect(others).toEqual([
      [`${STACK}/Cache`, 'OPTED_OUT', 'made anew each night'],
      [`${STACK}/Drafts`, 'NOT_PROTECTED', expect.stringContaining('without versioning')],
      [`${STACK}/Member`, 'HELD_ELSEWHERE', expect.stringContaining(`${STACK}/Cluster`)],
      [`${STACK}/Nested.NestedStack/Nested.NestedStackResource`, 'HELD_ELSEWHERE', expect.anything()],
      [`${STACK}/Queue`, 'NOT_PROTECTED', expect.stringContaining('does not support')],
    ]);
  });

  test('is deployed without a backup, because there is nothing yet', () => {
    expect([created.jobs, created.allJobs]).toEqual([each(0), 0]);
  });

  test('has one backup of each resource before its change, and of nothing else', () => {
    expect([changed.jobs, changed.allJobs]).toEqual([each(1), NAMES.length]);
    expect(outOfOrder(changed, 'BeforeChange', 'UPDATE_COMPLETE', 'UPDATE_IN_PROGRESS')).toEqual([]);
  });

  test('has no backup when nothing changes', () => {
    expect(deployedAgain.allJobs).toBe(NAMES.length);
  });

  test('has a final backup of each resource before its deletion', () => {
    expect([deleted.jobs, deleted.allJobs]).toEqual([each(2), 2 * NAMES.length]);
    expect(outOfOrder(deleted, 'OnDelete', 'DELETE_COMPLETE', 'DELETE_IN_PROGRESS')).toEqual([]);
  });

  test('is like the example', async () => {
    const example = (STREAM?: string) => harness.cdkIn(ROOT, 'examples/protection.ts', STREAM ? { STREAM } : {});
    const before = standIn.jobs.length;
    const names = () => standIn.jobs.slice(before).map(({ ResourceArn }) => /orders|invoices|ledger|sessions/i.exec(ResourceArn ?? '')?.[0].toLowerCase()).sort();
    succeeds(await example().deploy());
    expect(names()).toEqual([]);
    const deployed = await example('on').deploy();
    succeeds(deployed);
    expect(names()).toEqual(['orders']);
    expect(deployed.output).toMatch(/OPTED_OUT +Protection\/Sessions\/Resource +DynamoDB +sessions end by themselves/);
    expect(deployed.output).toMatch(/COVERED +Protection\/Ledger\/Resource/);
    succeeds(await example('on').destroy());
    expect(names()).toEqual(['invoices', 'ledger', 'orders', 'orders']);
  });
});
