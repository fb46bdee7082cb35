import { hasProvenanceTags } from './provenance';
import type { OnDemandBackupProps } from '../../on-demand-backup-props';
import type { StartPolicy } from '../../request/start-policy';

/** How a backup starts its jobs; undefined when all is as by default. */
export function startPolicy(props: OnDemandBackupProps): StartPolicy | undefined {
  const policy: StartPolicy = { ...!hasProvenanceTags(props) && { NoProvenanceTags: true } };
  return Object.keys(policy).length === 0 ? undefined : policy;
}
