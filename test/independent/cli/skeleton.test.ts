import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OnDemandBackup } from 'cdk-on-demand-backup';
import { HAS_V2, RealCli } from './real-cli';
import { StartRecorder } from '../../util/start-recorder';
import { ENV, newStack, requestsOf, TABLE_ARN, warningsOf } from '../../util/template';

/** The AWS CLI's own skeleton, as it prints it, filled in as a person would, and read into a definition. */

const v1 = new RealCli('v1');
const v2 = new RealCli('v2');
const recorder = new StartRecorder();
beforeAll(() => Promise.all([recorder.open(), v1.open(), ...HAS_V2 ? [v2.open()] : []]));
afterAll(() => {
  [v1, v2].forEach((cli) => cli.close());
  return recorder.close();
});

interface Skeleton {
  readonly name: string;
  readonly cli: RealCli;
  readonly argument: string;
  readonly file: string;
  readonly input: string;
}
const SKELETONS: readonly Skeleton[] = [
  { name: 'JSON, v1', cli: v1, argument: '', file: 'input.json', input: '--cli-input-json' },
  ...HAS_V2 ? [
    { name: 'JSON, v2', cli: v2, argument: '', file: 'input.json', input: '--cli-input-json' },
    { name: 'YAML, v2', cli: v2, argument: 'yaml-input', file: 'input.yaml', input: '--cli-input-yaml' },
  ] : [],
];

const REGION = { AWS_DEFAULT_REGION: 'eu-west-1' };

async function skeletonOf({ cli, argument }: Skeleton): Promise<string> {
  // It prints either value of an enumeration, by chance
  return (await cli.run(`aws backup start-backup-job --generate-cli-skeleton ${argument}`, REGION)).replace(/(Index"?: "?)(ENABLED|DISABLED)/, '$1ENABLED');
}

/** Replaces values, by what stands before them, in JSON and YAML alike. */
function fill(text: string, values: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(values).reduce((filled, [member, value]) => {
    const found = new RegExp(`("?${member}"?: )(""|''|0|true|"?[A-Z_]+"?)`);
    expect(filled).toMatch(found);
    return filled.replace(found, `$1${JSON.stringify(value)}`);
  }, text);
}

const REQUIRED = { BackupVaultName: 'vault', ResourceArn: TABLE_ARN, IamRoleArn: 'arn:aws:iam::111122223333:role/backup' };

describe.each(SKELETONS)('a skeleton, $name', (skeleton) => {
  let text: string;
  const read = (content: string) => {
    const file = join(skeleton.cli.folder, skeleton.file);
    writeFileSync(file, content);
    const stack = newStack({ env: ENV });
    OnDemandBackup.fromCliInput(stack, 'Backup', file);
    return stack;
  };
  const without = (content: string, member: string) => content.replace(new RegExp(skeleton.file.endsWith('.json') ? `,?\\n *"${member}": [^\\n,]*` : `\\n *${member}: [^\\n]*`), '');

  beforeAll(async () => { text = await skeletonOf(skeleton); });

  test('has each member that we read', () => {
    expect([...text.matchAll(/^(?: {4})?"?([A-Z]\w+)"?:/gm)].map(([, name]) => name).filter((name) => name !== 'KeyName')).toHaveLength(11);
  });

  test('with the required members and no more, makes the smallest request', () => {
    const [request] = requestsOf(read(without(fill(text, REQUIRED), 'Index')));
    expect(request).toEqual(REQUIRED);
  });

  test('with the resource alone, leaves vault and role to the stack', () => {
    const [request] = requestsOf(read(without(fill(text, { ResourceArn: TABLE_ARN }), 'Index')));
    expect(request).toMatchObject({ ResourceArn: TABLE_ARN, BackupVaultName: expect.stringMatching(/^</), IamRoleArn: expect.stringMatching(/^</) });
    expect(Object.keys(request)).toHaveLength(3);
  });

  test('with nothing filled in, is an error that names the resource', () => {
    expect(() => read(text)).toThrow('`resource` (ResourceArn in the request) is missing');
  });

  test('with a number of days only, keeps the rest of its lifecycle out', () => {
    const stack = read(without(fill(text, { ...REQUIRED, DeleteAfterDays: 35 }), 'Index'));
    expect(requestsOf(stack)[0].Lifecycle).toEqual({ DeleteAfterDays: 35 });
    expect(warningsOf(stack)).toContainEqual(expect.stringContaining('Lifecycle.DeleteAfterEvent of the input is not sent'));
  });

  test('with its choice for the index, has that index', () => {
    expect(() => read(fill(text, REQUIRED))).toThrow('`index` is ENABLED, but AWS Backup creates an index for');
    expect(requestsOf(read(fill(text, { ...REQUIRED, ResourceArn: 'arn:aws:s3:::orders' })))[0].Index).toBe('ENABLED');
  });

  test('filled completely, makes the request that the AWS CLI sends for the file', async () => {
    const volume = 'arn:aws:ec2:eu-west-1:111122223333:volume/vol-0123456789abcdef0';
    const filled = without(fill(text, {
      ...REQUIRED,
      ResourceArn: volume,
      LogicallyAirGappedBackupVaultArn: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:gapped',
      IdempotencyToken: 'release-1',
      StartWindowMinutes: 90,
      CompleteWindowMinutes: 600,
      MoveToColdStorageAfterDays: 30,
      DeleteAfterDays: 365,
      OptInToArchiveForSupportedResources: true,
    }), 'DeleteAfterEvent').replace(/KeyName("?): (""|'')/, "team$1: 'orders'".replace(/'/g, '"')).replace(/KeyName("?): (""|'')/, 'Option$1: "on"');
    const [request] = requestsOf(read(filled));
    expect(Object.keys(request)).toHaveLength(11);
    await skeleton.cli.run(`aws backup start-backup-job ${skeleton.input} file://${skeleton.file}`, { ...REGION, AWS_ENDPOINT_URL_BACKUP: recorder.endpoint });
    expect(readFileSync(join(skeleton.cli.folder, skeleton.file), 'utf8')).toBe(filled);
    expect(recorder.taken().body).toEqual(request);
  });
});
