import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..', '..');

/** A TypeScript file of the project, by its path from the root. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** All TypeScript files below some folders. */
export function sourceFilesIn(...folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => join(folder, file))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })));
}

/** The syntax tree of a file. */
export function parsed({ path, text }: SourceFile): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
}

/** The files that a file imports or exports from, types included, each by its path; packages are left out. */
export function importsOf(file: SourceFile, files: readonly SourceFile[]): string[] {
  const paths = new Set(files.map(({ path }) => path));
  return moduleNamesIn(parsed(file)).filter((name) => name.startsWith('.')).flatMap((name) => {
    const target = join(dirname(file.path), name);
    return [`${target}.ts`, join(target, 'index.ts')].filter((path) => paths.has(path));
  });
}

/** The modules that a file names: in `import` and `export … from`, in `import(…)`, and in the type `import('…')`. */
function moduleNamesIn(node: ts.Node): string[] {
  const below: string[] = [];
  ts.forEachChild(node, (child) => { below.push(...moduleNamesIn(child)); });
  const own = moduleNameOf(node);
  return own !== undefined && ts.isStringLiteral(own) ? [own.text, ...below] : below;
}

function moduleNameOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) { return node.moduleSpecifier; }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) { return node.argument.literal; }
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments[0] : undefined;
}
