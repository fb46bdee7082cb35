import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { checkOptions } from '../../stand-in/config/option-shapes';

const FOLDER = join(__dirname, '..', '..', 'stand-in');
const README = readFileSync(join(FOLDER, 'README.md'), 'utf8');

function example(language: string): string {
  const [, code] = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(README) ?? [];
  return code;
}

/** The members of the interfaces in a file. */
function members(file: string): string[] {
  return [...readFileSync(join(FOLDER, file), 'utf8').matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, name]) => name);
}

test('the TypeScript example in the README does what it says', async () => {
  const code = ts.transpile(example('ts'), { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 });
  const load = (name: string): unknown => jest.requireActual(name === '../stand-in' ? '../../stand-in' : name);
  const log = jest.spyOn(console, 'log').mockImplementation();
  let looks = 0; // at the clock: each takes a millisecond, so that no state is missed on a busy machine
  const wall = jest.spyOn(performance, 'now').mockImplementation(() => looks++);
  const main = new Function('require', 'exports', `${code}; return main;`)(load, {}) as () => Promise<string[]>;
  expect((await main()).slice(-2)).toEqual(['RUNNING', 'FAILED']);
  expect(log).toHaveBeenCalledWith(expect.anything(), expect.stringMatching(/ 1 job$/));
  log.mockRestore();
  wall.mockRestore();
});

test('the JSON example in the README is valid', () => {
  expect(() => checkOptions(JSON.parse(example('json')))).not.toThrow();
});

test.each([
  ...members('config/options.ts'), ...members('service/service-options.ts'), ...members('parameter-store/parameter-store-options.ts'), ...members('jobs/job-script.ts'), ...members('faults/fault.ts'), ...members('service/quota-registry.ts').filter((name) => name !== 'clock'),
])('the README explains %s', (name) => {
  expect(README).toMatch(new RegExp(`[\`{ ]${name}[\`:.,( }]`));
});
