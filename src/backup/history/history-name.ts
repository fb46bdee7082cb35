import { Token } from 'aws-cdk-lib';
import { show } from '../../request/known';

/** What SSM accepts in a level of a name; the length is ours. */
const HISTORY_NAME = /^[A-Za-z0-9_.-]{1,200}$/;

/** Problems of the name that the user gave to the history of a backup. */
export function historyNameProblems(historyName: string | undefined): string[] {
  if (historyName === undefined) { return []; }
  if (Token.isUnresolved(historyName)) {
    return ['`historyName` is known only at deploy time, but it is part of a parameter name that permissions and other stacks need at synth: use a literal string'];
  }
  return typeof historyName === 'string' && HISTORY_NAME.test(historyName) ? [] : [
    `\`historyName\` is ${show(historyName)}, but a level of a parameter name has 1 to 200 letters, digits, periods, hyphens and underscores: use only these`,
  ];
}
