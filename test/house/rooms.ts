import { dirname } from 'node:path';
import { importsOf, type SourceFile } from './source-file';

/** How many files stand directly in each room (folder). */
export function filesPerRoom(files: readonly SourceFile[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { path } of files) { counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1); }
  return counts;
}

/** The files that stand at the top of a house and are not among those that belong there. */
export function strayFiles(files: readonly SourceFile[], atTheTop: Readonly<Record<string, readonly string[]>>): string[] {
  const allowed = new Set(Object.entries(atTheTop).flatMap(([house, names]) => names.map((name) => `${house}/${name}.ts`)));
  return files.map(({ path }) => path).filter((path) => dirname(path) in atTheTop && !allowed.has(path));
}

/** The files that stand in a room although only one of its sub-rooms uses them. */
export function filesOfOneSubRoom(files: readonly SourceFile[]): string[] {
  const importers = new Map<string, string[]>();
  for (const file of files) {
    for (const target of importsOf(file, files)) { importers.set(target, [...importers.get(target) ?? [], dirname(file.path)]); }
  }
  return files.map(({ path }) => path).filter((path) => {
    const users = new Set(importers.get(path));
    const [user] = users;
    return users.size === 1 && user.startsWith(`${dirname(path)}/`);
  });
}
