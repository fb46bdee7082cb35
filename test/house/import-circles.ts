import { importsOf, type SourceFile } from './source-file';

/** The groups of files that import each other, directly or through others, types included. */
export function importCircles(files: readonly SourceFile[]): string[][] {
  const imports = new Map(files.map((file) => [file.path, importsOf(file, files)]));
  const reach = new Map([...imports.keys()].map((path) => [path, reachableFrom(path, imports)]));
  const circles = new Map<string, string[]>();
  for (const [path, reachable] of reach) {
    const circle = [...reachable].filter((other) => reach.get(other)?.has(path)).sort();
    if (reachable.has(path)) { circles.set(circle.join(), circle); }
  }
  return [...circles.values()];
}

function reachableFrom(start: string, imports: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const open = [...imports.get(start) ?? []];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) { continue; }
    reached.add(path);
    open.push(...imports.get(path) ?? []);
  }
  return reached;
}
