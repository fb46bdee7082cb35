import type { IConstruct } from 'constructs';
import { OnDemandBackup } from '../on-demand-backup';
import { BackupProvider } from '../stack/backup-provider';

/** In the global symbol registry, so that it does not matter which copy of this library defines a class. */
const OWN = Symbol.for('cdk-on-demand-backup.own');

/** Marks a class whose instances are not constructs of the user, with all that is in them. */
export function markOwn(type: { readonly prototype: object }): void {
  Object.defineProperty(type.prototype, OWN, { value: true });
}

[OnDemandBackup, BackupProvider as { readonly prototype: object }].forEach(markOwn);

/** Whether a construct is not one that this library creates. */
export function isOfUser({ node }: IConstruct): boolean {
  return !node.scopes.some((scope) => OWN in scope);
}

/** An id that no construct in a scope has: a user may have given ours to something else. */
export function freeId(scope: IConstruct, id: string): string {
  return scope.node.tryFindChild(id) === undefined ? id : freeId(scope, `OnDemand${id}`);
}
