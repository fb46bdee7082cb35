import { Stack, Token } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';

/**
 * Problems of the key that encrypts the history of a backup.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
 */
export function historyKeyProblems(backup: IConstruct, key: IKey | undefined): string[] {
  const own = Stack.of(backup).region;
  const other = key?.env.region;
  return other === undefined || Token.isUnresolved(own) || Token.isUnresolved(other) || own === other ? [] : [
    `\`historyEncryptionKey\` is in ${other}, but the parameters that it encrypts are in ${own}, the Region of the stack: pass a key of that Region`,
  ];
}
