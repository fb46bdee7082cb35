import type { Duration } from 'aws-cdk-lib';
import { hasProvenanceTags } from './provenance';
import type { OnDemandBackupProps } from '../../on-demand-backup-props';
import type { StartPolicy } from '../../request/execution/start-policy';
import { ReuseFrom } from '../../reuse-from';

/** Which recovery points are used instead of a new job, if any. */
export interface ReuseOptions {
  readonly maxAge?: Duration;
  readonly reuseFrom?: ReuseFrom;
}

/** How a job is started; undefined when all is as by default. */
export function startPolicy({ maxAge, reuseFrom, ...props }: ReuseOptions & Pick<OnDemandBackupProps, 'provenanceTags'>): StartPolicy | undefined {
  const policy: StartPolicy = {
    ...!hasProvenanceTags(props) && { NoProvenanceTags: true },
    ...maxAge && { MaxAgeSeconds: maxAge.toSeconds() },
    ...reuseFrom === ReuseFrom.VAULT && { ReuseFrom: 'VAULT' },
  };
  return Object.keys(policy).length === 0 ? undefined : policy;
}

/** Problems of the options for the use of recovery points. */
export function reuseProblems({ maxAge, reuseFrom }: ReuseOptions): string[] {
  if (maxAge === undefined) {
    return reuseFrom === undefined ? [] : [`\`reuseFrom\` is ReuseFrom.${reuseFrom}, but without \`maxAge\` each execution makes a new backup: give \`maxAge\`, or leave it out`];
  }
  if (maxAge.isUnresolved()) {
    return ['`maxAge` is known only at deploy time, but it decides which permissions and properties the stack has: use a Duration that is known at synth'];
  }
  const seconds = maxAge.toSeconds({ integral: false });
  return Number.isInteger(seconds) && seconds >= 1 ? [] : [`\`maxAge\` is ${seconds} seconds, but must be whole seconds, at least 1: use Duration.minutes(1) or more`];
}
