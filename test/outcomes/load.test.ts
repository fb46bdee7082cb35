import { Harness } from './harness';
import { NESTED_STORM, reportStackStorm, STACK_STORMS, stackStorm } from './stack-storm';
import { historyOf, report, storm } from './storm';
import { virtualTime } from './time';
import { recordsOf } from './verify-record';
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
  expect(result).toMatchObject({ jobs: definitions, failures: 0, records: definitions, latest: definitions });
  expect(result.answered).toBeLessThanOrEqual(75 + 1.4 * result.writeSeconds);
  expect(result.seconds).toBeLessThanOrEqual(Math.max(5, 1.3 * result.quotaSeconds));
  expect(result.starts.all - result.starts.throttled).toBe(definitions);
});

// With the longest timeout: the records have to be written before CloudFormation gives up
test.each([1, 200])('%i timeouts at once: as many answers in time, and records', async (definitions) => {
  harness.standIn.script('*', { runningSeconds: 'forever' });
  const result = await storm(harness, definitions);
  const records = Array.from({ length: definitions }, (_, index) => recordsOf(harness, 'on-deploy', historyOf(index)).map(({ outcome }) => outcome));
  process.stdout.write(`${definitions} timeouts at once: last answer after ${result.answered.toFixed(0)} s, ${result.puts.all} calls of PutParameter, `
    + `${result.puts.throttled} throttled; ${records.filter(([outcome]) => outcome === 'timedOut').length} records\n\n`);
  expect(harness.answerServer.responses).toHaveLength(definitions);
  expect(harness.answerServer.responses.every(({ Status, Reason }) => Status === 'FAILED' && /still RUNNING|not known to have ended/.test(Reason))).toBe(true);
  expect(result.answered).toBeLessThan(3600 - 60);
  expect(records).toEqual(new Array(definitions).fill(['timedOut']));
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
  for (const kind of [...STACK_STORMS, NESTED_STORM] as const) {
    const result = await stackStorm(harness, kind, 400);
    process.stdout.write(`${reportStackStorm(result)}\n\n`);
    expect(result).toMatchObject({ wrong: 0, jobs: 0, left: 0 });
    expect(result.seconds).toBeLessThanOrEqual(600);
  }
});
