import { Stack } from 'aws-cdk-lib';
import type { IAlias, IKey } from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';
import { mayBeSame } from './may-be-same';

/**
 * Problems of the key that encrypts the history of a backup.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
 */
export function historyKeyProblems(backup: IConstruct, given: IKey | undefined): string[] {
  if (given === undefined) { return []; }
  const key = keyBehind(given);
  if (key === undefined) {
    return ['`historyEncryptionKey` is an alias whose key is not known, but permissions name the key: pass the key, with Key.fromKeyArn(...) or Key.fromLookup(...)'];
  }
  const own = Stack.of(backup).region;
  const { region } = key.env;
  return mayBeSame(own, region) ? [] : [
    `\`historyEncryptionKey\` is in ${region}, but the parameters that it encrypts are in ${own}, the Region of the stack: pass a key of that Region`,
  ];
}

/** The key itself, also of an alias; undefined if it is not known. */
export function keyBehind(key: IKey): IKey | undefined {
  try {
    return 'aliasTargetKey' in key ? keyBehind((key as IAlias).aliasTargetKey) : key;
  } catch {
    return undefined; // imported by the name of the alias
  }
}
