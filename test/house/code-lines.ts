import * as ts from 'typescript';
import { parsed, type SourceFile } from './source-file';

/** The number of lines of a file that hold code: neither empty nor only a comment. */
export function codeLines(file: SourceFile): number {
  const tree = parsed(file);
  const lines = new Set<number>();
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node) || node.kind === ts.SyntaxKind.EndOfFileToken) { return; }
    const children = node.getChildren(tree);
    children.forEach(visit);
    if (children.length > 0) { return; }
    const [first, last] = [node.getStart(tree), node.getEnd()].map((position) => tree.getLineAndCharacterOfPosition(position).line);
    for (let line = first; line <= last; line++) { lines.add(line); }
  };
  visit(tree);
  return lines.size;
}
