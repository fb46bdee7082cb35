import { Harness } from './harness';
import { virtualTime } from './time';
import { theAnswer } from './verify';
import type { JobScript, Progress } from '../../stand-in';
import { createEvent } from '../util/events';
import { recogniseNodeErrors } from '../util/node-errors';

jest.mock('node:timers/promises', () => jest.requireActual<typeof import('./time')>('./time').virtualTimers);
recogniseNodeErrors();

/** Length of a job in seconds, and how many calls of the function it may take, all together. */
const BUDGETS = [[30, 6], [600, 25], [3300, 70]] as const;
const PROGRESS: readonly Progress[] = ['linear', 'none', 'late'];
const OTHERWISE: readonly (readonly [string, JobScript])[] = [
  ['ended FAILED', { outcome: 'FAILED' }],
  ['began late', { createdSeconds: 20 }],
];

let harness: Harness;
const figures: string[] = [];

beforeAll(async () => { harness = await Harness.start(virtualTime, { quotas: false }); });
beforeEach(() => harness.renew());
afterAll(async () => {
  await harness.stop();
  process.stdout.write(figures.sort().map((line) => `${line}\n`).join(''));
});

async function expectWithin(seconds: number, budget: number, name: string, script: JobScript): Promise<void> {
  const { createdSeconds = 1, pendingSeconds = 1 } = script;
  harness.standIn.script('*', { ...script, runningSeconds: seconds - Number(createdSeconds) - Number(pendingSeconds) });
  const event = { ...createEvent(), ResponseURL: harness.answerServer.url };
  harness.deliver(event);
  await harness.settle();
  const { Data } = theAnswer(harness, event);
  const [run] = harness.runs;
  const late = run.seconds - seconds;
  figures.push(`a job of ${String(seconds).padStart(4)} s, ${name}: ${harness.invocations} invocations, end noticed after ${late} s`);
  expect(harness.standIn.jobs).toHaveLength(1);
  if (Data) { expect(Date.parse(Data.CompletionDate) - Date.parse(Data.CreationDate)).toBe(seconds * 1000); }
  expect(harness.invocations).toBe(1 + Object.values(run.calls).reduce((sum, calls) => sum + calls));
  expect(harness.invocations).toBeLessThanOrEqual(budget);
  expect(late).toBeGreaterThanOrEqual(0);
  expect(late).toBeLessThanOrEqual(Math.max(60, seconds / 10));
}

describe.each(BUDGETS)('a job of %i s takes at most %i invocations, and its end is noticed within a tenth of that or a minute', (seconds, budget) => {
  test.each(PROGRESS)('its progress is told: %s', (progress) => expectWithin(seconds, budget, `progress ${progress}`, { progress }));
  test.each(OTHERWISE)('it %s', (name, script) => expectWithin(seconds, budget, name, script));
});
