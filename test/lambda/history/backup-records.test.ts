import { made } from './fixture';
import { TryAgainLaterError } from '../../../lambda/aws/errors';
import { readBackupRecords } from '../../../lambda/history/backup-records';
import { FakeAws } from '../../util/fake-aws';

const PATH = '/cdk-on-demand-backup/orders/OrdersBackup';
const [ONE, TWO] = ['one', 'two'].map((job) => made(job, 1));

test('reads all triggers, and nothing else that is below the path', async () => {
  const names = ['on-deploy', 'latest', 'on-schedule-1a2b3c4d', 'deeper/on-deploy'].map((level) => `${PATH}/${level}`);
  const aws = new FakeAws().onParameterNames([...names, '/cdk-on-demand-backup/orders/OrdersBackup2/on-deploy']).onHistory([JSON.stringify(ONE), 'no JSON'], [JSON.stringify(TWO)]);
  await expect(readBackupRecords(PATH, aws.client)).resolves.toEqual({ 'on-deploy': [ONE], 'on-schedule-1a2b3c4d': [TWO] });
  expect([aws.pathCalls, aws.historyCalls]).toEqual([[PATH], [`${PATH}/on-deploy`, `${PATH}/on-schedule-1a2b3c4d`]]);
});

test('a history that cannot be read is not an empty one', async () => {
  const error = new TryAgainLaterError('busy');
  await expect(readBackupRecords(PATH, new FakeAws().onParameterNames(error).client)).rejects.toBe(error);
  await expect(readBackupRecords(PATH, new FakeAws().onParameterNames([`${PATH}/on-deploy`]).onHistory(error).client)).rejects.toBe(error);
});
