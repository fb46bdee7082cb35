import { ARN, closeAll, describeJob, open, startJob } from './util';
import type { JobScript } from '../../stand-in';

afterEach(closeAll);

const outcome = async ({ client, standIn }: Awaited<ReturnType<typeof open>>, arn: string) => {
  const id = await startJob(client, { ResourceArn: arn });
  standIn.advance(60);
  const { State: state, StatusMessage: message, MessageCategory: category } = await describeJob(client, id);
  return [state, message, category].filter((part) => part !== undefined).join(' ');
};

const failure: JobScript = { outcome: 'FAILED', statusMessage: 'no', messageCategory: 'ACCESS_DENIED' };

test('a script applies only to its resource', async () => {
  const opened = await open();
  opened.standIn.script(ARN.efs, failure);
  expect(await outcome(opened, ARN.efs)).toBe('FAILED no ACCESS_DENIED');
  expect(await outcome(opened, ARN.dynamodb)).toBe('COMPLETED SUCCESS');
});

test('a list of scripts applies to one job after another', async () => {
  const opened = await open();
  opened.standIn.script(ARN.efs, [failure, { outcome: 'EXPIRED' }, {}]);
  const seen: string[] = [];
  for (let count = 0; count < 4; count++) { seen.push(await outcome(opened, ARN.efs)); }
  expect(seen).toEqual(['FAILED no ACCESS_DENIED', 'EXPIRED MISCELLANEOUS', 'COMPLETED SUCCESS', 'COMPLETED SUCCESS']);
});

test('the ARN takes precedence over a glob, a newer glob over an older one', async () => {
  const opened = await open();
  opened.standIn.script(ARN.efs, { outcome: 'FAILED' });
  opened.standIn.script('*', { outcome: 'EXPIRED' });
  opened.standIn.script('*table*', { outcome: 'ABORTED' });
  expect(await outcome(opened, ARN.efs)).toMatch(/^FAILED/);
  expect(await outcome(opened, ARN.dynamodb)).toMatch(/^ABORTED/);
  expect(await outcome(opened, ARN.rds)).toMatch(/^EXPIRED/);
  opened.standIn.script('*', { outcome: 'PARTIAL' }); // set again: the newest now
  expect(await outcome(opened, ARN.dynamodb)).toMatch(/^PARTIAL/);
});

test('a script overrides the default one and takes no message from it if it has an outcome', async () => {
  const opened = await open({ defaultScript: { ...failure, backupSizeInBytes: 7 } });
  opened.standIn.script(ARN.efs, { runningSeconds: 1, statusMessage: undefined });
  opened.standIn.script(ARN.dynamodb, { outcome: 'COMPLETED' });
  expect(await outcome(opened, ARN.efs)).toBe('FAILED no ACCESS_DENIED');
  expect(await outcome(opened, ARN.dynamodb)).toBe('COMPLETED SUCCESS');
  expect(opened.standIn.jobs.at(-1)).toMatchObject({ BackupSizeInBytes: 7 });
});

test('an invalid script is refused', async () => {
  const { standIn } = await open();
  expect(() => standIn.script(ARN.efs, { runningSeconds: -1 })).toThrow('runningSeconds must be a number, 0 or more');
  expect(() => standIn.script(ARN.efs, [])).toThrow('is empty');
});
