import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const README = read('README.md');

interface Manifest {
  readonly homepage: string;
  readonly license: string;
  readonly keywords: readonly string[];
  readonly peerDependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly repository: { readonly url: string };
  readonly jsii: {
    readonly targets: {
      readonly java: { readonly package: string; readonly maven: { readonly groupId: string; readonly artifactId: string } };
      readonly python: { readonly distName: string; readonly classifiers: readonly string[] };
      readonly dotnet: { readonly packageId: string; readonly iconUrl: string };
      readonly go: { readonly moduleName: string };
    };
  };
}

const MANIFEST = JSON.parse(read('package.json')) as Manifest;
const { java, python, dotnet, go } = MANIFEST.jsii.targets;

interface Task {
  readonly env?: Record<string, string>;
  readonly steps: readonly { readonly exec?: string; readonly spawn?: string }[];
}

const TASKS = (JSON.parse(read('.projen/tasks.json')) as { tasks: Record<string, Task> }).tasks;

test('README.md names the packages and the oldest dependencies', () => {
  for (const name of [`${java.maven.groupId}:${java.maven.artifactId}`, `${go.moduleName}/cdkondemandbackup`, dotnet.packageId, `pip install ${python.distName}`]) {
    expect(README).toContain(name);
  }
  for (const [name, range] of Object.entries(MANIFEST.peerDependencies)) { expect(README).toContain(`\`${name}\` ${range.slice(1)} or newer`); }
});

test('what is installed here are the oldest dependencies', () => {
  for (const [name, range] of Object.entries(MANIFEST.peerDependencies)) { expect(range).toBe(`^${MANIFEST.devDependencies[name]}`); }
  expect(MANIFEST.peerDependencies).toEqual({ 'aws-cdk-lib': '^2.240.0', 'constructs': '^10.5.0' });
});

test('the metadata of the registries', () => {
  expect(MANIFEST.keywords).toEqual(expect.arrayContaining(['aws-cdk', 'aws-backup', 'dynamodb', 'rds', 'disaster-recovery']));
  expect([MANIFEST.license, MANIFEST.homepage, MANIFEST.repository.url]).toEqual([
    'Apache-2.0', 'https://github.com/cdk-on-demand-backup/cdk-on-demand-backup', 'https://github.com/cdk-on-demand-backup/cdk-on-demand-backup.git',
  ]);
  expect(python.classifiers).toEqual(expect.arrayContaining(['Framework :: AWS CDK', 'Framework :: AWS CDK :: 2']));
  expect([java.package, java.maven.groupId]).toEqual(['io.github.cdkondemandbackup', 'io.github.cdk-on-demand-backup']);
});

test('the .NET package has an icon and a README', () => {
  expect(dotnet.iconUrl).toMatch(/\/main\/docs\/icon\.png$/);
  const icon = readFileSync(join(ROOT, 'docs', 'icon.png'));
  expect([icon.toString('latin1', 1, 4), icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual(['PNG', 128, 128]);
  expect(TASKS['package:dotnet'].env).toEqual({ DirectoryBuildPropsPath: '$(pwd)/projenrc/nuget.props' });
  const [, readme] = /Include="\$\(MSBuildThisFileDirectory\)([^"]+)"/.exec(read('projenrc/nuget.props'))!;
  expect(existsSync(join(ROOT, 'projenrc', readme))).toBe(true);
});

test.each(['js', 'java', 'python', 'dotnet', 'go'])('the package for %s is not made with a snippet that was not translated', (language) => {
  expect(TASKS[`package:${language}`].steps.map(({ exec, spawn }) => exec ?? spawn)).toEqual([
    'snippets', `jsii-pacmak -v --target ${language} --rosetta-unknown-snippets fail`,
  ]);
});
