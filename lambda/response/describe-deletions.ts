import { type Deletions, NO_DELETIONS } from '../../src/request/execution/deletions';

/** Of those that stay, how many a reason names. */
const MOST_NAMED = 3;
const LONGEST_REASON = 300;

/** What a removal did, and what stays. */
export function describeDeletions({ Gone, Left }: Deletions = NO_DELETIONS): string {
  const gone = Gone.length === 0 ? 'no recovery points are recorded' : `${Gone.length} ${Gone.length === 1 ? 'recovery point is' : 'recovery points are'} gone`;
  if (Left.length === 0) { return `Removed: ${gone}`; }
  const named = Left.slice(0, MOST_NAMED).map(({ What, Reason }) => `${What}: ${Reason.slice(0, LONGEST_REASON)}`);
  const others = Left.length - named.length;
  return `Removed: ${gone}. Left: ${[...named, ...others > 0 ? [`and ${others} more`] : []].join('; ')}`;
}
