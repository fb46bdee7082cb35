import type { IConstruct } from 'constructs';

/** Puts all problems of one definition into one text. */
export function describeProblems(scope: IConstruct, problems: readonly string[]): string {
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  return `the on-demand backup ${scope.node.path} has ${count}:\n${problems.map((problem) => `- ${problem}`).join('\n')}`;
}

/** Ends the construction with all problems in one error, if there are any. */
export function failOn(scope: IConstruct, problems: readonly string[]): void {
  if (problems.length > 0) { throw new Error(describeProblems(scope, problems)); }
}
