import { childrenOf, drive, idOf, jobsOf } from './account';

drive('one start of a CloudFormation stack', async (findings) => {
  const job = (await jobsOf(await idOf('AccountRunShop'))).at(-1);
  findings.expect(`AWS Backup has a parent job: ${job?.BackupJobId}`, job?.IsParent === true);
  findings.answer(`the parent job of a stack with a queue is ${job?.State}, category ${job?.MessageCategory}: ${job?.StatusMessage}`);
  findings.answer(`its child jobs: ${await childrenOf(job)}`);
});
