import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { buildSync } from 'esbuild';

const ROOT = path.join(__dirname, '..');
const HANDLER_BUNDLE = path.join(ROOT, 'assets', 'lambda', 'backup.lambda');

interface Documented { readonly docs?: { readonly summary?: string; readonly default?: string }; readonly optional?: boolean; readonly name: string }
interface AssemblyType extends Documented {
  readonly kind: string;
  readonly datatype?: boolean;
  readonly properties?: Documented[];
  readonly methods?: Documented[];
}

function filesOf(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => path.join(folder, file));
}

function importsOf(file: string): string[] {
  return [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/^(?:import|export) [^;]*?from '([^']+)'/gm)].map(([, name]) => name);
}

/** Where an import leads, from the root of the project; a package stays as it is. */
function target(file: string, name: string): string {
  return name.startsWith('.') ? path.join(path.dirname(file), name) : name;
}

/** The files that may import the SDK, and what of it. */
const SDK_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  'lambda/aws/aws-client.ts': ['@aws-sdk/client-backup', '@aws-sdk/client-cloudformation', '@aws-sdk/client-fsx', '@aws-sdk/client-redshift-serverless', '@aws-sdk/client-sfn', '@aws-sdk/client-ssm'],
  'lambda/aws/environment-credentials.ts': ['@aws-sdk/credential-provider-env'], // stands in for another module of the SDK in the bundle
};

describe('imports', () => {
  test.each(filesOf('src/request'))('%s imports nothing outside src/request', (file) => {
    expect(importsOf(file).map((name) => target(file, name)).filter((to) => !to.startsWith('src/request/'))).toEqual([]);
  });

  test.each(filesOf('lambda'))('%s imports Node.js, its own folder and src/request; the SDK in one file only', (file) => {
    const allowed = /^(node:|lambda\/|src\/request\/)/;
    const others = importsOf(file).map((name) => target(file, name)).filter((to) => !allowed.test(to));
    expect(others).toEqual(SDK_IMPORTS[file] ?? []);
  });

  test.each(filesOf('src').filter((file) => !file.startsWith('src/request')))('%s does not import the handler, the SDK or a test; YAML in one file only', (file) => {
    const allowed = file === 'src/backup/cli/read-input-file.ts' ? /^(node:|src\/|yaml$)/ : /^(node:|aws-cdk-lib|constructs$|src\/)/;
    expect(importsOf(file).map((name) => target(file, name)).filter((to) => !allowed.test(to))).toEqual([]);
  });

  test.each(filesOf('examples'))('%s imports the library as a user would', (file) => {
    const allowed = /^(aws-cdk-lib|constructs$|cdk-on-demand-backup$|examples\/)/;
    expect(importsOf(file).map((name) => target(file, name)).filter((to) => !allowed.test(to))).toEqual([]);
  });

  test('src/index.ts only exports', () => {
    const lines = readFileSync(path.join(ROOT, 'src/index.ts'), 'utf8').trim().split('\n');
    expect(lines.filter((line) => !/^export (type )?\{ [\w, ]+ \} from '\.(\/[\w-]+)+';$/.test(line))).toEqual([]);
  });
});

describe('the public surface', () => {
  const assembly = JSON.parse(readFileSync(path.join(ROOT, '.jsii'), 'utf8')) as { types: Record<string, AssemblyType> };
  const types = Object.values(assembly.types);

  test('is this list', () => {
    expect(types.map(({ name }) => name).sort()).toEqual([
      'BackupJobProps',
      'BackupProtection',
      'BackupProtectionProps',
      'BackupResourceType',
      'BackupRuleTarget',
      'BackupRuleTargetProps',
      'BackupScheduleTarget',
      'BackupScheduleTargetProps',
      'BackupSettings',
      'BackupTrigger',
      'BackupTriggerConfig',
      'BackupWaitProps',
      'BeforeChangeOptions',
      'CliInputProps',
      'DeployRun',
      'FailureAction',
      'IBackupTrigger',
      'IOnDemandBackup',
      'OnDeleteOptions',
      'OnDemandBackup',
      'OnDemandBackupOptions',
      'OnDemandBackupProps',
      'OnDeployOptions',
      'OnEventOptions',
      'OnScheduleOptions',
      'ProtectionReportEntry',
      'ProtectionStatus',
      'RecoveryHandle',
      'ReuseFrom',
      'TimeoutAction',
      'WaitLevel',
    ]);
  });

  test.each(types.map((type) => [type.name, type] as const))('%s and each of its members say what they are for', (_name, type) => {
    const members = [...type.properties ?? [], ...type.methods ?? []];
    const undocumented = [type, ...members].filter(({ docs }) => !docs?.summary).map(({ name }) => name);
    expect(undocumented).toEqual([]);
  });

  test.each(types.filter(({ datatype }) => datatype).map((type) => [type.name, type] as const))('each optional prop of %s tells its default', (_name, type) => {
    expect((type.properties ?? []).filter(({ optional, docs }) => optional && !docs?.default).map(({ name }) => name)).toEqual([]);
  });
});

describe('the handler bundle', () => {
  const bundle = readFileSync(path.join(HANDLER_BUNDLE, 'index.js'));

  test('is one file of at most 122 kB zipped', () => {
    expect(readdirSync(HANDLER_BUNDLE)).toEqual(['index.js']);
    expect(deflateRawSync(bundle, { level: 9 }).length).toBeLessThanOrEqual(122_000);
  });

  test('has no source map', () => {
    expect(bundle.includes('sourceMappingURL')).toBe(false);
  });

  test('is made of our own files, the SDK and what the SDK needs, and of nothing of the CDK', () => {
    const { metafile } = buildSync({
      entryPoints: [path.join(ROOT, 'lambda/backup.lambda.ts')],
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      mainFields: ['module', 'main'],
      absWorkingDir: ROOT,
      logLevel: 'silent',
    });
    const origins = new Set(Object.keys(metafile.inputs).map((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file.split('/').slice(0, 2).join('/')));
    const foreign = [...origins].filter((origin) => !/^(lambda\/[\w.-]+|src\/request|@aws-sdk\/.+|@smithy\/.+|@aws\/.+|tslib|bowser|\(disabled\).*)$/.test(origin));
    expect(foreign).toEqual([]);
  });
});
