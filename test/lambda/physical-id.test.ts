import { isJobId, notStartedId } from '../../lambda/physical-id';
import { JOB_ID, REQUEST_ID } from '../util/events';

test('the id of a job never started names the request and is no job id', () => {
  expect(notStartedId(REQUEST_ID)).toBe(`not-started-${REQUEST_ID}`);
  expect(isJobId(notStartedId(REQUEST_ID))).toBe(false);
});

test.each<[string | undefined, boolean]>([
  [JOB_ID, true],
  ['a-not-started-job', true],
  ['not-started-', false],
  [undefined, false],
])('%s is the id of a job: %s', (id, expected) => {
  expect(isJobId(id)).toBe(expected);
});
