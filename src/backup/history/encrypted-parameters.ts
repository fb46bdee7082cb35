import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { mayBeSame } from './may-be-same';

/** The stacks of each app that write a parameter encrypted, by its name. */
const WRITERS = new WeakMap<IConstruct, Map<string, Stack[]>>();

/** Notes that a backup encrypts a parameter. */
export function noteEncrypted(backup: IConstruct, parameterName: string): void {
  const byName = WRITERS.get(backup.node.root) ?? new Map<string, Stack[]>();
  WRITERS.set(backup.node.root, byName);
  byName.set(parameterName, [...byName.get(parameterName) ?? [], Stack.of(backup)]);
}

/** Whether a backup of the app encrypts the parameter that the stack of a construct would read: a name means another parameter in each account and Region. */
export function isEncrypted(reader: IConstruct, parameterName: string): boolean {
  const { account, region } = Stack.of(reader);
  const writers = WRITERS.get(reader.node.root)?.get(parameterName) ?? [];
  return writers.some((writer) => mayBeSame(writer.account, account) && mayBeSame(writer.region, region));
}
