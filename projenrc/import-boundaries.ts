import type { typescript } from 'projen';

interface Boundary {
  readonly files: string[];
  readonly excludedFiles?: string[];
  /** What may not be imported, and why. */
  readonly patterns: { readonly regex: string; readonly message: string }[];
}

/** The rooms of `src`, from the ground up: each may import the ones before it. */
const STOREYS = ['request', 'template', 'stack', 'backup', 'guarantees', 'triggers', 'protection'];

const noPackage = { regex: '^[^.]', message: 'src/request is shared with the handler: it imports nothing' };
const noCdk = { regex: '^(aws-cdk-lib|constructs)', message: 'the CDK must not get into the handler' };
const onlyRequest = { regex: '^(\\.\\./)+src(?!/request/)', message: 'the handler may import src/request only' };
const noSdk = { regex: '^@aws-sdk/', message: 'lambda/aws/aws-client.ts is the only file that imports the SDK' };
const SDK_FILES = ['lambda/aws/aws-client.ts', 'lambda/aws/environment-credentials.ts'];

/** Who may import whom. The picture is in CONTRIBUTING.md; regular expressions, because a glob misses the bare `../src`. */
const BOUNDARIES: Boundary[] = [
  { files: ['src/request/*.ts'], patterns: [noPackage, { regex: '^\\.\\./', message: noPackage.message }] },
  { files: ['src/request/*/*.ts'], patterns: [noPackage, { regex: '^\\.\\./\\.\\./', message: noPackage.message }] },
  ...STOREYS.slice(1, -1).map(noRoomAbove),
  { files: ['lambda/**/*.ts'], excludedFiles: SDK_FILES, patterns: [noCdk, onlyRequest, noSdk] },
  { files: SDK_FILES, patterns: [noCdk, onlyRequest] },
];

function noRoomAbove(room: string): Boundary {
  const above = STOREYS.slice(STOREYS.indexOf(room) + 1);
  return { files: [`src/${room}/**/*.ts`], patterns: [{ regex: `^(\\.\\./)+(${above.join('|')})/`, message: `src/${room} may import the rooms below it only` }] };
}

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
