/** A number with its unit as a sentence has it: `1 day`, `2 days`. */
export function amount(count: number, unit: 'seconds' | 'minutes' | 'days'): string {
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`;
}
