import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { topOf } from '../../template/resource-in-stack';
import { describeProblems } from '../problems';

/** The backups of each outermost stack by the name of their history, in the order of their construction. */
const BACKUPS = new WeakMap<Stack, Map<string, IConstruct[]>>();

/**
 * Fails the synth if another backup of the outermost stack, or of a stack nested in it, has a history of the same name: each would take
 * the recovery points of the other for its own. Called once for each backup.
 */
export function requireUniqueHistory(backup: IConstruct, historyName: string): void {
  const sharers = backupsNamed(historyName, topOf(Stack.of(backup)));
  sharers.push(backup);
  backup.node.addValidation({ validate: () => sharedNameProblems(backup, historyName, sharers) });
}

function backupsNamed(name: string, stack: Stack): IConstruct[] {
  const byName = BACKUPS.get(stack) ?? new Map<string, IConstruct[]>();
  BACKUPS.set(stack, byName);
  const sharers = byName.get(name) ?? [];
  byName.set(name, sharers);
  return sharers;
}

/** The first of the backups is at fault for nothing, so each other one reports it. */
function sharedNameProblems(backup: IConstruct, name: string, sharers: readonly IConstruct[]): string[] {
  const first = sharers.length === 1 ? backup : sharers.find(isInTree);
  return first === undefined || first === backup ? [] : [describeProblems(backup, [
    `its history has the name "${name}", like that of ${first.node.path}, but each history belongs to one backup: give one of them another \`historyName\``,
  ])];
}

/** Whether nobody has removed a construct, or what it is in. */
function isInTree({ node }: IConstruct): boolean {
  return node.scopes.every((each) => each.node.scope === undefined || each.node.scope.node.tryFindChild(each.node.id) === each);
}
