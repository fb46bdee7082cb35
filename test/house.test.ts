import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spreadBlocks } from './house/brace-style';
import { codeLines } from './house/code-lines';
import { importCircles } from './house/import-circles';
import { resourceTypeTables } from './house/resource-type-tables';
import { RETIRED_WORDS } from './house/retired-words';
import { filesOfOneSubRoom, filesPerRoom, strayFiles } from './house/rooms';
import { type SourceFile, sourceFilesIn } from './house/source-file';

const ROOT = join(__dirname, '..');
const HOUSES = ['src', 'lambda', 'stand-in'];
const PRODUCT = sourceFilesIn(...HOUSES);
const ALL = sourceFilesIn(...HOUSES, 'test', 'bench', 'examples', 'local-aws', 'projenrc');

/** What stands at the top of each house; everything else has a room. */
const AT_THE_TOP = {
  'src': [
    'index', 'on-demand-backup', 'i-on-demand-backup', 'i-backup-trigger', 'on-demand-backup-props', 'backup-job-props', 'backup-wait-props', 'failure-action', 'timeout-action',
    'wait-level', 'backup-resource-type', 'recovery-handle', 'reuse-from',
  ],
  'lambda': ['backup.lambda'],
  'stand-in': ['backup-stand-in', 'index', 'stand-in'],
};
const MOST_FILES = 16;
const MOST_LINES = 250;

function longest(files: readonly SourceFile[]): readonly [string, number] {
  return files.map((file) => [file.path, codeLines(file)] as const).sort(([, a], [, b]) => b - a)[0];
}

function most(rooms: ReadonlyMap<string, number>): readonly [string, number] {
  return [...rooms].sort(([, a], [, b]) => b - a)[0];
}

/** The tables of resource types that may stand outside the catalogue: the public constants. */
function tablesOutside(): string[] {
  return sourceFilesIn('src', 'lambda')
    .filter(({ path }) => !path.startsWith('src/request/resource-types/') && path !== 'src/backup-resource-type.ts')
    .flatMap(resourceTypeTables);
}

describe('the house', () => {
  afterAll(() => {
    const [room, files] = most(filesPerRoom(PRODUCT));
    const [file, lines] = longest(PRODUCT);
    process.stdout.write([
      `file circles: ${importCircles(ALL).length}`,
      `files in the most crowded room: ${files} (${room}; limit ${MOST_FILES})`,
      `longest file without comments: ${lines} lines (${file}; limit ${MOST_LINES})`,
      `tables keyed by resource type outside the catalogue: ${tablesOutside().length}`,
    ].map((line) => `house: ${line}\n`).join(''));
  });

  test('has no import circle, types included', () => {
    expect(importCircles(ALL)).toEqual([]);
  });

  test('has at most 16 files in a room', () => {
    expect([...filesPerRoom(PRODUCT)].filter(([, count]) => count > MOST_FILES)).toEqual([]);
  });

  test('has no file flat at its top that has a room of its own', () => {
    expect(strayFiles(PRODUCT, AT_THE_TOP)).toEqual([]);
  });

  test('has no file flat in a room that only one of its sub-rooms uses', () => {
    expect(filesOfOneSubRoom(PRODUCT)).toEqual([]);
  });

  test('has no file of more than 250 lines without comments', () => {
    expect(PRODUCT.map((file) => [file.path, codeLines(file)]).filter(([, lines]) => Number(lines) > MOST_LINES)).toEqual([]);
  });

  test('has one catalogue of resource types', () => {
    expect(tablesOutside()).toEqual([]);
  });

  test('has one dialect of braces', () => {
    expect(ALL.flatMap(spreadBlocks)).toEqual([]);
  });
});

describe('the retired words', () => {
  const documents = ['README.md', 'CONTRIBUTING.md', 'stand-in/README.md', ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md')).map((file) => join('docs', file))].map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

  test.each(RETIRED_WORDS)('%s does not occur: %s', (pattern) => {
    const found = [...PRODUCT, ...documents].flatMap(({ path, text }) => text.split('\n')
      .flatMap((line, index) => pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : []));
    expect(found).toEqual([]);
  });
});

describe('the checks of the house', () => {
  const file = (path: string, text: string): SourceFile => ({ path, text });

  test('find a circle of type imports, through a third file and an index', () => {
    const files = [
      file('a/one.ts', "import type { Two } from './two';"),
      file('a/two.ts', "export type { Three } from './b';"),
      file('a/b/index.ts', "type One = import('../one').One;"),
      file('a/apart.ts', "import { one } from './one';"),
    ];
    expect(importCircles(files)).toEqual([['a/b/index.ts', 'a/one.ts', 'a/two.ts']]);
    expect(importCircles([file('a.ts', "import './a';")])).toEqual([['a.ts']]);
    expect(importCircles(files.slice(0, 2))).toEqual([]);
  });

  test('find a file that stands flat', () => {
    expect(strayFiles([file('src/index.ts', ''), file('src/new.ts', ''), file('src/room/new.ts', '')], AT_THE_TOP)).toEqual(['src/new.ts']);
    const files = [
      file('room/flat.ts', ''), file('room/shared.ts', ''), file('room/user.ts', "import './shared';"),
      file('room/sub/a.ts', "import '../flat'; import '../shared';"), file('room/sub/b.ts', "import '../flat';"),
    ];
    expect(filesOfOneSubRoom(files)).toEqual(['room/flat.ts']);
  });

  test('count the lines of code', () => {
    expect(codeLines(file('a.ts', '/** A doc. */\n\nconst a = `one\ntwo ${1}\nthree`; // why\n/* not\n this */\nfoo(); /* but this */\n'))).toBe(4);
  });

  test.each([
    ['an object', "const T = { 'AWS::S3::Bucket': 1, 'AWS::EC2::Volume': 2 };"],
    ['an object by names', 'const T = { S3: 1, EBS: 2 };'],
    ['a Map', "new Map([['Redshift Serverless', 1], ['S3', 2]]);"],
    ['a list', "const T = ['AWS::S3::Bucket', 'AWS::EC2::Volume'];"],
    ['rows', "const T = [row('S3', 1), row('EBS', 2)];"],
    ['a list of objects', "const T = [{ name: 'S3' }, { name: 'EBS' }];"],
    ['a switch', "switch (x) { case 'S3': break; case 'EBS': break; default: }"],
  ])('find %s that is keyed by resource type', (_what, text) => {
    expect(resourceTypeTables(file('a.ts', text))).toEqual(['a.ts:1']);
  });

  test('find no table in one type, or in other words', () => {
    expect(resourceTypeTables(file('a.ts', "const a = ['AWS::S3::Bucket']; const b = { S3: 1, Other: 2 }; f('S3', 'EBS');"))).toEqual([]);
  });

  test('find a short statement in a block of three lines', () => {
    expect(spreadBlocks(file('a.ts', 'a;\n  if (b) {\n    return c;\n  }\n'))).toEqual(['a.ts:2']);
    expect(spreadBlocks(file('a.ts', `if (b) {\n  return ${'c'.repeat(120)};\n}\nif (b) {\n  return c;\n} else {\n  d();\n}\n`))).toEqual([]);
  });

  test.each(RETIRED_WORDS.map(([pattern], index) => [pattern, [
    'Occasion', 'parseHandling', '_wiring', 'Judge', 'class FaultBook', 'spoilt', 'remember(', 'MachineInput', 'starts the machine', 'sendAnswer', "'ANSWER'",
    'must be a text', 'true or false', 'which is a circle', 'stateful-types', 'placeProblems', 'is told', 'which of the four callers',
  ][index]] as const))('%s finds "%s"', (pattern, example) => {
    expect(pattern.test(example)).toBe(true);
  });
});
