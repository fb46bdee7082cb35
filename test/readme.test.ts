import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '..');
const README = readFileSync(path.join(ROOT, 'README.md'), 'utf8');

test('each snippet is a complete program that compiles, and translates to the other languages', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rosetta-'));
  try {
    // What Construct Hub does with the README, which it reads from the assembly
    const { status, stdout, stderr } = spawnSync('npx', ['jsii-rosetta', 'extract', '--compile', '--fail', '--output', path.join(folder, 'tablet.json'), '.'], {
      cwd: ROOT, encoding: 'utf8',
    });
    expect([status, stdout + stderr]).toEqual([0, expect.any(String)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('each link within the page leads to a heading', () => {
  const headings = [...README.matchAll(/^#+ (.+)$/gm)].map(([, text]) => text.toLowerCase().replace(/[^a-z0-9 -]/g, '').replace(/ /g, '-'));
  const links = [...README.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
  expect(links.filter((anchor) => !headings.includes(anchor))).toEqual([]);
});

test('each prop is mentioned', () => {
  const files = [
    'on-demand-backup-props', 'backup-job-props', 'backup-wait-props', 'on-deploy-options', 'before-change-options', 'on-delete-options', 'on-schedule-options',
    'backup-schedule-target', 'backup-rule-target', 'backup-protection-props', 'on-event-options',
  ];
  const props = files
    .flatMap((file) => [...readFileSync(path.join(ROOT, 'src', `${file}.ts`), 'utf8').matchAll(/^ {2}readonly (\w+)\??:/gm)])
    .map(([, name]) => name);
  expect(props.length).toBeGreaterThan(40);
  expect(props.filter((name) => !README.includes(name))).toEqual([]);
});
