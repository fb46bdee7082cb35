/** Seconds of the stand-in's clock, or for ever. */
export type Seconds = number | 'forever';

export function toMilliseconds(seconds: Seconds): number {
  return seconds === 'forever' ? Infinity : seconds * 1000;
}
