import { Harness } from './harness';
import { NESTED_STORM, reportStackStorm, STACK_STORMS, stackStorm } from './stack-storm';
import { report, storm } from './storm';
import { virtualTime } from './time';
import { recogniseNodeErrors } from '../util/node-errors';

jest.mock('node:timers/promises', () => jest.requireActual<typeof import('./time')>('./time').virtualTimers);
recogniseNodeErrors();

/** Random numbers that are the same each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

let harness: Harness;
// The quotas count the seconds of virtual time, as the waits do; `bench/load.ts` does the same with 400 on the wall clock
beforeAll(async () => { harness = await Harness.start(virtualTime); });
beforeEach(async () => {
  await harness.renew();
  jest.spyOn(Math, 'random').mockImplementation(seeded(20251123));
});
afterEach(() => { jest.restoreAllMocks(); });
afterAll(() => harness.stop());

test.each([1, 60, 400])('%i definitions at once: as many jobs, no failure, in at most 1.3 times what the quota needs', async (definitions) => {
  const result = await storm(harness, definitions);
  process.stdout.write(`${report(result)}\n\n`);
  expect(result).toMatchObject({ jobs: definitions, failures: 0 });
  expect(result.seconds).toBeLessThanOrEqual(Math.max(5, 1.3 * result.quotaSeconds));
  expect(result.starts.all - result.starts.throttled).toBe(definitions);
});

// CloudFormation answers five calls a second in an account
describe.each([1, 100, 400])('%i requests at once whose answer depends on the status of the stack', (requests) => {
  test('none is answered wrongly, however often CloudFormation throttles', async () => {
    await storm(harness, requests);
    for (const kind of [...STACK_STORMS, NESTED_STORM] as const) {
      const result = await stackStorm(harness, kind, requests);
      process.stdout.write(`${reportStackStorm(result)}\n\n`);
      expect(result).toMatchObject({ wrong: 0, jobs: 0, left: 0 });
      expect(result.asks.all).toBeLessThanOrEqual(5 * requests);
      expect(result.seconds).toBeLessThanOrEqual(600);
    }
  });
});

test('eight stacks of 50 backups each, of which none knows of the others: none is answered wrongly either', async () => {
  await storm(harness, 400);
  process.env.BACKUPS = '50';
  for (const kind of ['updates in a rollback', NESTED_STORM] as const) {
    const result = await stackStorm(harness, kind, 400);
    process.stdout.write(`${reportStackStorm(result)}\n\n`);
    expect(result).toMatchObject({ wrong: 0, jobs: 0, left: 0 });
    expect(result.seconds).toBeLessThanOrEqual(600);
  }
});
