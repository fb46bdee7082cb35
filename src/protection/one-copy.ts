import type { IConstruct } from 'constructs';
import { isStatefulOfUser } from './classification/stateful';

/** In the global symbol registry, which all copies of this library share. */
const COPY = Symbol.for('cdk-on-demand-backup.protectedBy');
const THIS_COPY = {};

/** Throws if another copy of this library protects the app of a construct: neither would know what the other one adds. */
export function failOnSecondCopy({ node: { root } }: IConstruct): void {
  const marked = root as IConstruct & { readonly [COPY]?: object };
  if (marked[COPY] === undefined) { Object.defineProperty(root, COPY, { value: THIS_COPY }); }
  if (marked[COPY] === THIS_COPY) { return; }
  const example = root.node.findAll().find(isStatefulOfUser)?.node.path;
  throw new Error(`the app has a backup protection of each of two copies of cdk-on-demand-backup, so that ${example ?? 'a resource'} may have two backups: `
    + 'use one copy (`npm ls cdk-on-demand-backup` lists them)');
}
