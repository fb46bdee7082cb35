import type { awscdk } from 'projen';

const RUN = 'tsx --tsconfig test/tsconfig.json';
const JEST = 'jest --coverage=false';
const INTEG = `integ-runner --directory test/integ --language typescript --app '${RUN} {filePath}'`;

/** The tasks of CONTRIBUTING.md beside projen's own. */
export function addTasks(project: awscdk.AwsCdkConstructLibrary): void {
  const [bundle, compile] = ['bundle', 'compile'].map((spawn) => ({ spawn }));

  project.bundler.bundleTask.spawn(project.addTask('bundle:lambda/backup.lambda', {
    description: 'Create a JavaScript bundle from lambda/backup.lambda.ts',
    exec: `${RUN} projenrc/bundle/bundle-handler.ts`, // a plugin, which the command line of esbuild does not take
  }));

  project.testTask.prependSpawn(project.compileTask); // the tests read the jsii assembly
  project.testTask.prependSpawn(project.bundler.bundleTask);
  project.testTask.env('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true'); // the tests run on the oldest Node.js too
  project.testTask.exec('tsc --project test/tsconfig.json', { name: 'typecheck all TypeScript' });

  project.addTask('test:unit', {
    description: 'Run the tests that need no local AWS',
    steps: [bundle, compile, { exec: `${JEST} --testPathIgnorePatterns /node_modules/ /test/e2e/`, receiveArgs: true }],
  });
  project.addTask('test:e2e', {
    description: 'Run the tests on the local AWS',
    steps: [bundle, { exec: `${JEST} --maxWorkers=2 test/e2e`, receiveArgs: true }],
  });
  project.addTask('languages', {
    description: 'Package the library for other languages, synthesise an app in each, and compare the templates',
    steps: [bundle, compile, { exec: `${RUN} test/languages/run.ts`, receiveArgs: true }],
  });
  project.addTask('release:rehearse', {
    description: 'Run what the release workflow runs, in a fresh clone, except the tests and the publishing',
    steps: [{ exec: `${RUN} test/languages/rehearse-release.ts`, receiveArgs: true }],
  });
  project.addTask('account-run', {
    description: 'Run the integration tests in an AWS account: docs/account-run.md',
    steps: [bundle, {
      exec: `${INTEG} --parallel-regions \${AWS_REGION:?names the Region of the run} --update-on-failed --force --disable-update-workflow`, receiveArgs: true,
    }],
  });
  project.addTask('account-run:verify', {
    description: 'Compare the templates of the integration tests with their snapshots, without an account',
    steps: [bundle, { exec: `${INTEG} --max-workers 2`, receiveArgs: true }],
  });
  project.addTask('account-run:snapshots', {
    description: 'Write the snapshots of the integration tests, without an account',
    steps: [bundle, { exec: `${INTEG} --max-workers 2 --parallel-regions eu-west-1 --dry-run --update-on-failed --force --disable-update-workflow`, receiveArgs: true }],
  });
  project.addTask('demo', {
    description: 'Deploy an example to a local AWS and show its backups',
    steps: [bundle, { exec: `${RUN} local-aws/demo.ts` }],
  });
  project.addTask('bench:load', {
    description: 'Start, roll back and delete 100 and 400 backups at once against the quotas of the services',
    steps: [{ exec: `${RUN} bench/load.ts` }],
  });
  project.addTask('bench', {
    description: 'Measure what a definition costs at synth',
    steps: [bundle, compile, { exec: `${RUN} bench/bench.ts` }],
  });
}
