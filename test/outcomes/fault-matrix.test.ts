import type { Case } from './case';
import { DECIDED_BY_HISTORY } from './cases/decided-by-history';
import { DELETES } from './cases/deletes';
import { DESCRIBE_FAULTS } from './cases/describe-faults';
import { EVENTS } from './cases/events';
import { HISTORY_CASES } from './cases/history';
import { JOB_OUTCOMES } from './cases/job-outcomes';
import { PARTIAL } from './cases/partial';
import { STACK_STATUS } from './cases/stack-status';
import { START_FAULTS } from './cases/start-faults';
import { TRIGGERS } from './cases/triggers';
import { Harness } from './harness';
import { play, type Played } from './run-case';
import { virtualTime } from './time';
import { figuresOf, verify } from './verify';
import { recogniseNodeErrors } from '../util/node-errors';

jest.mock('node:timers/promises', () => jest.requireActual<typeof import('./time')>('./time').virtualTimers);
recogniseNodeErrors();

const TABLES = {
  'how a job ends': JOB_OUTCOMES,
  'which parts of a job are missing': PARTIAL,
  'what the start answers': START_FAULTS,
  'what a look answers': DESCRIBE_FAULTS,
  'what CloudFormation asks': EVENTS,
  'what a Delete finds': DELETES,
  'what CloudFormation answers when it is asked': STACK_STATUS,
  'what a backup before a change or a deletion meets': TRIGGERS,
  'what the history meets': HISTORY_CASES,
  'what the history decides': DECIDED_BY_HISTORY,
};
const ALL = Object.values(TABLES).flat();

let harness: Harness;
const total = { cases: 0, answers: 0, jobs: 0, hangs: 0, doubleStarts: 0 };

beforeAll(async () => { harness = await Harness.start(virtualTime, { quotas: false }); });

afterAll(async () => {
  await harness.stop();
  process.stdout.write(`fault matrix: ${total.cases} cases, ${total.answers} answers, ${total.jobs} jobs, `
    + `${total.hangs} hangs, ${total.doubleStarts} double starts\n`);
});

test('has at least 60 cases, and none twice', () => {
  expect(ALL.length).toBeGreaterThanOrEqual(60);
  expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
});

describe.each(Object.entries(TABLES))('%s', (_table, rows) => {
  rows.forEach((row) => test(row.name, () => check(row)));
});

async function check(row: Case): Promise<void> {
  const played = await play(harness, row);
  count(row, played);
  verify(harness, row, played);
}

function count(row: Case, played: Played): void {
  const { hangs, doubleStarts } = figuresOf(harness, row, played);
  total.cases++;
  total.answers += harness.answersTo(played.event).length;
  total.jobs += harness.standIn.jobs.length;
  total.hangs += hangs;
  total.doubleStarts += doubleStarts;
}
