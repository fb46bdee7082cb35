import fc from 'fast-check';
import type { Harness } from './harness';
import { theAnswer, verifySecrets } from './verify';
import type { CloudFormationEvent } from '../../lambda/cloudformation/cloudformation-event';

/** The same each time, so that a red test stays red: another one with `SEED=1 npx jest`. fast-check prints the seed of a failure. */
const SEED = Number(process.env.SEED ?? 20251123);

/** Checks a property of whatever the generator makes. */
export async function always<T>(runs: number, generator: fc.Arbitrary<T>, property: (value: T) => Promise<void>): Promise<void> {
  await fc.assert(fc.asyncProperty(generator, property), { seed: SEED, numRuns: runs });
}

/** Delivers a request, waits for the end of everything, and checks that it is answered once, and well. */
export async function expectOneAnswer(harness: Harness, event: CloudFormationEvent): Promise<void> {
  harness.deliver(event);
  await harness.settle();
  expect(harness.broken).toEqual([]);
  expect(harness.runs).toHaveLength(harness.states.started);
  theAnswer(harness, event);
  verifySecrets(harness);
}
