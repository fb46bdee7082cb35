import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

const LONGEST = 512;

/** What the console shows of a rule or a schedule that says nothing of itself. */
export function triggerDescription(backup: IConstruct): string {
  return `Runs the on-demand backup ${backup.node.path}`.slice(0, LONGEST);
}

/** What AWS would refuse of a description. */
export function descriptionProblems(description: string | undefined): string[] {
  const length = Token.isUnresolved(description) ? 0 : description?.length ?? 0;
  return length <= LONGEST ? [] : [`\`description\` has ${length} characters, but takes ${LONGEST}`];
}
