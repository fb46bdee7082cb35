import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DescribeBackupJobCommand } from '@aws-sdk/client-backup';
import { Harness } from './harness';

const ROOT = resolve(__dirname, '..', '..');
/** The version of a package that is installed here. */
const versionOf = (name: string) => (JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')) as { version: string }).version;

const APP = `
const { App, Duration, Stack } = require('aws-cdk-lib');
const { BackupResource } = require('aws-cdk-lib/aws-backup');
const { AttributeType, Table } = require('aws-cdk-lib/aws-dynamodb');
const { OnDemandBackup } = require('cdk-on-demand-backup');

const stack = new Stack(new App(), 'Packed');
const table = new Table(stack, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING } });
new OnDemandBackup(stack, 'TableBackup', { resource: BackupResource.fromDynamoDbTable(table), deleteAfter: Duration.days(35) });
`;

function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

describe('the packed tarball', () => {
  let folder: string;
  let tarball: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'packed-'));
    npm(ROOT, 'pack', '--pack-destination', folder);
    tarball = readdirSync(folder)[0];
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('has the library, its assembly, its bundles and the one package that it bundles, and no source and no test', () => {
    const files = execFileSync('tar', ['-tzf', join(folder, tarball)], { encoding: 'utf8' }).trim().split('\n').map((file) => file.replace('package/', ''));
    expect(files).toEqual(expect.arrayContaining([
      '.jsii', 'API.md', 'LICENSE', 'README.md', 'assets/lambda/backup.lambda/index.js', 'assets/stand-in/backup-stand-in/index.js', 'lib/index.js',
      'node_modules/yaml/package.json', 'node_modules/yaml/LICENSE',
    ]));
    const others = files.filter((file) => !/^(lib\/.+\.(js|d\.ts)|assets\/.+\/index\.js|\.jsii|\.jsii\.tabl\.json|API\.md|LICENSE|README\.md|package\.json|node_modules\/yaml\/.+)$/.test(file));
    expect(others).toEqual([]);
  });

  test('deploys an app of one\'s own, in a folder of its own', async () => {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'app', private: true }));
    writeFileSync(join(folder, 'app.js'), APP);
    npm(folder, 'install', '--no-audit', '--no-fund', `./${tarball}`, `aws-cdk-lib@${versionOf('aws-cdk-lib')}`, `constructs@${versionOf('constructs')}`);
    const harness = await Harness.start('packed');
    try {
      const { exitCode, output, outputs } = await harness.cdkIn(folder, 'app.js').deploy();
      expect([exitCode, output]).toEqual([0, expect.any(String)]);
      const job = await harness.backup.send(new DescribeBackupJobCommand({ BackupJobId: outputs.Packed.TableBackupBackupJobId }));
      expect(job).toMatchObject({ State: 'COMPLETED', RecoveryPointArn: outputs.Packed.TableBackupRecoveryPointArn });
    } finally {
      await harness.stop();
    }
  });
});
