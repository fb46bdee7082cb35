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

describe.each<[string | undefined, readonly string[]]>([
  ['TRACE', ['debug', 'info', 'warn', 'error']],
  ['DEBUG', ['debug', 'info', 'warn', 'error']],
  ['INFO', ['info', 'warn', 'error']],
  ['WARN', ['warn', 'error']],
  ['ERROR', ['error']],
  ['FATAL', []],
  [undefined, ['info', 'warn', 'error']],
  ['other', ['info', 'warn', 'error']],
])('at the level %s of the function', (level, written) => {
  beforeEach(() => {
    if (level === undefined) { delete process.env.AWS_LAMBDA_LOG_LEVEL; } else { process.env.AWS_LAMBDA_LOG_LEVEL = level; }
  });
  afterEach(() => { delete process.env.AWS_LAMBDA_LOG_LEVEL; });

  test(`writes ${written.join(', ') || 'nothing'}`, () => {
    (['DEBUG', 'INFO', 'WARN', 'ERROR'] as const).forEach((each) => log(each, 'x'));
    expect(lines.map((line) => line.level)).toEqual(written);
  });
});
