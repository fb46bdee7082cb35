import { log } from '../../../lambda/aws/log';
import { captureLogs } from '../../util/logs';

const lines = captureLogs();

test.each(['INFO', 'WARN', 'ERROR'] as const)('writes one object at level %s', (level) => {
  log(level, 'something happened', { step: 'Start', jobId: 'job', percent: 5, done: false });
  expect(lines).toEqual([{ level: level.toLowerCase(), message: 'something happened', step: 'Start', jobId: 'job', percent: 5, done: false }]);
});

test('writes a message alone', () => {
  log('INFO', 'hello');
  expect(lines).toEqual([{ level: 'info', message: 'hello' }]);
});

test('accepts no objects, so that no event gets in', () => {
  // @ts-expect-error an event is no plain value
  log('INFO', 'received', { event: { ResponseURL: 'secret' } });
});
