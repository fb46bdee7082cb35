import { type Documented, DOCUMENTED_FAILURES } from './documented-failures';
import { adviceFor, ADVICE_ROWS, describeAdvice, type Failure } from '../../../lambda/advice/advice';

type WithAdvice = Extract<Documented, { readonly fix: string }>;
const withAdvice = DOCUMENTED_FAILURES.filter((failure): failure is WithAdvice => 'fix' in failure);
const without = DOCUMENTED_FAILURES.filter((failure) => 'reason' in failure);

function failureOf({ text, category, state = 'FAILED', type, call }: Documented): Failure {
  return { message: text, category, state, resourceType: type, call };
}

/** What the advice for a failure says. */
function said(failure: Failure): string {
  const advice = adviceFor(failure);
  return advice === undefined ? '' : describeAdvice(advice);
}

afterAll(() => {
  process.stdout.write(`advice: ${DOCUMENTED_FAILURES.length} documented failures, ${withAdvice.length} with advice, ${without.length} without, each with a reason; ${ADVICE_ROWS.length} rows\n`);
});

test.each(withAdvice.map((failure) => [failure.text, failure.category, failure.state, failure] as const))('"%s" (%s, %s) has advice', (_text, _category, _state, failure) => {
  expect(said(failureOf(failure))).toContain(failure.fix);
});

describe('the category, where the page gives one, is not needed', () => {
  /** Texts that say too little by themselves. */
  const needed = ['access denied', 'not authorized to', 'does not have permission'];

  test.each(withAdvice.filter(({ category, text }) => category && !needed.includes(text)).map((failure) => [failure.text, failure] as const))('"%s"', (_text, failure) => {
    expect(said({ ...failureOf(failure), category: undefined })).toContain(failure.fix);
    expect(said({ ...failureOf(failure), category: 'MISCELLANEOUS' })).toContain(failure.fix);
  });
});

test.each(without.map((failure) => [failure.text, failure] as const))('"%s" has a reason for no advice of its own', (_text, failure) => {
  expect('reason' in failure && failure.reason).toMatch(/\w+ \w+/);
});

test('no text is there twice for the same state, type and category', () => {
  const keys = DOCUMENTED_FAILURES.map(({ text, state, type, category }) => JSON.stringify([text, state, type, category]));
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});

test.each([...new Set(DOCUMENTED_FAILURES.map(({ source }) => source))])('%s is a page of AWS', (source) => {
  expect(new URL(source)).toMatchObject({ protocol: 'https:', hostname: 'docs.aws.amazon.com' });
});

test('no row shadows another: each row that a text is meant for is the first that matches it', () => {
  const meant = new Map(withAdvice.map((failure) => [failure, ADVICE_ROWS.filter((row) => describeAdvice(row).includes(failure.fix))]));
  const shadowed = [...meant].filter(([failure, rows]) => rows.length !== 1 || adviceFor(failureOf(failure)) !== rows[0]);
  expect(shadowed.map(([{ text, fix }, rows]) => [text, fix, rows.length])).toEqual([]);
});
