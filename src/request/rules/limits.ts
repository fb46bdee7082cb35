import { amount } from '../amount';
import { knownNumber } from '../known';
import { error, Problem } from '../problem';
import type { RequestFacts } from '../request-facts';

/** The limits of a prop with a whole number of minutes or days. */
export interface Limits {
  readonly prop: string;
  readonly unit: 'minutes' | 'days';
  readonly min: number;
  readonly max?: number;
  /** What to do about a value that is too small or too large. */
  readonly advice: string;
}

/** Problems of a number by itself. */
export function limitProblems(value: unknown, limits: Limits, facts: RequestFacts): Problem[] {
  const number = knownNumber(value, facts);
  if (number === undefined) { return []; }
  const { prop, unit, min, max = Infinity, advice } = limits;
  const start = `\`${prop}\` is ${amount(number, unit)}, but AWS Backup`;
  const problems: Problem[] = [];
  if (!Number.isInteger(number)) {
    problems.push(error(`${prop}NotWhole`, `${start} accepts whole ${unit} only: use Duration.${unit}(${Math.ceil(number)})`));
  }
  if (number < min) {
    problems.push(error(`${prop}TooShort`, `${start} needs at least ${amount(min, unit)}: ${advice}`));
  }
  if (number > max) {
    problems.push(error(`${prop}TooLong`, `${start} allows at most ${max} ${unit}: ${advice}`));
  }
  return problems;
}
