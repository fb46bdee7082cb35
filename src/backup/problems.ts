/** A backup, or one that is not defined yet. */
interface Subject {
  readonly node: { readonly path: string };
}

/** Describes all problems of one backup in one message. */
export function describeProblems(scope: Subject, problems: readonly string[]): string {
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  return `the on-demand backup ${scope.node.path} has ${count}:\n${problems.map((problem) => `- ${problem}`).join('\n')}`;
}

/** Throws one error with all problems, if there are any. */
export function failOn(scope: Subject, problems: readonly string[]): void {
  if (problems.length > 0) { throw new Error(describeProblems(scope, problems)); }
}
