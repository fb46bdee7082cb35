import type { typescript } from 'projen';

interface Boundary {
  readonly files: string[];
  readonly excludedFiles?: string[];
  /** What may not be imported, and why. */
  readonly patterns: { readonly regex: string; readonly message: string }[];
}

const noPackage = { regex: '^[^.]', message: 'src/request is shared with the handler: it imports nothing' };
const noCdk = { regex: '^(aws-cdk-lib|constructs)', message: 'the CDK must not get into the handler' };
const onlyRequest = { regex: '^\\.\\./src(?!/request/)', message: 'the handler may import src/request only' };
const noSdk = { regex: '^@aws-sdk/', message: 'lambda/aws-client.ts is the only file that imports the SDK' };

/** Who may import whom. The picture is in CONTRIBUTING.md; regular expressions, because a glob misses the bare `../src`. */
const BOUNDARIES: Boundary[] = [
  { files: ['src/request/*.ts'], patterns: [noPackage, { regex: '^\\.\\./', message: noPackage.message }] },
  { files: ['src/request/rules/*.ts'], patterns: [noPackage, { regex: '^\\.\\./\\.\\./', message: noPackage.message }] },
  { files: ['lambda/*.ts'], excludedFiles: ['lambda/aws-client.ts', 'lambda/environment-credentials.ts'], patterns: [noCdk, onlyRequest, noSdk] },
  { files: ['lambda/aws-client.ts', 'lambda/environment-credentials.ts'], patterns: [noCdk, onlyRequest] },
];

/** Makes lint hold the boundaries between the folders. */
export function restrictImports(project: typescript.TypeScriptProject): void {
  // Examples and tests import the library under its own name, as users do
  project.eslint?.addRules({ 'import/no-unresolved': ['error', { ignore: ['^cdk-on-demand-backup$'] }] });
  for (const { files, excludedFiles, patterns } of BOUNDARIES) {
    // projen types rule options as strings; ESLint takes objects
    const options = { patterns } as unknown as string;
    project.eslint?.addOverride({ files, excludedFiles, rules: { 'no-restricted-imports': ['error', options] } as never });
  }
}
