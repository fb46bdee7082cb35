import type { CfnResource, Stack } from 'aws-cdk-lib';
import { topOf } from '../resource-in-stack';
import { cached } from '../synth-cache';

/** What a resource should wait for, as far as that closes no dependency cycle. */
export interface LateDependencies {
  /** What waits. */
  readonly source: CfnResource;
  /** What it should wait for. Asked when all aspects have run and references are known. */
  readonly targets: () => readonly CfnResource[];
  /** Whether a target itself waits for the source, with all late dependencies that are known by then. */
  readonly closesCycle: (target: CfnResource) => boolean;
}

type Found = ReadonlyMap<CfnResource, ReadonlySet<CfnResource>>;

/** Those of each deployment, by its outermost stack, in the order in which they were added. */
const ALL = new WeakMap<Stack, LateDependencies[]>();
/** Those that are found so far, while the others are sought. */
const UNFINISHED = new WeakMap<Stack, Found>();

/** Adds dependencies that the template gets if they close no cycle. */
export function addLateDependencies(dependencies: LateDependencies): void {
  const top = topOf(dependencies.source.stack);
  ALL.set(top, [...ALL.get(top) ?? [], dependencies]);
}

/** What a resource waits for in addition to what it defines itself. */
export function lateDependenciesOf(resource: CfnResource): ReadonlySet<CfnResource> | undefined {
  const top = topOf(resource.stack);
  const all = ALL.get(top);
  return all && (UNFINISHED.get(top) ?? cached(top, 'lateDependencies', () => find(top, all))).get(resource);
}

/** One after the other, so that no two of them close a cycle together. */
function find(top: Stack, all: readonly LateDependencies[]): Found {
  const found = new Map<CfnResource, Set<CfnResource>>();
  UNFINISHED.set(top, found);
  try {
    all.forEach(({ source, targets, closesCycle }) => {
      const own = found.get(source) ?? new Set<CfnResource>();
      found.set(source, own);
      targets().filter((target) => target !== source && !closesCycle(target)).forEach((target) => own.add(target));
    });
  } finally {
    UNFINISHED.delete(top);
  }
  return found;
}
