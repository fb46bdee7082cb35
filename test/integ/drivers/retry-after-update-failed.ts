import { arnOf, deploy, drive, jobsOf, resourcesOf, statusOf } from './account';

const STACK = 'AccountRunUpdateFailed';

drive('retry after UPDATE_FAILED', async (findings) => {
  const [table] = await resourcesOf(STACK, 'AWS::DynamoDB::GlobalTable');
  const arn = await arnOf('dynamodb', `table/${table}`);
  findings.expect('no job of the creation', (await jobsOf(arn)).length === 0);
  findings.expect('phase 2 fails', !deploy('retry-after-update-failed', 2, '--no-rollback').succeeded);
  const [status, jobs] = [await statusOf(STACK), (await jobsOf(arn)).length];
  findings.expect(`the stack is ${status} after ${jobs} job`, status === 'UPDATE_FAILED' && jobs === 1);
  const mended = deploy('retry-after-update-failed', 3, '--no-rollback');
  findings.answer(`the mended update ${mended.succeeded ? 'succeeds' : 'fails'}, with ${(await jobsOf(arn)).length} jobs in all`);
});
