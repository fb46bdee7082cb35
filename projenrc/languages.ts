import type { awscdk } from 'projen';

const CLASSIFIERS = ['Framework :: AWS CDK', 'Framework :: AWS CDK :: 2', 'Topic :: System :: Archiving :: Backup'];

/**
 * What projen has no option for in the packages of the other languages: each README shows its snippets in that language, or the package
 * is not made; the package for Python has its classifiers, and that for .NET its README.
 */
export function publishToLanguages(project: awscdk.AwsCdkConstructLibrary): void {
  project.tryFindObjectFile('package.json')!.addOverride('jsii.targets.python.classifiers', CLASSIFIERS);

  const translate = project.addTask('snippets', {
    description: 'Translate the snippets of README.md to the other languages',
    steps: [
      { exec: 'jsii-rosetta extract --compile --fail .' },
      { exec: 'tsx --tsconfig projenrc/tsconfig.json projenrc/snippets/complete-tablet.ts .jsii.tabl.json' },
    ],
  });
  for (const language of ['js', 'java', 'python', 'dotnet', 'go']) {
    const task = project.tasks.tryFind(`package:${language}`)!;
    task.reset(`jsii-pacmak -v --target ${language} --rosetta-unknown-snippets fail`, { receiveArgs: true });
    task.prependSpawn(translate);
  }
  project.tasks.tryFind('package:dotnet')!.env('DirectoryBuildPropsPath', '$(pwd)/projenrc/nuget.props');
}
