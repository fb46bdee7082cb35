import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '..');
const EXAMPLES = readdirSync(path.join(ROOT, 'examples')).filter((file) => file.endsWith('.ts'));

interface Artifact {
  readonly type: string;
  readonly metadata?: Record<string, { type: string; data?: unknown }[]>;
  readonly properties?: { templateFile?: string };
}

/** Synthesises an example in its own process, as the CDK CLI does, and returns its stacks. */
function synth(example: string): { artifact: Artifact; template: { Resources: Record<string, { Type: string }> } }[] {
  const outdir = mkdtempSync(path.join(tmpdir(), 'example-'));
  try {
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', path.join('examples', example)], {
      cwd: ROOT, encoding: 'utf8', env: { ...process.env, CDK_OUTDIR: outdir, CDK_VALIDATION: 'false', TSX_TSCONFIG_PATH: 'test/tsconfig.json' },
    });
    if (status !== 0) { throw new Error(stderr); }
    const manifest = JSON.parse(readFileSync(path.join(outdir, 'manifest.json'), 'utf8')) as { artifacts: Record<string, Artifact> };
    return Object.values(manifest.artifacts).filter(({ type }) => type === 'aws:cloudformation:stack').map((artifact) => ({
      artifact, template: JSON.parse(readFileSync(path.join(outdir, artifact.properties?.templateFile as string), 'utf8')),
    }));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

describe.each(EXAMPLES)('%s', (example) => {
  test('synthesises without a warning, and contains a backup', () => {
    const stacks = synth(example);
    const annotations = stacks.flatMap(({ artifact }) => Object.values(artifact.metadata ?? {}).flat())
      .filter(({ type }) => /^aws:cdk:(warning|error)$/.test(type)).map(({ data }) => data);
    expect(annotations).toEqual([]);
    const types = stacks.flatMap(({ template }) => Object.values(template.Resources).map(({ Type }) => Type));
    expect(types).toContain('AWS::StepFunctions::StateMachine');
  });

  test('is in the table of examples/README.md, and says how to run it', () => {
    expect(readFileSync(path.join(ROOT, 'examples', 'README.md'), 'utf8')).toContain(`(${example})`);
    expect(readFileSync(path.join(ROOT, 'examples', example), 'utf8')).toMatch(/^\/\*\*[^]*Run it:/);
  });
});
