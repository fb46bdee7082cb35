import type { Progress } from './job-script';
import { endOf, isTerminal, type Phase } from './timeline';

/** The completed share of a job, from 0 to 1. */
export function progressAt(phases: readonly Phase[], now: number, progress: Progress): number {
  const last = phases.filter((phase) => phase.at <= now).at(-1);
  if (last === undefined) { return 0; }
  if (isTerminal(last.state)) { return last.state === 'COMPLETED' || last.state === 'PARTIAL' ? 1 : 0; }
  const runAt = phases.find((phase) => phase.state === 'RUNNING')?.at ?? Infinity;
  const end = endOf(phases);
  if (now < runAt || end === Infinity) { return 0; }
  return curve((now - runAt) / (end - runAt), progress);
}

function curve(share: number, progress: Progress): number {
  switch (progress) {
    case 'linear': return share;
    case 'none': return 0;
    case 'late': return share < 0.9 ? share / 9 : 0.1 + (share - 0.9) * 9;
  }
}
