import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { derivedName } from './history-path';
import { topOf } from '../../template/resource-in-stack';
import { describeProblems } from '../problems';

/** A backup and the name of its history, given or derived. */
interface NamedBackup {
  readonly backup: IConstruct;
  readonly name: string;
}

/** The backups of each outermost stack, in the order of their construction. */
const BACKUPS = new WeakMap<Stack, NamedBackup[]>();

/**
 * Fails the synth if another backup of the outermost stack, or of a stack nested in it, has a history of the same name: each would take
 * the recovery points of the other for its own. Called once for each backup.
 */
export function requireUniqueHistory(backup: IConstruct, historyName?: string): void {
  const stack = topOf(Stack.of(backup));
  const name = historyName ?? derivedName(backup);
  const all = BACKUPS.get(stack) ?? [];
  BACKUPS.set(stack, [...all, { backup, name }]);
  backup.node.addValidation({ validate: () => sharedNameProblems(stack, backup, name) });
}

/** The first of the backups is at fault for nothing, so each other one reports it. */
function sharedNameProblems(stack: Stack, backup: IConstruct, name: string): string[] {
  const first = BACKUPS.get(stack)?.find((each) => each.name === name && isInTree(each.backup));
  return first === undefined || first.backup === backup ? [] : [describeProblems(backup, [
    `its history has the name "${name}", like that of ${first.backup.node.path}, but each history belongs to one backup: give one of them another \`historyName\``,
  ])];
}

/** Whether nobody has removed a construct, or what it is in. */
function isInTree({ node }: IConstruct): boolean {
  return node.scopes.every((each) => each.node.scope === undefined || each.node.scope.node.tryFindChild(each.node.id) === each);
}
