import { NotFoundError } from '../../../../lambda/aws/errors';
import { writeLatest } from '../../../../lambda/steps/record/latest-record';
import type { ExecutionHistory } from '../../../../src/request/execution/execution-state';
import { EMPTY_RECORD, type HistoryRecord } from '../../../../src/request/history/history-record';
import { writeRecord } from '../../../../src/request/history/write-record';
import { RECORD } from '../../../request/history/fixture';
import { FakeAws } from '../../../util/fake-aws';

const LATEST = '/cdk-on-demand-backup/orders/OrdersBackup/latest';
const HISTORY: ExecutionHistory = {
  Path: '/cdk-on-demand-backup/orders/OrdersBackup',
  Recorded: { ...EMPTY_RECORD, trigger: 'on-deploy' },
};

function of(backupJobId: string, hour: number): HistoryRecord {
  return { ...RECORD, backupJobId, creationDate: `2025-11-23T0${hour}:00:00.000Z` };
}

const at = (record: HistoryRecord, Version: number) => ({ Value: writeRecord(record), Version });
const values = (aws: FakeAws) => aws.putCalls.map(({ value }) => (JSON.parse(value) as HistoryRecord).backupJobId);

test('is the first one', async () => {
  const aws = new FakeAws().onGetParameter(new NotFoundError('which?')).onPutParameter(1);
  await writeLatest(HISTORY, of('own', 4), aws.client);
  expect([aws.getParameterCalls, values(aws)]).toEqual([[LATEST], ['own']]);
});

test.each([[3, ['own']], [4, ['own']], [5, []]])('replaces one that was created at %i', async (hour, written) => {
  const aws = new FakeAws().onGetParameter(at(of('former', hour), 7)).onPutParameter(8);
  await writeLatest(HISTORY, of('own', 4), aws.client);
  expect(values(aws)).toEqual(written);
});

test('an older one that another execution wrote between stays overwritten', async () => {
  const aws = new FakeAws().onGetParameter(at(of('former', 1), 7), at(of('between', 3), 8)).onPutParameter(9);
  await writeLatest(HISTORY, of('own', 4), aws.client);
  expect([aws.getParameterCalls, values(aws)]).toEqual([[LATEST, `${LATEST}:8`], ['own']]);
});

test('a newer one that another execution wrote between is put back', async () => {
  const aws = new FakeAws().onGetParameter(at(of('former', 1), 7), at(of('between', 5), 8)).onPutParameter(9, 10);
  await writeLatest(HISTORY, of('own', 4), aws.client);
  expect(values(aws)).toEqual(['own', 'between']);
});

test('and so on, until nobody wrote between', async () => {
  const aws = new FakeAws().onGetParameter(new NotFoundError('which?'), at(of('between', 5), 1), at(of('newest', 6), 3)).onPutParameter(2, 4, 5);
  await writeLatest(HISTORY, of('own', 4), aws.client);
  expect(aws.getParameterCalls).toEqual([LATEST, `${LATEST}:1`, `${LATEST}:3`]);
  expect(values(aws)).toEqual(['own', 'between', 'newest']);
});

test.each([['is gone', new NotFoundError('which?')], ['is no record', 'by hand']])('what was written between and %s is left alone', async (_what, reply) => {
  const aws = new FakeAws().onGetParameter(at(of('former', 1), 7), reply).onPutParameter(9);
  await writeLatest(HISTORY, of('own', 4), aws.client);
  expect(values(aws)).toEqual(['own']);
});
