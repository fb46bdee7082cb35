import { made, RECORD } from './fixture';
import { NotYetPermittedError, ThrottledError } from '../../../lambda/aws/errors';
import { readHistory } from '../../../lambda/history/read-history';
import { writeRecord } from '../../../src/request/history/write-record';
import { FakeAws } from '../../util/fake-aws';

const NAME = '/cdk-on-demand-backup/orders/OrdersBackup/on-deploy';

test('the records of a parameter, newest first', async () => {
  const [newer, older] = [made('two', 0), made('one', 1)];
  const aws = new FakeAws().onHistory([writeRecord(newer), writeRecord(older)]);
  await expect(readHistory(NAME, aws.client)).resolves.toEqual([newer, older]);
  expect(aws.historyCalls).toEqual([NAME]);
});

test('a parameter that does not exist has none', async () => {
  await expect(readHistory(NAME, new FakeAws().onHistory([]).client)).resolves.toEqual([]);
});

test.each(['', 'not JSON', '{"schema":"1"', '[]', 'null', '"text"', '{"schema":"0"}', '{"outcome":"succeeded"}'])('a version that is no record is skipped: %j', async (value) => {
  const aws = new FakeAws().onHistory([value, writeRecord(RECORD), value]);
  await expect(readHistory(NAME, aws.client)).resolves.toEqual([RECORD]);
});

test('a record of a newer schema is read as far as it is known', async () => {
  const newer = JSON.stringify({ ...RECORD, schema: '2', extra: 'x' });
  await expect(readHistory(NAME, new FakeAws().onHistory([newer]).client)).resolves.toEqual([{ ...RECORD, schema: '2' }]);
});

test.each([new ThrottledError('throttled'), new NotYetPermittedError('denied')])('a history that cannot be read is not empty: %s', async (error) => {
  await expect(readHistory(NAME, new FakeAws().onHistory(error).client)).rejects.toBe(error);
});
