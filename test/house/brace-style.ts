import type { SourceFile } from './source-file';

const LONGEST_LINE = 120;
const BLOCK = /^( *)(if \([^\n]*\) \{)\n +((?:return|throw|continue|break)\b[^\n]*;)\n\1\}(?! else)$/gm;

/** Where a single short statement after an `if` has a block of three lines: no lint rule holds that part of the dialect of braces. */
export function spreadBlocks({ path, text }: SourceFile): string[] {
  return [...text.matchAll(BLOCK)]
    .filter(([, indent, head, statement]) => `${indent}${head} ${statement} }`.length <= LONGEST_LINE && !statement.includes(' // '))
    .map(({ index }) => `${path}:${text.slice(0, index).split('\n').length}`);
}
