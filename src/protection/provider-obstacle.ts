import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { BackupProvider } from '../stack/backup-provider';

/**
 * Why a stack cannot have the function of its backups: its synthesizer accepts no assets. Undefined if it can; the function is then there.
 */
export function providerObstacle(scope: Construct): string | undefined {
  const { node } = Stack.of(scope);
  const before = new Set(node.children);
  try {
    BackupProvider.of(scope);
    return undefined;
  } catch (error) {
    node.children.filter((child) => !before.has(child)).forEach((child) => node.tryRemoveChild(child.node.id));
    const { message } = error as Error;
    if (!/\bassets?\b/i.test(message)) {
      throw new Error(`the protection cannot add backups to the stack ${node.path}: ${message}; call BackupProtection.optOut(stack, reason) to leave it out`, { cause: error });
    }
    return `the stack ${node.path} cannot have the function of the backups (${message}): give it a synthesizer that accepts file assets`;
  }
}
