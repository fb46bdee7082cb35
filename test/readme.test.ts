import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '..');
const README = readFileSync(path.join(ROOT, 'README.md'), 'utf8');

/** A type of the jsii assembly, as far as it is read here. */
interface PropsType {
  readonly name: string;
  readonly datatype?: boolean;
  readonly properties?: { readonly name: string }[];
}

test('each snippet is a complete program that compiles, and translates to the other languages', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rosetta-'));
  try {
    // As Construct Hub does with the README, which it reads from the assembly
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
  const { types } = JSON.parse(readFileSync(path.join(ROOT, '.jsii'), 'utf8')) as { types: Record<string, PropsType> };
  const props = Object.values(types).filter(({ name, datatype }) => datatype && /(Props|Options)$/.test(name))
    .flatMap(({ properties = [] }) => properties.map(({ name }) => name));
  expect(props.length).toBeGreaterThan(40);
  expect(props.filter((name) => !README.includes(name))).toEqual([]);
});

const PAGES = ['README.md', 'CONTRIBUTING.md', 'examples/README.md', 'stand-in/README.md', ...readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md')).map((file) => path.join('docs', file))];

/** Where a page that is published elsewhere, such as README.md in each registry, finds the files of this repository. */
const REPOSITORY = 'https://github.com/cdk-on-demand-backup/cdk-on-demand-backup/blob/main/';

function linksIn(page: string): string[] {
  return [...readFileSync(path.join(ROOT, page), 'utf8').matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target]) => target);
}

test.each(PAGES)('each link of %s to a file leads to one', (page) => {
  const relative = linksIn(page).filter((target) => !/^https?:/.test(target)).map((target) => path.join(path.dirname(page), target));
  const absolute = linksIn(page).filter((target) => target.startsWith(REPOSITORY)).map((target) => target.slice(REPOSITORY.length));
  expect([...relative, ...absolute].filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
});

test('no link is relative: PyPI and Maven have the page without the files', () => {
  expect(linksIn('README.md').filter((target) => !/^https?:/.test(target))).toEqual([]);
});
