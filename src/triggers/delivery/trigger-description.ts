import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

const LONGEST = 512;

/** The default description of a rule or a schedule. */
export function triggerDescription(backup: IConstruct): string {
  return `Runs the on-demand backup ${backup.node.path}`.slice(0, LONGEST);
}

/** Problems of a description that AWS would refuse. */
export function descriptionProblems(description: string | undefined): string[] {
  const length = Token.isUnresolved(description) ? 0 : description?.length ?? 0;
  return length <= LONGEST ? [] : [`\`description\` has ${length} characters, but may have at most ${LONGEST}`];
}
